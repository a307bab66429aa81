import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closingLine.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    setupFiles: ["test/support/randomSeed.ts", "test/support/fixedVersion.ts"],
    reporters: ["default", new ClosingLine()],
    // Some tests wait for terraform or a browser.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

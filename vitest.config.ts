import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Some tests wait for terraform or a browser.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

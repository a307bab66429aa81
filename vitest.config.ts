import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closingLine.ts";

/** Tests of functions alone share a process and its modules: loading these anew takes half a second for each file. */
const functions = [
  "test/{drift,hcl,manifest,moduleCheck,render,resolve,specs,template,translate}/**/*.test.ts",
];

const common = {
  setupFiles: ["test/support/randomSeed.ts", "test/support/fixedVersion.ts"],
  // Some tests wait for terraform or a browser.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    // Not in the projects, each of which would run it again.
    globalSetup: ["test/support/build.ts"],
    reporters: ["default", new ClosingLine()],
    projects: [
      { test: { ...common, name: "functions", include: functions, isolate: false } },
      {
        test: { ...common, name: "rest", include: ["test/**/*.test.ts"], exclude: functions },
      },
    ],
  },
});

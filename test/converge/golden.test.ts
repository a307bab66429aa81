import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { golden, runGoldenCommand, today } from "../support/goldenCommand.ts";

beforeAll(() => {
  vi.useFakeTimers({ now: new Date(`${today}T20:00:00Z`), toFake: ["Date"] });
  // Who holds an environment, whoever runs this.
  vi.stubEnv("GIT_CONFIG_COUNT", "1");
  vi.stubEnv("GIT_CONFIG_KEY_0", "user.name");
  vi.stubEnv("GIT_CONFIG_VALUE_0", "Ada");
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe.each(["converge", "rollback", "hold"])("%s", (command) => {
  const folder = join(golden, command);
  it.each(readdirSync(folder))("%s", (name) => runGoldenCommand(join(folder, name)));
});

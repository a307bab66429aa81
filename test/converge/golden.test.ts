import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { golden, runGolden, today } from "./golden.ts";

beforeAll(() => vi.useFakeTimers({ now: new Date(`${today}T20:00:00Z`), toFake: ["Date"] }));
afterAll(() => vi.useRealTimers());

describe.each(["converge", "rollback"])("%s", (command) => {
  const folder = join(golden, command);
  it.each(readdirSync(folder))("%s", (name) => runGolden(join(folder, name)));
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { golden, runGoldenCommand } from "../support/goldenCommand.ts";

const folder = join(golden, "edit");

describe("commands that edit sources", () => {
  it.each(readdirSync(folder))("%s", (name) => runGoldenCommand(join(folder, name)));
});

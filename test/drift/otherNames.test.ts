import { join } from "node:path";
import { expect, test } from "vitest";
import { driftReport } from "../../src/driftReport/driftReport.ts";
import { readText } from "../../src/model/files.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { goldenFolder } from "./golden.ts";

const root = join(goldenFolder, "declared");
const production = (url: string): readonly [string, string] => [
  "envs/production.yaml",
  `stack: app\nsettings: { state_key: production }\nvariables:\n  DATACITE_API_URL: ${url}\n`,
];

/** What the report says of names, with the schema's reason to differ in place of "staging ... test API". */
async function told(url: string, reason: string): Promise<readonly string[]> {
  const { files } = await loadProject(root);
  const schema = readText(files, "schema/index.ts") ?? "";
  const changed = schema.replace(/(drift: )"staging[^"]*"/, `$1${JSON.stringify(reason)}`);
  const texts = new Map([production(url), ["schema/index.ts", changed]]);
  const { problems } = driftReport(await loadProject(root, texts), { today: "2026-11-28" });
  return problems.map(({ code, place, message }) => `${place?.line} ${code}: ${message}`);
}

test.each<[string, string, string, boolean]>([
  ["another environment's name", "https://api.staging.example.org", "each has its own", true],
  [
    "its own name, and part of a word",
    "https://production.stagings.org",
    "each has its own",
    false,
  ],
  ["one that the reason knows", "https://api.staging.example.org", "all use staging's API", false],
  [
    "one that only the reason of adopting names",
    "https://api-staging.example.org",
    "differs between production and staging since before terraloom: say why",
    true,
  ],
])("%s in a value", async (_, url, reason, isTold) => {
  const line = `4 other-environments-name: variable "DATACITE_API_URL" of production contains the name of staging: "${url}"`;
  expect(await told(url, reason)).toEqual(isTold ? [line] : []);
});

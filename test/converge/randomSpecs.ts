import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { heldValue, subjectsOf } from "../../src/compare/subject.ts";
import { overlay } from "../../src/files/overlay.ts";
import type { ChangedSource } from "../../src/model/draft.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Project } from "../../src/model/project.ts";
import { labelOf } from "../../src/model/subject.ts";
import { loadProject } from "../../src/project/loadProject.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { readSpecs } from "../../src/specs/readSpecs.ts";
import { canonical } from "../../src/values/canonical.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const schema = `import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const text = { description: "d" };
const app = defineStack({
  settings: { stage: setting(z.string().default("dev")), zones: setting(z.array(z.string()).default([])) },
  variables: {
    name: variable(z.string().default("app"), text),
    count: variable(z.int().default(1), text),
    on: variable(z.boolean().default(false), text),
    list: variable(z.array(z.string()).default(["a"]), text),
    set: variable(z.set(z.string()).default(new Set()), text),
    map: variable(z.record(z.string(), z.record(z.string(), z.string())).default({}), text),
    object: variable(z.strictObject({ a: z.string(), b: z.int().optional() }).nullable().default(null), text),
    maybe: variable(z.string().nullable().default(null), text),
    own: variable(z.string().default("o"), { ...text, drift: "its own" }),
  },
});
export default defineProject({ stacks: { app }, promotion: ["one", "two"] });
`;

async function emptyProject(): Promise<Project> {
  const temporary = temporaryProject(join(repository, "test/golden/base"), ["templates"]);
  try {
    mkdirSync(join(temporary.root, "schema"));
    mkdirSync(join(temporary.root, "envs"));
    writeFileSync(join(temporary.root, "schema/index.ts"), schema);
    writeFileSync(join(temporary.root, "envs/one.yaml"), "stack: app\n");
    writeFileSync(join(temporary.root, "envs/two.yaml"), "stack: app\n");
    return await loadProject(temporary.root);
  } finally {
    temporary.remove();
  }
}
/** Schema and templates; its specs say nothing. */
const base = await emptyProject();

/** Each value as people write it, in several styles. */
const written: Readonly<Record<string, readonly string[]>> = {
  stage: [" dev", " prod # behind", " 'x'"],
  zones: [" []", " [a, b]", "\n    - a # first\n    - b"],
  name: [" app", ' "other"', " 'it''s' # behind", " |-\n    two\n    lines"],
  count: [" 1", " 2", " 0x10 # behind"],
  on: [" true", " false"],
  list: [" [a]", " [a, b]", " []", "\n    # first\n    - a\n    - 'b'"],
  set: [" [a, b]", " [b, a]", " []"],
  map: [
    " {}",
    " { x: { k: v } }",
    "\n    x:\n      # within\n      k: w # behind\n    y: { l: m }",
    "\n    'y':\n      l: n",
  ],
  object: [" null", " { a: x }", " { a: x, b: null }", "\n    a: y # behind\n    b: 1"],
  maybe: ["", " null", " text"],
  own: [" p", " q"],
};
const settings = ["stage", "zones"];

const entries = (names: readonly string[]) =>
  fc
    .tuple(fc.shuffledSubarray([...names]), fc.infiniteStream(fc.nat(20)))
    .map(([chosen, numbers]) =>
      chosen.map((name) => {
        const [at = 0, style = 0] = [...numbers.take(2)];
        const values = written[name] ?? [];
        const above = style % 3 === 0 ? `  # about ${name}\n` : style % 7 === 0 ? "\n" : "";
        return `${above}  ${name}:${values[at % values.length]}\n`;
      }),
    );

const waiver = fc
  .tuple(
    fc.constantFrom("name", "count", "list", "map", "own"),
    fc.constantFrom("2026-11-21", "2026-12-01"),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([name, until, hold, inBraces]) =>
    inBraces
      ? `  - { variable: ${name}, reason: r, until: ${until}${hold ? ", hold: true" : ""} } # why ${name}\n`
      : `  - variable: ${name}\n    reason: r\n    until: ${until}\n    hold: ${hold}\n`,
  );

const variables = Object.keys(written).filter((name) => !settings.includes(name));
const spec = (isShared: boolean, parents: readonly string[]) =>
  fc
    .record({
      extended: fc.subarray([...parents]),
      settings: entries(settings),
      variables: entries(variables),
      waivers: fc.array(waiver, { maxLength: isShared ? 1 : 3 }),
      order: fc.shuffledSubarray(["variables", "settings", "waivers"], { minLength: 3 }),
    })
    .map(({ extended, order, ...parts }) => {
      const section = (name: string): string => {
        const lines = parts[name as keyof typeof parts].join("");
        const key = name === "waivers" ? "accepted_drift" : name;
        return lines === "" ? "" : `# the ${key}\n${key}:\n${lines}\n`;
      };
      const head = extended.length > 0 ? `extends: [${extended.join(", ")}]\n` : "";
      return `${isShared ? "" : "stack: app\n"}${head}${order.map(section).join("")}# end\n`;
    });

/** Two shared files and three environments, by path. Some of what they say does not fit together. */
export const texts = fc
  .record({
    "envs/_base.yaml": spec(true, []),
    "envs/_more.yaml": spec(true, ["_base.yaml"]),
    "envs/one.yaml": spec(false, ["_base.yaml", "_more.yaml"]),
    "envs/two.yaml": spec(false, ["_more.yaml"]),
    "envs/three.yaml": spec(false, ["_base.yaml", "two.yaml"]),
  })
  .map((record) => new Map(Object.entries(record)));

/** The project with these specs; `undefined` where they are no whole ones. */
export function projectWith(specTexts: ReadonlyMap<string, string>): Project | undefined {
  const files = overlay({ ...base.files, read: () => undefined, list: () => [] }, specTexts);
  const { specs, problems } = readSpecs(files);
  const resolved = resolve(base.schema, specs);
  if (problems.length + resolved.problems.length > 0) return undefined;
  return { ...base, files, specs, environments: resolved.environments };
}

export function named(project: Project, name: string): Environment {
  const found = project.environments.find((environment) => environment.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

/** What an environment holds, by name. */
export function heldBy(project: Project, name: string): ReadonlyMap<string, string> {
  const environment = named(project, name);
  return new Map(
    subjectsOf(environment.stack).map((subject) => [
      labelOf(subject),
      canonical(heldValue(environment, subject), subject.type),
    ]),
  );
}

/** The project after a change, which must have left it whole. */
export function changedProject(
  specTexts: ReadonlyMap<string, string>,
  changes: readonly ChangedSource[],
): Project {
  const edited = changes.map(({ path, after = "" }) => [path, after] as const);
  const project = projectWith(new Map([...specTexts, ...edited]));
  if (!project) throw new Error("What was edited is broken");
  return project;
}

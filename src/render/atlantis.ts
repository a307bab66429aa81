import { posix } from "node:path";
import { LeftOut } from "../files/leaveOut.ts";
import type { EnvironmentWork } from "../model/affected.ts";
import type { Atlantis } from "../model/atlantis.ts";
import { type Environment, varFileArgument } from "../model/environment.ts";
import { atlantisFile, schemaEntry } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import { isMapValue, type ValueMap } from "../model/value.ts";
import { workOf } from "../resolve/environmentWork.ts";
import { withHeader } from "./fileKind.ts";
import { jsonLiteral } from "./literals.ts";

/**
 * The file that tells Atlantis of every environment; it finds by itself which are affected, by the files that changed.
 *
 * @param modulesOf the folders of the modules that code in a folder comes to call
 * @param known where `environments` are some alone, what was made of all of them: it must hold what these are now
 */
export function atlantisOutput(
  atlantis: Atlantis,
  environments: readonly Environment[],
  modulesOf: (folder: string) => readonly string[],
  known?: readonly Output[],
): readonly Output[] {
  if (!known) {
    const text = atlantisText(atlantis, environments, modulesOf);
    const content = withHeader(atlantisFile, [schemaEntry], text);
    return [{ path: atlantisFile, content, kind: "yaml", source: schemaEntry }];
  }
  const all = known.find(({ path }) => path === atlantisFile)?.content ?? "";
  for (const entry of entriesOf(atlantis, environments, modulesOf)) {
    if (typeof all !== "string" || !all.includes(entry)) throw new LeftOut(atlantisFile);
  }
  return [];
}

/** The text of that file, as a person may write it too. */
export function atlantisText(
  atlantis: Atlantis,
  environments: readonly Environment[],
  modulesOf: (folder: string) => readonly string[],
): string {
  const entries = entriesOf(atlantis, environments, modulesOf);
  const list = entries.length > 0 ? `projects:\n${entries.join("")}` : "projects: []\n";
  const given = atlantis.file.workflows;
  const made = workflowsOf(atlantis, environments);
  const workflows = isMapValue(given) ? { ...made, ...given } : (given ?? made);
  const isNone = isMapValue(workflows) && Object.keys(workflows).length === 0;
  const top = {
    version: 3,
    abort_on_execution_order_fail: true,
    ...atlantis.file,
    ...(isNone ? {} : { workflows }),
  };
  return `${lines(top, "")}${list}`;
}

/** A shared root module is planned with the values of each environment, which Atlantis takes from workflows alone. */
function workflowsOf({ projects }: Atlantis, environments: readonly Environment[]): ValueMap {
  if (projects.workflow !== undefined) return {};
  return Object.fromEntries(
    environments.flatMap((environment) => {
      const argument = varFileArgument(environment);
      if (argument === undefined) return [];
      return [
        [environment.name, { plan: { steps: ["init", { plan: { extra_args: [argument] } }] } }],
      ];
    }),
  );
}

function entriesOf(
  { prefix, projects }: Atlantis,
  environments: readonly Environment[],
  modulesOf: (folder: string) => readonly string[],
): readonly string[] {
  const work = workOf(environments);
  const inside = foldersInside(work);
  const others = (path: string, own: string | undefined): readonly string[] =>
    work.flatMap(({ path: folder, valuesFile }) =>
      folder === path && valuesFile !== undefined && valuesFile !== own ? [valuesFile] : [],
    );
  return work.map(({ environment, path, valuesFile, wave }) => {
    const own = { ...(valuesFile === undefined ? {} : { workflow: environment }), ...projects };
    const watched = [
      "**",
      "!**/*.md",
      ...(inside.get(path) ?? []).map((folder) => `!${posix.relative(path, folder)}/**`),
      ...others(path, valuesFile).map((file) => `!${posix.relative(path, file)}`),
      ...(valuesFile === undefined ? [] : [posix.relative(path, valuesFile)]),
      ...modulesOf(path).map((folder) => `${posix.relative(path, folder)}/**`),
    ];
    return `  - name: ${JSON.stringify(environment)}
    dir: ${JSON.stringify(prefix + path || ".")}
    execution_order_group: ${wave}
    autoplan: { enabled: true, when_modified: ${JSON.stringify(watched)} }
${lines(forOne(own, environment), "    ")}`;
  });
}

/** By an environment's folder, those of other environments inside of it. */
function foldersInside(work: readonly EnvironmentWork[]): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, string[]>(work.map(({ path }) => [path, []]));
  for (const { path } of work) {
    for (let at = posix.dirname(path); at !== "."; at = posix.dirname(at)) {
      inside.get(at)?.push(path);
    }
  }
  return inside;
}

/** What is said of every project may name its environment. */
function forOne(members: ValueMap, environment: string): ValueMap {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [
      key,
      typeof value === "string" ? value.replaceAll(environmentMark, environment) : value,
    ]),
  );
}

const environmentMark = "{environment}";

/** JSON is YAML too. */
function lines(members: ValueMap, indent: string): string {
  return Object.entries(members)
    .map(([key, value]) => `${indent}${key}: ${jsonLiteral(value)}\n`)
    .join("");
}

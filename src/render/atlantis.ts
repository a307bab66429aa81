import { posix } from "node:path";
import { LeftOut } from "../files/leaveOut.ts";
import type { EnvironmentWork } from "../model/affected.ts";
import type { Atlantis } from "../model/atlantis.ts";
import type { Environment } from "../model/environment.ts";
import { atlantisFile, schemaEntry } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import type { ValueMap } from "../model/value.ts";
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
  const top = { version: 3, abort_on_execution_order_fail: true, ...atlantis.file };
  return `${lines(top, "")}${list}`;
}

function entriesOf(
  { prefix, projects }: Atlantis,
  environments: readonly Environment[],
  modulesOf: (folder: string) => readonly string[],
): readonly string[] {
  const work = workOf(environments);
  const inside = foldersInside(work);
  return work.map(({ environment, path, wave }) => {
    const watched = [
      "**",
      "!**/*.md",
      ...(inside.get(path) ?? []).map((folder) => `!${posix.relative(path, folder)}/**`),
      ...modulesOf(path).map((folder) => `${posix.relative(path, folder)}/**`),
    ];
    return `  - name: ${JSON.stringify(environment)}
    dir: ${JSON.stringify(prefix + path || ".")}
    execution_order_group: ${wave}
    autoplan: { enabled: true, when_modified: ${JSON.stringify(watched)} }
${lines(projects, "    ")}`;
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

/** JSON is YAML too. */
function lines(members: ValueMap, indent: string): string {
  return Object.entries(members)
    .map(([key, value]) => `${indent}${key}: ${jsonLiteral(value)}\n`)
    .join("");
}

import { posix } from "node:path";
import { isCode } from "../model/codeFiles.ts";
import type { MadePart, MadeParts } from "../model/generateReport.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Output, Rendered } from "../model/rendered.ts";
import type { ValueMap } from "../model/value.ts";
import { settingsOf } from "../render/context.ts";
import { jsonLiteral } from "../render/literals.ts";
import { outputHash } from "../render/outputHash.ts";
import { uniqueValues } from "../resolve/computeValues.ts";
import { layersOf } from "../resolve/inherit.ts";
import { sha256 } from "../text/sha256.ts";

/**
 * What each environment is rendered from, and what others read of it: `undefined` if functions of the schema read other
 * environments, or code of one reads files of another.
 *
 * @param all the parts of all environments, where these are not all
 */
export function madeParts(
  { specs, environments, readsOtherEnvironments }: Project,
  { states, crossed, outputs }: Pick<Rendered, "states" | "crossed" | "outputs">,
  all: Pick<MadeParts, "looked" | "readsStates"> = {
    looked: [...crossed.looked].sort(),
    readsStates: crossed.states,
  },
): MadeParts | undefined {
  const { looked, readsStates } = all;
  if (readsOtherEnvironments || crossed.code || (crossed.states && !readsStates)) return undefined;
  const codes = readsStates ? codeOf(outputs.values()) : undefined;
  const parts = environments.map((environment): MadePart => {
    const { name, directory, stack, file, values } = environment;
    const spec = specs.get(file);
    const shown: Readonly<Record<string, ValueMap>> = { settings: settingsOf(environment), values };
    const seen = looked.map((path) => {
      const [section = "", member = ""] = path.split(/\.(.*)/s);
      return `${path} ${jsonLiteral(shown[section]?.[member] ?? null)}`;
    });
    if (codes) seen.push(...(codes.get(name) ?? []));
    const own = [...uniqueValues(environment).map(({ key }) => key), ...(states.get(name) ?? [])];
    return {
      name,
      directory,
      stack: stack.name,
      specs: spec ? layersOf(specs, spec).map((layer) => layer.file) : [],
      seen: sha256(seen.join("\n")),
      own: own.map((key) => sha256(key)),
    };
  });
  return { looked, readsStates, environments: parts };
}

/** The code of each environment, a line a file, without the values of its variables and its digest. */
function codeOf(outputs: Iterable<Output>): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const output of outputs) {
    const { environment, path } = output;
    const name = posix.basename(path);
    if (environment === undefined || !isCode(name) || name === appliedCodeFile) continue;
    codes.set(environment, [...(codes.get(environment) ?? []), `${path} ${outputHash(output)}`]);
  }
  return codes;
}

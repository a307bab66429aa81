import type { MadePart, MadeParts } from "../model/generateReport.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import type { ValueMap } from "../model/value.ts";
import { settingsOf } from "../render/context.ts";
import { jsonLiteral } from "../render/literals.ts";
import { uniqueValues } from "../resolve/follow.ts";
import { layersOf } from "../resolve/inherit.ts";
import { sha256 } from "../text/sha256.ts";

/**
 * What each environment is made of, and what others see of it: `undefined` where functions of the schema look from one
 * environment at others, or code of one reads files of another.
 *
 * @param looked what templates look at, where these are not all environments
 */
export function madeParts(
  { specs, environments, looksAcross }: Project,
  { states, crossed }: Pick<Rendered, "states" | "crossed">,
  looked: readonly string[] = [...crossed.looked].sort(),
): MadeParts | undefined {
  if (looksAcross || crossed.code) return undefined;
  const parts = environments.map((environment): MadePart => {
    const { name, directory, stack, file, values } = environment;
    const spec = specs.get(file);
    const shown: Readonly<Record<string, ValueMap>> = { settings: settingsOf(environment), values };
    const seen = looked.map((path) => {
      const [section = "", member = ""] = path.split(/\.(.*)/s);
      return `${path} ${jsonLiteral(shown[section]?.[member] ?? null)}`;
    });
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
  return { looked, environments: parts };
}

import { describe } from "../diagnostics/diagnostic.ts";
import { readSchema } from "../load/readSchema.ts";
import { specsDirectory } from "../model/layout.ts";
import { defineProject, defineStack } from "../schema/index.ts";
import { nameProblems } from "../specs/names.ts";
import { environmentName, readSpec } from "../specs/readSpecs.ts";

/** Why a name is not valid, as the schema's own rules say it; `undefined` where it does. */
export function stackNameFault(name: string): string | undefined {
  const project = defineProject({ stacks: { [name]: defineStack({}) } });
  const [problem] = readSchema(project, () => undefined).problems;
  return problem && describe(problem).message;
}

/**
 * What is wrong with the names of a project's environments, by the rules that specs are held to, a sentence each.
 *
 * @param names in the order of promotion
 */
export function environmentNameFaults(names: readonly string[]): readonly string[] {
  const shared = names.filter((name) => environmentName(fileOf(name)) === undefined);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const specs = names.map((name) => [fileOf(name), readSpec(fileOf(name), "stack: any\n").spec]);
  const problems = nameProblems(new Map(specs as [string, ReturnType<typeof readSpec>["spec"]][]));
  return [
    ...shared.map((name) => `"${name}" would be a file for others to extend: no leading _`),
    ...new Set(twice.map((name) => `"${name}" is named twice`)),
    ...problems.map((problem) => describe(problem).message),
  ];
}

/** What is wrong with the names of new environments beside those that are there. */
export function newEnvironmentFaults(
  names: readonly string[],
  there: readonly string[],
): readonly string[] {
  const taken = names.filter((name) => there.includes(name));
  const fresh = names.filter((name) => !there.includes(name));
  return [
    ...taken.map((name) => `there is an environment "${name}" already`),
    ...environmentNameFaults([...there, ...fresh]),
  ];
}

function fileOf(environment: string): string {
  return `${specsDirectory}/${environment}.yaml`;
}

/** A folder of templates/modules/ and the name of a module call: a letter first, and no device of Windows. */
const moduleName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z][a-z0-9_-]*$/i;

/** What is wrong with the names of a project's modules, a sentence each. */
export function moduleNameFaults(names: readonly string[]): readonly string[] {
  const folded = new Map<string, string>();
  return names.flatMap((name) => {
    if (!moduleName.test(name)) {
      return [
        `"${name}" is not a valid module name: it is a folder of templates/modules/ and the label of a module block`,
      ];
    }
    const other = folded.get(name.toLowerCase());
    folded.set(name.toLowerCase(), name);
    if (other === undefined) return [];
    return [
      other === name
        ? `"${name}" is named twice`
        : `"${other}" and "${name}" differ in letter case alone: on many disks they are one folder`,
    ];
  });
}

import { describe } from "../diagnostics/diagnostic.ts";
import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { readSchema } from "../load/readSchema.ts";
import { specsDirectory } from "../model/layout.ts";
import { defineProject, defineStack } from "../schema/index.ts";
import { nameProblems } from "../specs/names.ts";
import { environmentName, readSpec } from "../specs/readSpecs.ts";

/** Why a name is not valid, as the schema's own rules say it; `undefined` where it is. */
export function stackNameFault(name: string): WrongAnswer | undefined {
  const project = defineProject({ stacks: { [name]: defineStack({}) } });
  const [problem] = readSchema(project, () => undefined).problems;
  return problem && { kind: "stack-name", message: describe(problem).message };
}

/**
 * What is wrong with the names of a project's environments, by the rules that specs are held to.
 *
 * @param names in the order of promotion
 */
export function environmentNameFaults(names: readonly string[]): readonly WrongAnswer[] {
  const shared = names.filter((name) => environmentName(fileOf(name)) === undefined);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const specs = names.map((name) => [fileOf(name), readSpec(fileOf(name), "stack: any\n").spec]);
  const problems = nameProblems(new Map(specs as [string, ReturnType<typeof readSpec>["spec"]][]));
  return [
    ...shared.map((name) => ({ kind: "shared-name", name }) as const),
    ...[...new Set(twice)].map((name) => ({ kind: "twice", name }) as const),
    ...problems.map(
      (problem) => ({ kind: "environment-name", message: describe(problem).message }) as const,
    ),
  ];
}

/** What is wrong with the names of new environments beside those that are there. */
export function newEnvironmentFaults(
  names: readonly string[],
  there: readonly string[],
): readonly WrongAnswer[] {
  const taken = names.filter((name) => there.includes(name));
  const fresh = names.filter((name) => !there.includes(name));
  return [
    ...taken.map((name) => ({ kind: "taken", what: "environment", name }) as const),
    ...environmentNameFaults([...there, ...fresh]),
  ];
}

function fileOf(environment: string): string {
  return `${specsDirectory}/${environment}.yaml`;
}

/** A folder of templates/modules/ and the name of a module call: a letter first, and no device of Windows. */
const moduleName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z][a-z0-9_-]*$/i;

/** What is wrong with the names of a project's modules. */
export function moduleNameFaults(names: readonly string[]): readonly WrongAnswer[] {
  const folded = new Map<string, string>();
  return names.flatMap((name): WrongAnswer | [] => {
    if (!moduleName.test(name)) return { kind: "module-name", name };
    const other = folded.get(name.toLowerCase());
    folded.set(name.toLowerCase(), name);
    if (other === undefined) return [];
    return other === name ? { kind: "twice", name } : { kind: "module-case", name, other };
  });
}

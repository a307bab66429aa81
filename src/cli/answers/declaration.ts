import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import type { DeclarationRequest } from "../../edit/declare.ts";
import { shortTypes } from "../../edit/typeText.ts";
import type { Project } from "../../model/project.ts";
import { failure, type Result, success } from "../../model/result.ts";
import type { LabelValues, ProjectStack } from "../../model/schema.ts";
import type { Ask } from "../ask.ts";
import { listOption, nameOf, stackOf, textOption } from "../changing.ts";
import type { Arguments, Option } from "../command.ts";
import { valuesAreTold } from "./values.ts";

/** What a variable and a secret are both asked. */
export const declarationOptions = {
  description: { type: "string", value: "TEXT", help: "one sentence: what it is" },
  label: {
    type: "string",
    value: "KEY=VALUE",
    multiple: true,
    help: "a label that templates select by, such as container=core; repeatable",
  },
} as const satisfies Record<string, Option>;

/**
 * Puts together what is to be declared, from options and answers. Where nobody can be asked, every
 * answer that is missing is a problem, all of them at once.
 */
export async function declarationRequest(
  kind: "variable" | "secret",
  given: Arguments,
  project: Project,
  ask: Ask | undefined,
): Promise<Result<DeclarationRequest>> {
  const problems: Diagnostic[] = [];
  const isVariable = kind === "variable";
  // Someone who left out what is needed is also asked what may be left out.
  const told = isVariable ? ["description", "type"] : ["description"];
  const isWizard = told.some((option) => given.options[option] === undefined);
  const stack = await stackOf(given, [...project.schema.stacks.values()], ask, problems);
  const name = await nameOf(given, isVariable ? "Variable" : "Secret", ask, problems);
  const required = (option: string, question: string, wants: string): Promise<string> =>
    requiredText(given, option, { question, wants }, ask, problems);
  const description = await required(
    "description",
    "What is it? One sentence",
    "one sentence: what it is",
  );
  const labels = await labelsOf(given, stack, isWizard ? ask : undefined, problems);
  if (!isVariable) {
    if (problems.length > 0 || !stack) return failure(...problems);
    return success({ stack, name, options: { description, labels } });
  }
  const type = await required(
    "type",
    `Type: ${shortTypes.slice(0, 5).join(", ")}, list(string), ... or a zod expression`,
    `a short name (${shortTypes.join(", ")}) or a zod expression`,
  );
  const modules = stack && (await modulesOf(given, stack, labels, project, ask, problems));
  const drift = await driftOf(given, isWizard ? ask : undefined, ask, problems);
  if (!ask && !valuesAreTold(given, type)) {
    const wants = "one value for all environments, or --value ENV=VALUE for each";
    problems.push(diagnostic("answer-missing", { option: "--value", wants }));
  }
  if (problems.length > 0 || !stack) return failure(...problems);
  return success({
    stack,
    name,
    type,
    options: {
      description,
      labels,
      ...(modules ? { modules } : {}),
      ...(drift ? { drift } : {}),
      ...(given.options.sensitive === true ? { sensitive: true } : {}),
    },
  });
}

async function requiredText(
  given: Arguments,
  option: string,
  { question, wants }: { readonly question: string; readonly wants: string },
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<string> {
  const text = textOption(given, option);
  if (text !== undefined) return text;
  if (ask) {
    return ask.text({
      message: question,
      refuse: (answer) => (answer.trim() === "" ? "An answer is wanted." : undefined),
    });
  }
  problems.push(diagnostic("answer-missing", { option: `--${option}`, wants }));
  return "";
}

async function labelsOf(
  given: Arguments,
  stack: ProjectStack | undefined,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<LabelValues> {
  const labels = new Map<string, string[]>();
  for (const label of listOption(given, "label")) {
    const [, key = "", value = ""] = /^([^=]+)=(.+)$/.exec(label) ?? [];
    if (key === "") {
      const problem = `"${label}" is no label: a key and a value are wanted`;
      const advice = "Such as --label container=core";
      problems.push(diagnostic("answer-wrong", { option: "--label", problem, advice }));
    } else {
      labels.set(key, [...new Set([...(labels.get(key) ?? []), ...value.split(",")])]);
    }
  }
  if (!ask || !stack || labels.size > 0) return labels;
  for (const [key, values] of stack.labels) {
    const chosen = await ask.some(
      `Label "${key}": which? (space chooses, enter goes on)`,
      values.map((value) => ({ value })),
    );
    if (chosen.length > 0) labels.set(key, [...chosen]);
  }
  return labels;
}

async function modulesOf(
  given: Arguments,
  stack: ProjectStack,
  labels: LabelValues,
  project: Project,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<readonly string[]> {
  const used = [...stack.variables.values()].flatMap(({ modules }) => [...modules.keys()]);
  const known = [...new Set([...used, ...project.templates.modules])];
  const named = listOption(given, "module");
  for (const module of named.filter((candidate) => !known.includes(candidate))) {
    const problem = `there is no templates/modules/${module}`;
    const meant = nearest(module, known);
    const advice = meant && `Did you mean "${meant}"?`;
    problems.push(diagnostic("answer-wrong", { option: "--module", problem, advice }));
  }
  if (named.length > 0 || given.options["no-module"] === true) return named;
  const usual = usualModule(stack, labels);
  if (usual !== undefined) return [usual];
  if (ask) {
    return ask.some(
      "Which modules get it? (space chooses, enter goes on; none: it stays with the environment)",
      known.map((value) => ({ value })),
    );
  }
  const wants = `which modules get it, of ${known.join(", ")}; or --no-module`;
  problems.push(diagnostic("answer-missing", { option: "--module", wants }));
  return [];
}

/** The one module that most variables with the same labels' keys go to; `undefined` where it is not one. */
export function usualModule(stack: ProjectStack, labels: LabelValues): string | undefined {
  const keys = (map: LabelValues): string => [...map.keys()].sort().join(" ");
  const alike = [...stack.variables.values()].filter((one) => keys(one.labels) === keys(labels));
  const peers = alike.length > 0 ? alike : [...stack.variables.values()];
  const counts = new Map<string, number>();
  for (const module of peers.flatMap(({ modules }) => [...modules.keys()])) {
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  const candidates = [...counts].filter(([, count]) => count > peers.length / 2);
  return candidates.length === 1 ? candidates[0]?.[0] : undefined;
}

/** Values that differ need a reason; without them it is asked only of someone who is asked everything. */
async function driftOf(
  given: Arguments,
  wizard: Ask | undefined,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<string | undefined> {
  const drift = textOption(given, "drift");
  if (drift !== undefined) return drift;
  const values = listOption(given, "value").map((value) => value.slice(value.indexOf("=") + 1));
  const differ = new Set(values).size > 1;
  const message = differ
    ? "The values differ. Why may environments differ in it?"
    : "May environments differ in it? Then say why (empty: they may not)";
  const asker = differ ? ask : wizard;
  if (asker) {
    const refuse = (answer: string) =>
      differ && answer.trim() === "" ? "A reason is wanted." : undefined;
    return (await asker.text({ message, refuse })).trim() || undefined;
  }
  if (differ) {
    const wants = "the values differ, so say why environments may differ in it";
    problems.push(diagnostic("answer-missing", { option: "--drift", wants }));
  }
  return undefined;
}

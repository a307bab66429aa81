import {
  type CallPath,
  type DeclarationRequest,
  type Declared,
  declare,
} from "../../edit/declare.ts";
import { sourcedCode } from "../../edit/thread/sources.ts";
import { shortTypes } from "../../edit/typeText.ts";
import type { Project } from "../../model/project.ts";
import type { LabelValues, ProjectStack } from "../../model/schema.ts";
import { renderProject } from "../../project/renderProject.ts";
import { expressionFault } from "../../schemaSource/expressionFault.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { pairIn, pairsOf } from "./pairs.ts";
import { nameQuestion, stacksOf } from "./stacks.ts";

export const descriptionQuestion = {
  option: "--description",
  ask: "Describe it in one sentence",
  wants: "its description, one sentence",
};

export const declarationOptions = {
  "--stack STACK...": "the stack; required if there are several; repeatable",
  "--description TEXT": "its description, one sentence",
  "--label KEY=VALUE...": "a label that templates select by, such as container=core; repeatable",
};

/** Puts together what is to be declared, and where. Missing answers are empty, so that the rest is checked too. */
export async function declarationRequest(
  kind: "variable" | "secret",
  project: Project,
  interview: Interview,
): Promise<DeclarationRequest> {
  const { options: told } = interview.given;
  const isVariable = kind === "variable";
  // Someone who left out what is needed is also asked what may be left out.
  const isAskedAll = told.description === undefined || (isVariable && told.type === undefined);
  const stacks = await stacksOf(project, interview);
  const name = await interview.text(nameQuestion(kind));
  const said = await interview.text(descriptionQuestion);
  // The missing description is already reported.
  const description = said || name;
  const labels = await labelsOf(stacks, isAskedAll, interview);
  if (!isVariable) {
    const nowhere = new Map(stacks.map((stack) => [stack, new Map()]));
    return { stacks: nowhere, name, options: { description, labels }, paths: [] };
  }
  const type = await interview.text({
    option: "--type",
    ask: `Type: ${shortTypes.slice(0, 5).join(", ")}, list(string), ... or a zod expression`,
    wants: `a short name (${shortTypes.join(", ")}) or a zod expression`,
  });
  const paths = callPaths(interview, name);
  const passedTo = await modulesOf(stacks, name, paths, labels, project, interview);
  const compute = await computeOf(interview);
  const unique = told.unique === true;
  // What is unique or computed may differ as it is.
  const mayDiffer = unique || compute !== undefined;
  const drift = mayDiffer && told.drift === undefined ? "" : await driftOf(isAskedAll, interview);
  const options = {
    description,
    labels,
    sensitive: told.sensitive === true,
    unique,
    ...(drift ? { drift } : {}),
  };
  const computed = compute === undefined ? {} : { compute };
  return { stacks: passedTo, name, type, options, paths, ...computed };
}

/** The function that is to compute it, where `--computed` says one. */
async function computeOf(interview: Interview): Promise<string | undefined> {
  const { computed } = interview.given.options;
  if (typeof computed !== "string") return undefined;
  const code = computed.trim();
  const fault = await expressionFault(code, true);
  if (fault) interview.wrong("--computed", { kind: "no-computing", code, fault });
  if (listOption(interview.given, "value").length > 0) {
    interview.wrong("--value", { kind: "computed" });
  }
  // A placeholder, so that no value is missing and the rest is checked in the same round.
  return !fault ? code : "() => undefined";
}

/** Declares it, and reports problems; nothing is declared without a name or a type. */
export async function declareAnswers(
  project: Project,
  request: DeclarationRequest,
  interview: Interview,
): Promise<readonly Declared[]> {
  if (request.name === "" || request.type === "") return [];
  const declared = await declare(project, request);
  if (!declared.ok) interview.add(...declared.problems);
  return declared.ok ? declared.value : [];
}

async function labelsOf(
  stacks: readonly ProjectStack[],
  isAsked: boolean,
  interview: Interview,
): Promise<LabelValues> {
  const labels = new Map<string, readonly string[]>();
  const question = { option: "--label", form: "KEY=VALUE", example: "container=core" };
  for (const [key, value] of pairsOf(question, interview)) {
    labels.set(key, [...new Set([...(labels.get(key) ?? []), ...value.split(",")])]);
  }
  if (!isAsked || labels.size > 0) return labels;
  for (const [key, values] of stacks[0]?.labels ?? []) {
    const question = {
      option: "--label",
      said: [],
      ask: `Value of label "${key}"`,
      what: "label",
      choices: values,
      words: (value: string) => ["--label", `${key}=${value}`],
    };
    const chosen = await interview.some(question);
    if (chosen.length > 0) labels.set(key, chosen);
  }
  return labels;
}

/** What `--module` says, `api/db=size`: the calls one after the other, and the last one's name for the variable. */
function callPaths({ given }: Interview, variable: string): readonly CallPath[] {
  return listOption(given, "module").map((text) => {
    const [calls, name] = pairIn(text) ?? [text, variable];
    return { calls: calls.split("/"), name };
  });
}

/** The module calls that each stack passes the variable to, each with the variable's name there. */
async function modulesOf(
  stacks: readonly ProjectStack[],
  variable: string,
  paths: readonly CallPath[],
  labels: LabelValues,
  project: Project,
  interview: Interview,
): Promise<DeclarationRequest["stacks"]> {
  // On its way down it has one name, but for the last call, which may have another.
  const named = new Map(
    paths.map(({ calls: [call = "", ...deeper], name }) => [call, deeper[0] ? variable : name]),
  );
  const said = [...named.keys()];
  const isTold = said.length > 0 || interview.given.options["no-module"] === true;
  const usual = stacks.map((stack) => (isTold ? undefined : usualModule(stack, labels)));
  const isKnown = isTold
    ? said.every((call) => stacks.every(({ calls }) => calls.has(call)))
    : !usual.includes(undefined);
  // To find out what code calls besides, all of it is rendered.
  const called = isKnown ? stacks.map(({ calls }) => [...calls.keys()]) : callsOf(stacks, project);
  const choices = [...new Set([...called.flat(), ...project.templates.modules])];
  const isAsked = !isTold && !isKnown && choices.length > 0;
  const question = {
    option: "--module",
    said,
    ask: isAsked ? "Pass it to which modules? (none: only the root module has it)" : undefined,
    wants: isAsked ? `which modules get it, of ${choices.join(", ")}; or --no-module` : undefined,
    mayBeNone: true,
    what: "module",
    choices,
  };
  const modules = await interview.some(question);
  const isCalled = (call: string): boolean => called.flat().includes(call);
  return new Map(
    stacks.map((stack, at) => {
      const own = modules.filter((call) => called[at]?.includes(call) || !isCalled(call));
      const calls = usual[at] === undefined ? own : [usual[at]];
      return [stack, new Map(calls.map((call) => [call, named.get(call) ?? variable]))];
    }),
  );
}

/** The modules that each stack calls, whether or not the schema knows of them. */
function callsOf(
  stacks: readonly ProjectStack[],
  project: Project,
): readonly (readonly string[])[] {
  const code = sourcedCode(project, renderProject(project));
  return stacks.map((stack) => {
    const members = project.environments.filter((environment) => environment.stack === stack);
    const inCode = members.flatMap(({ directory }) => code.module(directory)?.calls ?? []);
    return [...new Set([...stack.calls.keys(), ...inCode.map(({ name }) => name)])];
  });
}

/** The one module that most variables with the same labels' keys go to; `undefined` where it is not one. */
function usualModule(stack: ProjectStack, labels: LabelValues): string | undefined {
  const keys = (map: LabelValues): string => [...map.keys()].sort().join(" ");
  const alike = [...stack.variables.values()].filter((one) => keys(one.labels) === keys(labels));
  const peers = alike.length > 0 ? alike : [...stack.variables.values()];
  const counts = new Map<string, number>();
  for (const module of peers.flatMap(({ calls }) => [...calls.keys()])) {
    counts.set(module, (counts.get(module) ?? 0) + 1);
  }
  const candidates = [...counts].filter(([, count]) => count > peers.length / 2);
  return candidates.length === 1 ? candidates[0]?.[0] : undefined;
}

/** Values that differ need a reason; without them it is asked only of someone who is asked everything. */
async function driftOf(isAskedAll: boolean, interview: Interview): Promise<string> {
  const values = listOption(interview.given, "value").map((text) =>
    text.slice(text.indexOf("=") + 1),
  );
  const optional = "Why may environments differ in it? (empty: they must not)";
  const required = {
    ask: "The values differ. Why may environments differ in it?",
    wants: "the values differ, so say why environments may differ in it",
  };
  const differ = new Set(values).size > 1;
  const more = differ ? required : isAskedAll ? { ask: optional } : {};
  return (await interview.text({ option: "--drift", ...more })).trim();
}

import { driftables, type EnvironmentRequest } from "../../edit/addEnvironment.ts";
import { namedValue, nameOfValue } from "../../edit/namedValue.ts";
import { newEnvironmentFaults } from "../../init/names.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { promotionOrder } from "../../model/promotion.ts";
import { type Result, success } from "../../model/result.ts";
import { withValueAt } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import { declaredHere } from "../../resolve/valueProblems.ts";
import type { Interview } from "../interview.ts";
import { knownEnvironment } from "./knownEnvironment.ts";
import { pairsOf } from "./pairs.ts";
import { aboutValue, valueAnswer } from "./values.ts";

/**
 * Puts together what a new environment is. A value that may differ and is neither given nor asked for is a problem,
 * unless `--copy-rest` says to keep that of the environment that is copied.
 */
export async function environmentRequest(
  project: Project,
  interview: Interview,
): Promise<Result<EnvironmentRequest>> {
  const there = project.environments.map((one) => one.name);
  const name = await interview.text({
    option: "Environment",
    ask: "Name of the environment",
    wants: "its name",
    refuse: (answer) => newEnvironmentFaults([answer], there)[0],
  });
  const question = { option: "--from", ask: "Copy which environment?" };
  const from = await knownEnvironment(question, project, interview);
  const promoteAfter = await promotionOf(project, interview);
  if (!from) return interview.failure();
  const values = await saidValues(from, interview);
  await askForRest(values, from, name, interview);
  if (interview.problems.length > 0) return interview.failure();
  return success({ name, from, values, ...(promoteAfter ? { promoteAfter } : {}) });
}

type NewValue = EnvironmentRequest["values"][number];

/** Reads `--value NAME=VALUE` and `--value settings.NAME.KEY=VALUE`; reports what may not differ or does not fit. */
async function saidValues(from: Environment, interview: Interview): Promise<NewValue[]> {
  const values: NewValue[] = [];
  const held = new Map(driftables(from).map((one) => [one.declared, one.value]));
  for (const [written, text] of pairsOf(valuePairs, interview)) {
    const named = namedValue([from.stack], written);
    if (!named.ok) {
      interview.add(...named.problems);
      continue;
    }
    const { path, declared } = named.value;
    const label = nameOfValue(path);
    if (declared.drift === undefined) {
      const reason = { kind: "may-not-drift", name: label } as const;
      interview.wrong("--value", reason, declaredHere(declared.location));
      continue;
    }
    const isTwice = values.some((one) => nameOfValue(one.path) === label);
    if (isTwice) interview.wrong("--value", { kind: "two-values", of: label });
    const about = aboutValue(named.value, held.get(declared));
    const value = await valueAnswer({ option: "--value", said: text, ...about }, interview);
    // Of a map whose parts are given one by one, the next part is judged with this one.
    held.set(declared, withValueAt(about.held, about.inside, value));
    values.push({ path, value });
  }
  return values;
}

const valuePairs = {
  option: "--value",
  form: "NAME=VALUE",
  example: "NAME=VALUE, or --value settings.NAME.KEY=VALUE",
  mayBeEmpty: true,
  isHidden: true,
} as const;

/** Asks for what may differ and was not given, or tells that it is missing. */
async function askForRest(
  values: NewValue[],
  from: Environment,
  name: string,
  interview: Interview,
): Promise<void> {
  if (interview.given.options["copy-rest"] === true) return;
  for (const { path, declared, value } of driftables(from)) {
    const isSaid = values.some((one) => one.path[0] === path[0] && one.path[1] === path[1]);
    if (isSaid || ("copied" in declared && declared.copied)) continue;
    const sensitive = "sensitive" in declared && declared.sensitive;
    const text = typeof value === "string" ? value : jsonLiteral(value);
    const shown = sensitive ? "(sensitive)" : text;
    const label = nameOfValue(path);
    const question = {
      option: `--value ${label}=VALUE`,
      said: undefined,
      ask: `${label} (${declared.drift})`,
      wants: `its value in ${name || "the new environment"} (${from.name}: ${shown}); --copy-rest keeps it`,
      initial: sensitive ? "" : shown,
      of: declared,
      words: (text: string) => ["--value", `${label}=${text}`],
    };
    const answer = await valueAnswer(question, interview);
    if (jsonLiteral(answer) !== jsonLiteral(value)) values.push({ path, value: answer });
  }
}

async function promotionOf({ schema }: Project, interview: Interview): Promise<string | undefined> {
  const promotion = promotionOrder(schema.promotion);
  const question = { option: "--promote-after", what: "environment", choices: promotion };
  const isGiven = interview.given.options["promote-after"] !== undefined;
  if (isGiven || promotion.length === 0) return interview.one(question);
  const nowhere = { value: "", label: "nowhere", hint: "changes are not promoted to it" };
  const choices = promotion.map((value) => ({ value, label: `after ${value}` }));
  const ask = "Where in the promotion order?";
  return (await interview.one({ ...question, ask, choices: [nowhere, ...choices] })) || undefined;
}

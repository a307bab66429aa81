import { nearest } from "../../diagnostics/nearest.ts";
import { type Driftable, driftables, type EnvironmentRequest } from "../../edit/addEnvironment.ts";
import { readInside, readValue } from "../../edit/readValue.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { promotionOrder } from "../../model/promotion.ts";
import { type Result, success } from "../../model/result.ts";
import { isMapValue, type Value } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import { unfitPart } from "../../specs/names.ts";
import { listOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { knownEnvironment } from "./knownEnvironment.ts";
import { askValue } from "./values.ts";

/**
 * Puts together what a new environment is. A value that may differ and is neither given nor asked for is a problem,
 * unless `--copy-rest` says to keep that of the environment that is copied.
 */
export async function environmentRequest(
  project: Project,
  interview: Interview,
): Promise<Result<EnvironmentRequest>> {
  const { given, asker } = interview;
  const name = await interview.name({
    option: "Environment",
    ask: "Name of the environment",
    wants: "its name",
    refuse: nameFault,
    advice: "Use letters, digits, dots, dashes and underscores, a letter or a digit first.",
  });
  if (nameFault(name) !== undefined) return interview.failure();
  const question = { option: "--from", ask: "A copy of which environment?" };
  const from = await knownEnvironment(question, project.environments, interview);
  const promoteAfter = await promotionOf(project, interview);
  if (!from) return interview.failure();
  const values = readValues(listOption(given, "value"), from, interview);
  const rest = given.options["copy-rest"] === true ? [] : driftables(from);
  for (const driftable of rest) {
    const { path, value, zod, reason, sensitive } = driftable;
    const shown = sensitive ? "(sensitive)" : answerText(value);
    if (values.some((one) => one.path[0] === path[0] && one.path[1] === path[1])) continue;
    const label = labelOf(driftable);
    if (asker) {
      const answer = await askValue(`${label} (${reason})`, zod, asker, sensitive ? "" : shown);
      if (jsonLiteral(answer) !== jsonLiteral(value)) values.push({ path, value: answer });
    } else {
      const wants = `its value in ${name || "the new environment"} (${from.name}: ${shown}); --copy-rest keeps it`;
      interview.missing(`--value ${label}=VALUE`, wants);
    }
  }
  if (interview.problems.length > 0) return interview.failure();
  return success({ name, from, values, ...(promoteAfter === undefined ? {} : { promoteAfter }) });
}

/** Why a name cannot be an environment's. */
export function nameFault(name: string): string | undefined {
  const unfit = name === "" ? undefined : unfitPart(name);
  return (
    unfit && `"${unfit}" is not a valid folder name, and the environment's folder would have it`
  );
}

async function promotionOf({ schema }: Project, interview: Interview): Promise<string | undefined> {
  const promotion = promotionOrder(schema.promotion);
  const question = {
    option: "--promote-after",
    what: "environment",
    choices: promotion.map((value) => ({ value })),
  };
  const isGiven = interview.given.options["promote-after"] !== undefined;
  if (isGiven || promotion.length === 0) return interview.one(question);
  const nowhere = { value: "", label: "nowhere", hint: "changes are not promoted to it" };
  const choices = promotion.map((value) => ({ value, label: `after ${value}` }));
  const ask = "Where in the promotion order?";
  return (await interview.one({ ...question, ask, choices: [nowhere, ...choices] })) || undefined;
}

interface GivenValue {
  readonly path: readonly string[];
  readonly value: Value;
}

/** Reads `NAME=VALUE` and `settings.NAME.KEY=VALUE`; what may not differ is refused. */
function readValues(
  texts: readonly string[],
  from: Environment,
  interview: Interview,
): GivenValue[] {
  const all = driftables(from);
  return texts.flatMap((text): GivenValue[] => {
    const [, written = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    const driftable = all.find((candidate) => {
      const label = labelOf(candidate);
      return [label, candidate.path.join(".")].some(
        (name) => written === name || written.startsWith(`${name}.`),
      );
    });
    if (!driftable) {
      refuse(written || text, from, all, interview);
      return [];
    }
    const { path, zod } = driftable;
    const label = written.startsWith(`${path[0]}.`) ? path.join(".") : labelOf(driftable);
    const rest = written
      .slice(label.length)
      .split(".")
      .filter((step) => step !== "");
    if (rest.length === 0) return [{ path, value: readValue(value, zod) }];
    return [{ path: [...path, ...rest], value: readInside(value, valueAt(driftable.value, rest)) }];
  });
}

function valueAt(value: Value, steps: readonly string[]): Value | undefined {
  return steps.reduce<Value | undefined>(
    (at, step) => (isMapValue(at) ? at[step] : undefined),
    value,
  );
}

function refuse(
  name: string,
  { stack }: Environment,
  all: readonly Driftable[],
  interview: Interview,
): void {
  const exists = stack.variables.has(name) || stack.settings.has(name.replace(/^settings\./, ""));
  const problem = exists
    ? `"${name}" must be the same in every environment: the schema gives no reason to drift`
    : `"${name}" is nothing that may differ between environments`;
  const meant = exists ? undefined : nearest(name, all.map(labelOf));
  const advice = meant && `Did you mean "${meant}"?`;
  interview.wrong("--value", problem, advice);
}

/** A variable by its name alone, a setting with its section. */
function labelOf({ path: [section, name] }: Driftable): string {
  return section === "settings" ? `settings.${name}` : name;
}

/** A value as a person would type it on one line. */
function answerText(value: Value): string {
  return typeof value === "string" ? value : jsonLiteral(value);
}

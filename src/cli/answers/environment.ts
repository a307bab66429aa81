import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { type Driftable, driftables, type EnvironmentRequest } from "../../edit/addEnvironment.ts";
import { readValue } from "../../edit/readValue.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { promotionOrder } from "../../model/promotion.ts";
import { failure, type Result, success } from "../../model/result.ts";
import { isMapValue, type Value } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import { unknownEnvironment } from "../../resolve/unknownEnvironment.ts";
import { unfitPart } from "../../specs/names.ts";
import { parseSpec } from "../../yaml/parseSpec.ts";
import type { Ask } from "../ask.ts";
import { listOption, nameOf, textOption } from "../changing.ts";
import type { Arguments } from "../command.ts";
import { knownEnvironment } from "./knownEnvironment.ts";
import { askValue } from "./values.ts";

/**
 * Puts together what a new environment is, from options and answers. A value that may differ and is neither
 * given nor asked for is a problem, unless `--copy-rest` says to keep that of the environment that is copied.
 */
export async function environmentRequest(
  given: Arguments,
  project: Project,
  ask: Ask | undefined,
): Promise<Result<EnvironmentRequest>> {
  const problems: Diagnostic[] = [];
  const name = await nameOf(given, "Environment", ask, problems);
  const unfit = name === "" ? undefined : unfitPart(name);
  if (unfit !== undefined) {
    const problem = `"${unfit}" does not do as a folder's name, and generated/environments/${name} would be one`;
    const advice =
      "Letters, digits, dots, dashes and underscores do, and a letter or a digit comes first.";
    return failure(diagnostic("answer-wrong", { option: "Environment", problem, advice }));
  }
  const from = await knownEnvironment(
    textOption(given, "from"),
    { option: "--from", question: "A copy of which environment?" },
    project.environments,
    ask,
    problems,
  );
  const promoteAfter = await promotionOf(given, project, ask, problems);
  if (!from) return failure(...problems);
  const values = readValues(listOption(given, "value"), from, problems);
  if (given.options["copy-rest"] !== true) {
    for (const driftable of driftables(from)) {
      const { path, value, zod, reason } = driftable;
      if (values.some((one) => one.path[0] === path[0] && one.path[1] === path[1])) continue;
      if (ask) {
        const message = `${labelOf(driftable)} (${reason})`;
        const answer = await askValue(message, zod, ask, answerText(value));
        if (jsonLiteral(answer) !== jsonLiteral(value)) values.push({ path, value: answer });
      } else {
        const wants = `its value in ${name || "the new environment"} (${from.name}: ${answerText(value)}); --copy-rest keeps it`;
        const option = `--value ${labelOf(driftable)}=VALUE`;
        problems.push(diagnostic("answer-missing", { option, wants }));
      }
    }
  }
  if (problems.length > 0) return failure(...problems);
  return success({
    name,
    from,
    values,
    ...(promoteAfter === undefined ? {} : { promoteAfter }),
  });
}

const nowhere = "nowhere";

async function promotionOf(
  given: Arguments,
  { schema }: Project,
  ask: Ask | undefined,
  problems: Diagnostic[],
): Promise<string | undefined> {
  const named = textOption(given, "promote-after");
  const promotion = promotionOrder(schema.promotion);
  if (named !== undefined) {
    if (promotion.includes(named)) return named;
    problems.push(unknownEnvironment("--promote-after", named, promotion));
  }
  if (!ask || named !== undefined || promotion.length === 0) return undefined;
  const answer = await ask.one("Where in the promotion order?", [
    { value: nowhere, hint: "changes are not promoted to it" },
    ...promotion.map((value) => ({ value: `after ${value}` })),
  ]);
  return answer === nowhere ? undefined : answer.slice("after ".length);
}

interface GivenValue {
  readonly path: readonly string[];
  readonly value: Value;
}

/** Reads `NAME=VALUE` and `settings.NAME.KEY=VALUE`; what may not differ is refused. */
function readValues(
  texts: readonly string[],
  from: Environment,
  problems: Diagnostic[],
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
      problems.push(notDriftable(written || text, from, all));
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

/** Inside of a map the old value tells whether text is wanted. */
function readInside(text: string, old: Value | undefined): Value {
  const { parsed, problems } = parseSpec("", text);
  return typeof old === "string" || problems.length > 0 ? text : parsed.value;
}

function valueAt(value: Value, steps: readonly string[]): Value | undefined {
  return steps.reduce<Value | undefined>(
    (at, step) => (isMapValue(at) ? at[step] : undefined),
    value,
  );
}

function notDriftable(name: string, from: Environment, all: readonly Driftable[]): Diagnostic {
  const { stack } = from;
  const exists = stack.variables.has(name) || stack.settings.has(name.replace(/^settings\./, ""));
  const problem = exists
    ? `"${name}" must be the same in every environment: the schema gives no reason to drift`
    : `"${name}" is nothing that may differ between environments`;
  const meant = exists ? undefined : nearest(name, all.map(labelOf));
  const advice = meant && `Did you mean "${meant}"?`;
  return diagnostic("answer-wrong", { option: "--value", problem, advice });
}

/** A variable by its name alone, a setting with its section. */
function labelOf({ path: [section, name] }: Driftable): string {
  return section === "settings" ? `settings.${name}` : name;
}

/** A value as a person would type it on one line. */
function answerText(value: Value): string {
  return typeof value === "string" ? value : jsonLiteral(value);
}

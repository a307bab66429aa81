import { nearest } from "../../diagnostics/nearest.ts";
import { didYouMean } from "../../diagnostics/phrases.ts";
import { type Driftable, driftables, type EnvironmentRequest } from "../../edit/addEnvironment.ts";
import { readInside, readValue } from "../../edit/readValue.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { promotionOrder } from "../../model/promotion.ts";
import { type Result, success } from "../../model/result.ts";
import { type Value, valueAt, withValueAt } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import { declaredHere } from "../../resolve/checkValues.ts";
import { unfitPart } from "../../specs/names.ts";
import { textOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { knownEnvironment } from "./knownEnvironment.ts";
import { pairsOf } from "./pairs.ts";
import { askValue, faultOf } from "./values.ts";

/**
 * Puts together what a new environment is. A value that may differ and is neither given nor asked for is a problem,
 * unless `--copy-rest` says to keep that of the environment that is copied.
 */
export async function environmentRequest(
  project: Project,
  interview: Interview,
): Promise<Result<EnvironmentRequest>> {
  const { environments } = project;
  const name = await interview.name({
    option: "Environment",
    ask: "Name of the environment",
    wants: "its name",
    refuse: (answer) =>
      nameFault(answer) ??
      (environments.some((one) => one.name === answer)
        ? `there is an environment "${answer}" already`
        : undefined),
    ...(nameFault(interview.given.names[0] ?? "") === undefined
      ? {}
      : {
          advice: "Use letters, digits, dots, dashes and underscores, a letter or a digit first.",
        }),
  });
  const question = { option: "--from", ask: "A copy of which environment?" };
  const from = await knownEnvironment(question, environments, interview);
  const promoteAfter = await promotionOf(project, interview);
  // Problems with values are reported in the same run, for the environment that was most likely meant.
  const meant = from ?? environmentMeant(interview, environments);
  if (!meant) return interview.failure();
  const values = readValues(meant, interview);
  await askForRest(values, meant, name, interview);
  if (!from || interview.problems.length > 0) return interview.failure();
  return success({
    name,
    from,
    values: values.flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }])),
    ...(promoteAfter === undefined ? {} : { promoteAfter }),
  });
}

/** The environment whose name is near the one that was given. */
function environmentMeant(
  { given }: Interview,
  environments: readonly Environment[],
): Environment | undefined {
  const said = textOption(given, "from");
  const names = environments.map(({ name }) => name);
  const meant = said === undefined ? undefined : nearest(said, names);
  return environments.find(({ name }) => name === meant);
}

/** Asks for what may differ and was not given, or tells that it is missing. */
async function askForRest(
  values: GivenValue[],
  from: Environment,
  name: string,
  interview: Interview,
): Promise<void> {
  if (interview.given.options["copy-rest"] === true) return;
  const isAsked = interview.asker !== undefined && interview.problems.length === 0;
  for (const driftable of driftables(from).filter(({ copied }) => !copied)) {
    const { path, value, reason, sensitive } = driftable;
    const shown = sensitive ? "(sensitive)" : answerText(value);
    if (values.some((one) => one.path[0] === path[0] && one.path[1] === path[1])) continue;
    const label = labelOf(driftable);
    if (!isAsked) {
      const wants = `its value in ${name || "the new environment"} (${from.name}: ${shown}); --copy-rest keeps it`;
      interview.missing(`--value ${label}=VALUE`, wants);
      continue;
    }
    const question = {
      message: `${label} (${reason})`,
      of: driftable,
      initial: sensitive ? "" : shown,
      words: (text: string) => ["--value", `${label}=${text}`],
    };
    const answer = await askValue(question, interview);
    if (jsonLiteral(answer) !== jsonLiteral(value)) values.push({ path, value: answer });
  }
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
  const question = { option: "--promote-after", what: "environment", choices: promotion };
  const isGiven = interview.given.options["promote-after"] !== undefined;
  if (isGiven || promotion.length === 0) return interview.one(question);
  const nowhere = { value: "", label: "nowhere", hint: "changes are not promoted to it" };
  const choices = promotion.map((value) => ({ value, label: `after ${value}` }));
  const ask = "Where in the promotion order?";
  return (await interview.one({ ...question, ask, choices: [nowhere, ...choices] })) || undefined;
}

interface GivenValue {
  readonly path: readonly string[];
  /** Absent: it does not fit, which was told. */
  readonly value?: Value;
}

/** Reads `NAME=VALUE` and `settings.NAME.KEY=VALUE`; what may not differ, or does not fit, is told. */
function readValues(from: Environment, interview: Interview): GivenValue[] {
  const all = driftables(from);
  const seen = new Set<string>();
  const { pairs, others } = pairsOf(valuePairs, interview);
  const read = pairs.flatMap(([written, value]): GivenValue[] => {
    const found = all.find((candidate) => stepsInto(candidate, written) !== undefined);
    const steps = found && stepsInto(found, written);
    if (!found || !steps) {
      refuse(written, from, all, interview);
      return [];
    }
    const label = [labelOf(found), ...steps].join(".");
    if (seen.has(label)) interview.wrong("--value", `two values for ${label} are given`);
    seen.add(label);
    const path = [...found.path, ...steps];
    const said =
      steps.length === 0
        ? readValue(value, found.zod)
        : readInside(value, valueAt(found.value, steps));
    const fault = faultOf(found, withValueAt(found.value, steps, said));
    if (fault === undefined) return [{ path, value: said }];
    interview.wrong("--value", `${label}: ${fault}`, undefined, declaredHere(found.location));
    return [{ path }];
  });
  return [...read, ...others.flatMap((name) => given(name, all))];
}

const valuePairs = {
  option: "value",
  form: "NAME=VALUE",
  example: "NAME=VALUE, or --value settings.NAME.KEY=VALUE",
  mayBeEmpty: true,
  isHidden: true,
} as const;

/** What was named, though without a value: that it has none is told already. */
function given(name: string, all: readonly Driftable[]): GivenValue[] {
  return all.filter((one) => stepsInto(one, name) !== undefined).map(({ path }) => ({ path }));
}

/** Where a name leads inside of a value: `settings.backend.key` to `key`; `undefined` where it is another's. */
function stepsInto(driftable: Driftable, written: string): readonly string[] | undefined {
  const names = [labelOf(driftable), driftable.path.join(".")];
  const name = names.find((one) => written === one || written.startsWith(`${one}.`));
  if (name === undefined) return undefined;
  return written
    .slice(name.length)
    .split(".")
    .filter((step) => step !== "");
}

function refuse(
  name: string,
  { stack }: Environment,
  all: readonly Driftable[],
  interview: Interview,
): void {
  const [first = ""] = name.replace(/^(?:settings|variables)\./, "").split(".");
  const declared = name.startsWith("settings.")
    ? stack.settings.get(first)
    : stack.variables.get(first);
  if (stack.secrets.has(name)) {
    interview.wrong("--value", `"${name}" is a secret, whose value is never written down`);
  } else if (declared?.compute) {
    interview.wrong("--value", `"${name}" is computed in the schema, and no spec may say it`);
  } else if (declared) {
    const problem = `"${name}" must be the same in every environment: the schema gives no reason to drift`;
    interview.wrong("--value", problem, undefined, declaredHere(declared.location));
  } else {
    const advice = didYouMean(nearest(name, all.map(labelOf)));
    interview.wrong("--value", `"${name}" is nothing that may differ between environments`, advice);
  }
}

/** A variable by its name alone, a setting with its section. */
function labelOf({ path: [section, name] }: Driftable): string {
  return section === "settings" ? `settings.${name}` : name;
}

/** A value as a person would type it on one line. */
function answerText(value: Value): string {
  return typeof value === "string" ? value : jsonLiteral(value);
}

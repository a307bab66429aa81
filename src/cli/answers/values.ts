import type { GivenValues } from "../../edit/declare.ts";
import { type NamedValue, nameOfValue } from "../../edit/namedValue.ts";
import { readInside, readValue } from "../../edit/readValue.ts";
import { type Result, success } from "../../model/result.ts";
import type { ProjectVariable } from "../../model/schema.ts";
import { type Value, valueAt, withValueAt } from "../../model/value.ts";
import { mismatches } from "../../resolve/mismatch.ts";
import { declaredHere } from "../../resolve/valueProblems.ts";
import { listOption } from "../command.ts";
import type { Interview, Question } from "../interview.ts";
import { pairIn } from "./pairs.ts";

export const valueOption = {
  "--value [ENV=]VALUE...":
    "one value for all environments, or one for each: --value staging=a --value production=b",
};

interface SaidValues {
  readonly all: string | undefined;
  readonly each: ReadonlyMap<string, string>;
  /** Environments that need a value, and are given none. */
  readonly missing: readonly string[];
}

/**
 * Takes `--value` apart, and tells what is wrong with it whatever the type may be.
 *
 * @param environments those of the stack, by name
 * @param isRequired whether each of them needs a value
 */
export function saidValues(
  environments: readonly string[],
  isRequired: boolean,
  interview: Interview,
): SaidValues {
  const each = new Map<string, string>();
  const forAll: string[] = [];
  let isMisspelt = false;
  for (const text of listOption(interview.given, "value")) {
    const [name, value] = pairIn(text) ?? ["", text];
    if (!/^[\w./-]+$/.test(name)) {
      forAll.push(text);
    } else if (!environments.includes(name)) {
      isMisspelt = true;
      interview.wrong("--value", { kind: "unknown-value-for", name, known: environments });
    } else {
      if (each.has(name)) interview.wrong("--value", { kind: "two-values", of: name });
      each.set(name, value);
    }
  }
  if (forAll.length > 1) interview.wrong("--value", { kind: "two-values", of: "all environments" });
  const [all] = forAll;
  const isMissing = isRequired && all === undefined;
  const missing = isMissing ? environments.filter((one) => !each.has(one)) : [];
  // A misspelt name may mean any of them.
  if (isMissing && !isMisspelt && !interview.asker && (each.size === 0 || missing.length > 0)) {
    const wants =
      each.size === 0
        ? "one value for all environments, or --value ENV=VALUE for each"
        : missing.map((one) => `--value ${one}=VALUE`).join(" ");
    interview.missing("--value", wants);
  }
  return { all, each, missing };
}

/**
 * Reads `--value` and asks for what is missing. What does not fit the type is told together with what is missing.
 *
 * @param environments those of the stack, by name
 */
export async function valuesFor(
  variable: ProjectVariable,
  environments: readonly string[],
  interview: Interview,
): Promise<Result<GivenValues>> {
  const { name, required, drift } = variable;
  const said = saidValues(environments, required, interview);
  const isUnsaid = said.missing.length > 0 && said.each.size === 0;
  const isForAll = said.all !== undefined || (isUnsaid && drift === undefined);
  const question = { option: "--value", said: said.all, ask: `Value of ${name}`, of: variable };
  const all = isForAll ? { all: await valueAnswer(question, interview) } : {};
  const each = new Map<string, Value>();
  for (const environment of [...said.each.keys(), ...(isForAll ? [] : said.missing)]) {
    const one = {
      ...question,
      said: said.each.get(environment),
      ask: `Value of ${name} in ${environment}`,
      name: environment,
      words: (text: string) => ["--value", `${environment}=${text}`],
    };
    each.set(environment, await valueAnswer(one, interview));
  }
  if (interview.problems.length > 0) return interview.failure();
  return success({ ...all, each });
}

interface ValueQuestion extends Question {
  readonly of: Pick<ProjectVariable, "zod"> & { readonly sensitive?: boolean };
  /** How the value is called where it does not fit. */
  readonly name?: string;
  /** The whole value so far, of which the answer is the part below these keys; absent: it is the whole. */
  readonly held?: Value | undefined;
  readonly inside?: readonly string[];
}

/** What a question for a value, or a part of it, is about. */
export function aboutValue({ path, declared }: NamedValue, held: Value | undefined) {
  const [section, name = "", ...inside] = path;
  const related = declaredHere(declared.location);
  return { of: declared, name: nameOfValue([section, name]), held, inside, related };
}

/** A value that fits its type; what is sensitive is not said again. */
export async function valueAnswer(
  { of, name, held, inside = [], words, ...question }: ValueQuestion,
  interview: Interview,
): Promise<Value> {
  const read = (text: string): Value =>
    inside.length === 0 ? readValue(text, of.zod) : readInside(text, valueAt(held, inside));
  const answer = await interview.text({
    ...question,
    mayBeBlank: true,
    words: of.sensitive ? () => [] : words,
    refuse(text) {
      const misfits = mismatches(of.zod, withValueAt(held, inside, read(text)), of.sensitive);
      return misfits.length === 0 ? undefined : { kind: "value-misfit", name, misfits };
    },
  });
  return read(answer);
}

import { nearest } from "../../diagnostics/nearest.ts";
import { didYouMean } from "../../diagnostics/phrases.ts";
import { readInside, readValue } from "../../edit/readValue.ts";
import {
  type Giver,
  giversOf,
  nameOfValue,
  ownSpecs,
  type SetRequest,
  type ValuePath,
} from "../../edit/setValues.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import type { ProjectSetting, ProjectVariable } from "../../model/schema.ts";
import { specOf } from "../../model/spec.ts";
import { type Value, valueAt } from "../../model/value.ts";
import { declaredHere } from "../../resolve/checkValues.ts";
import { layersOf } from "../../resolve/inherit.ts";
import { selectEnvironments } from "../../resolve/selectEnvironments.ts";
import { listOption, textOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { askValue, faultOf } from "./values.ts";

/** Reads `set NAME VALUE --environment ...`, and asks for what is missing. */
export async function setRequest(
  project: Project,
  interview: Interview,
): Promise<Result<SetRequest>> {
  const [name = "", text, ...extra] = interview.given.names;
  if (name === "") interview.missing("VARIABLE", "its name; a setting as settings.NAME");
  if (extra.length > 0) {
    interview.wrong("VALUE", `expected one, got ${1 + extra.length}`, quotes);
  }
  const environments = await chosenEnvironments(project, name, interview);
  // Problems with the name and the value are reported in the same run.
  const meant = environments.length > 0 ? environments : project.environments;
  const found = name === "" ? undefined : findValue(name, meant, interview);
  if (!found) return interview.failure();
  const value = await newValue(found, meant, text, interview);
  if (value === undefined || interview.problems.length > 0) return interview.failure();
  const { path } = found;
  const into = await placeOf(project, path, environments, interview);
  if (interview.problems.length > 0) return interview.failure();
  return success({ path, value, environments, ...(into === undefined ? {} : { into }) });
}

const quotes =
  "A value with blanks, or one that the shell reads, stands in quotes; a list is one value: '[a, b]'";

/** Those that `--environment` chooses; absent: the only one there is, or an answer. */
async function chosenEnvironments(
  { environments }: Project,
  name: string,
  interview: Interview,
): Promise<readonly Environment[]> {
  const selectors = listOption(interview.given, "environment");
  const holders = environments.filter(({ stack }) => declarationIn(stack, name) !== undefined);
  if (selectors.length > 0) {
    const selected = selectEnvironments(environments, selectors);
    interview.add(...selected.problems);
    // A pattern may reach environments of a stack that has nothing of this name.
    const meant = selected.environments.filter((one) => holders.includes(one));
    return meant.length > 0 ? meant : selected.environments;
  }
  if (environments.length === 1) return environments;
  const names = (holders.length > 0 ? holders : environments).map((one) => one.name);
  const chosen = await interview.some({
    option: "--environment",
    ask: `${name}: in which environments?`,
    wants: `which of ${names.join(", ")}; or a pattern, such as '*'`,
    choices: names,
  });
  return environments.filter((environment) => chosen.includes(environment.name));
}

interface Found {
  readonly path: ValuePath;
  readonly declared: ProjectVariable | ProjectSetting;
}

function declarationIn(stack: Environment["stack"], written: string): Found | undefined {
  const [first = "", ...rest] = written.split(".");
  const [section, names] =
    first === "settings" || first === "variables"
      ? ([first, rest] as const)
      : (["variables", [first, ...rest]] as const);
  const declared = stack[section].get(names[0] ?? "");
  return declared && { path: [section, ...names], declared };
}

/** What a name means in the environments that were chosen; told where it is nothing that a spec may say. */
function findValue(
  written: string,
  environments: readonly Environment[],
  interview: Interview,
): Found | undefined {
  const stacks = [...new Set(environments.map(({ stack }) => stack))];
  const known = stacks.flatMap((stack) => [
    ...stack.variables.keys(),
    ...[...stack.settings.keys()].map((name) => `settings.${name}`),
  ]);
  const founds = stacks.map((stack) => declarationIn(stack, written));
  const found = founds.find((one) => one !== undefined);
  if (!found) {
    const isSecret = stacks.some(({ secrets }) => secrets.has(written));
    const suggestion = nearest(written, known);
    const problem = isSecret
      ? `"${written}" is a secret, whose value is never written down`
      : `"${written}" is neither a variable nor a setting of stack ${stacks.map((stack) => `"${stack.name}"`).join(" or ")}`;
    interview.wrong("VARIABLE", problem, didYouMean(suggestion));
    return undefined;
  }
  const { compute, name } = found.declared;
  if (compute) {
    const problem = `"${name}" is computed in the schema, and no spec may say it`;
    interview.wrong("VARIABLE", problem, "npx terraloom show ENV tells what it is computed from.");
    return undefined;
  }
  return found;
}

async function newValue(
  { path, declared }: Found,
  [first]: readonly Environment[],
  text: string | undefined,
  interview: Interview,
): Promise<Value | undefined> {
  const [section, name = "", ...inside] = path;
  const held = first && (section === "variables" ? first.given : first.givenSettings)[name];
  const label = nameOfValue(path);
  if (text !== undefined) {
    if (inside.length > 0) return readInside(text, valueAt(held, inside));
    const value = readValue(text, declared.zod);
    const fault = faultOf(declared, value);
    const related = declaredHere(declared.location);
    if (fault !== undefined) interview.wrong("VALUE", `${label}: ${fault}`, undefined, related);
    return value;
  }
  if (!interview.asker || inside.length > 0 || interview.problems.length > 0) {
    interview.missing("VALUE", `the new value of ${label}`);
    return undefined;
  }
  const question = {
    message: `Value of ${label}`,
    of: declared,
    words: (answer: string) => [answer],
  };
  return askValue(question, interview);
}

/** Which file is edited: not asked for where no environment but the chosen ones gets its value from there. */
async function placeOf(
  project: Project,
  path: ValuePath,
  environments: readonly Environment[],
  interview: Interview,
): Promise<string | undefined> {
  const givers = giversOf(project, environments, path);
  const sharing = givers.filter(({ others }) => others.length > 0);
  const isGiven = textOption(interview.given, "in") !== undefined;
  if (sharing.length === 0 && !isGiven) return undefined;
  const { specs } = project;
  const layers = environments.map((environment) => {
    const own = specOf(specs, environment);
    const all = own ? layersOf(specs, own) : [];
    return all.filter(({ within }) => within.length === 0).map(({ file }) => file);
  });
  const common = (layers[0] ?? []).filter((file) => layers.every((all) => all.includes(file)));
  const own = [...new Set(environments.map(({ file }) => file))].join(", ");
  const choices = [
    {
      value: ownSpecs,
      label: `${own}: for ${environments.map(({ name }) => name).join(", ")} alone`,
    },
    ...common.map((value) => ({ value, label: value, hint: hintOf(value, givers) })),
  ];
  return interview.one({
    option: "--in",
    ask: "Others get their value from the same file. Which is edited?",
    wants: sharing.map(sharingText).join("; "),
    what: "file",
    choices,
  });
}

function hintOf(file: string, givers: readonly Giver[]): string {
  const others = givers.find((giver) => giver.file === file)?.others ?? [];
  return others.length > 0 ? `for ${others.join(", ")} too` : "";
}

function sharingText({ file, chosen, others }: Giver): string {
  return `${file} gives it to ${others.join(", ")} too; choose --in ${file} for all of them, or --in ${ownSpecs} for ${chosen.join(", ")} alone`;
}

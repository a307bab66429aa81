import { type NamedValue, namedValue, nameOfValue } from "../../edit/namedValue.ts";
import { ownSpecs, type SetRequest, sourcesOf, type ValueSource } from "../../edit/setValues.ts";
import type { Environment } from "../../model/environment.ts";
import type { Project } from "../../model/project.ts";
import { type Result, success } from "../../model/result.ts";
import type { Value } from "../../model/value.ts";
import { layersOf } from "../../resolve/inherit.ts";
import { selectEnvironments } from "../../resolve/selectEnvironments.ts";
import { listOption, textOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { aboutValue, valueAnswer } from "./values.ts";

/** Reads `set NAME VALUE --environment ...`, and asks for what is missing. */
export async function setRequest(
  project: Project,
  interview: Interview,
): Promise<Result<SetRequest>> {
  const [name = "", text, ...extra] = interview.given.names;
  if (extra.length > 0) {
    interview.wrong("VALUE", { kind: "expected-one-value", count: 1 + extra.length });
  }
  const environments = await chosenEnvironments(project, name, interview);
  // Problems with the name and the value are reported in the same run.
  const meant = environments.length > 0 ? environments : project.environments;
  if (name === "") {
    interview.missing("VARIABLE", "its name; a setting as settings.NAME");
    return interview.failure();
  }
  const named = namedValue([...new Set(meant.map(({ stack }) => stack))], name);
  if (!named.ok) return interview.failure(...named.problems);
  const value = await newValue(named.value, meant, text, interview);
  if (interview.problems.length > 0) return interview.failure();
  const { path } = named.value;
  const into = await placeOf(project, path, environments, interview);
  if (interview.problems.length > 0) return interview.failure();
  return success({ path, value, environments, ...(into === undefined ? {} : { into }) });
}

/** Those that `--environment` chooses; absent: the only one there is, or an answer. */
async function chosenEnvironments(
  { environments }: Project,
  name: string,
  interview: Interview,
): Promise<readonly Environment[]> {
  const selectors = listOption(interview.given, "environment");
  const holders = environments.filter(({ stack }) => namedValue([stack], name).ok);
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
    ask: `Set ${name} in which environments?`,
    wants: `which of ${names.join(", ")}; or a pattern, such as '*'`,
    what: "environment",
    choices: names,
  });
  return environments.filter((environment) => chosen.includes(environment.name));
}

function newValue(
  named: NamedValue,
  [first]: readonly Environment[],
  said: string | undefined,
  interview: Interview,
): Promise<Value> {
  const [section, name = ""] = named.path;
  const held = first && (section === "variables" ? first.given : first.givenSettings)[name];
  const label = nameOfValue(named.path);
  const texts = { ask: `Value of ${label}`, wants: `the new value of ${label}` };
  const question = { option: "VALUE", said, ...texts, ...aboutValue(named, held) };
  return valueAnswer(question, interview);
}

/** Which file is edited: not asked for where no environment but the chosen ones gets its value from there. */
async function placeOf(
  project: Project,
  path: NamedValue["path"],
  environments: readonly Environment[],
  interview: Interview,
): Promise<string | undefined> {
  const givers = sourcesOf(project, environments, path);
  const sharing = givers.filter(({ others }) => others.length > 0);
  const isGiven = textOption(interview.given, "in") !== undefined;
  if (sharing.length === 0 && !isGiven) return undefined;
  const { specs } = project;
  const layers = environments.map((environment) => {
    const files = layersOf(specs, environment).filter(({ within }) => within.length === 0);
    return files.map(({ file }) => file);
  });
  const common = (layers[0] ?? []).filter((file) => layers.every((all) => all.includes(file)));
  const own = [...new Set(environments.map(({ file }) => file))].join(", ");
  const names = environments.map(({ name }) => name).join(", ");
  const hintOf = (file: string): string => {
    const { others = [] } = givers.find((giver) => giver.file === file) ?? {};
    return others.length > 0 ? `for ${others.join(", ")} too` : "";
  };
  return interview.one({
    option: "--in",
    ask: "Other environments get the value from the same file. Edit which file?",
    wants: sharing.map(sharingText).join("; "),
    what: "file",
    choices: [
      { value: ownSpecs, label: `${own}: for ${names} alone` },
      ...common.map((value) => ({ value, hint: hintOf(value) })),
    ],
  });
}

function sharingText({ file, chosen, others }: ValueSource): string {
  return `${file} also sets it for ${others.join(", ")}; choose --in ${file} for all of them, or --in ${ownSpecs} for ${chosen.join(", ")} alone`;
}

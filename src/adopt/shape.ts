import { environmentName } from "./environmentNames.ts";
import { environmentStep, type Group } from "./groups.ts";
import { commonSteps, stepsOf } from "./steps.ts";

/** How the paths of environments are alike: what stands before and after their names. */
export interface Shape {
  readonly before: string;
  /** With `{}` for the name. */
  readonly variable: string;
  readonly after: string;
  /** The names, in the group's order. */
  readonly middles: readonly string[];
}

/** Of no environments. */
export const noShape: Shape = { before: "", variable: "{}", after: "", middles: [] };

/** Finds what the paths of a group's environments have in common. */
export function shapeOf(group: Group, output: string): Shape {
  const below = (path: string): string => belowFolder(path, output);
  return group[0]?.values
    ? shapeOfFiles(group.map(({ folder, values }) => below(values?.path ?? folder)))
    : shapeOfFolders(group.map(({ folder }) => stepsOf(below(folder))));
}

export function belowFolder(path: string, folder: string): string {
  return folder === "" ? path : path.slice(folder.length + 1);
}

function shapeOfFolders(paths: readonly (readonly string[])[]): Shape {
  const [only = []] = paths;
  const at = environmentStep(only.join("/"));
  const before =
    paths.length === 1 ? only.slice(0, at) : commonSteps(paths.map((path) => path.slice(0, -1)));
  const rests = paths.map((path) => path.slice(before.length));
  const shortest = Math.min(...rests.map((rest) => rest.length));
  const ends = rests.map((rest) => rest.slice(rest.length - shortest + 1).reverse());
  const after = [...commonSteps(ends)].reverse();
  return {
    before: before.map((step) => `${step}/`).join(""),
    variable: "{}",
    after: after.map((step) => `/${step}`).join(""),
    middles: rests.map((rest) => rest.slice(0, rest.length - after.length).join("/")),
  };
}

/** Of files, whose names may be a part of a step: `vars-prod.tfvars`, or stand twice: `prod/prod.tfvars`. */
function shapeOfFiles(paths: readonly string[]): Shape {
  const [only = ""] = paths;
  const before = paths.length === 1 ? beforeName(only) : commonStart(paths);
  const rests = paths.map((path) => path.slice(before.length));
  const after = paths.length === 1 ? afterName(rests[0] ?? "") : commonEnd(rests);
  const middles = rests.map((rest) => rest.slice(0, rest.length - after.length));
  const twice = middles.map((middle) =>
    /^(.+?)([^A-Za-z0-9].*[^A-Za-z0-9]|[^A-Za-z0-9])\1$/.exec(middle),
  );
  const between = twice[0]?.[2];
  if (between === undefined || twice.some((one) => one?.[2] !== between)) {
    return { before, variable: "{}", after, middles };
  }
  return { before, variable: `{}${between}{}`, after, middles: twice.map((one) => one?.[1] ?? "") };
}

/** Words of file names that are not part of an environment's name. */
const general =
  "terraform|tf|vars?|tfvars|values?|variables?|env|environment|config|params?|inputs?|settings";

/** What all begin with: whole steps, and a word that is of no environment. */
function commonStart([first = "", ...others]: readonly string[]): string {
  let end = 0;
  while (end < first.length && others.every((other) => other[end] === first[end])) end++;
  const start = new RegExp(`^(?:.*[/.])?(?:(?:${general})[-_])?`, "is");
  return start.exec(first.slice(0, end))?.[0] ?? "";
}

/** What all end with: the same from behind. */
function commonEnd([first = "", ...others]: readonly string[]): string {
  let length = 0;
  while (
    length < first.length &&
    others.every((other) => other.at(-1 - length) === first.at(-1 - length))
  ) {
    length++;
  }
  const end = new RegExp(`(?:[-_](?:${general}))?(?:[/.].*)$`, "is");
  return end.exec(first.slice(first.length - length))?.[0] ?? "";
}

/** What stands before the name of the only environment: the last word of the path that is one. */
function beforeName(path: string): string {
  return path.slice(0, nameIn(path).start);
}

function afterName(rest: string): string {
  return rest.slice(nameIn(rest).end);
}

function nameIn(path: string): { readonly start: number; readonly end: number } {
  const words = [...path.replace(/\.tfvars$/, "").matchAll(/[^/.]+/g)];
  const word = words.findLast(([text]) => environmentName.test(text)) ?? words.at(-1);
  const start = word?.index ?? 0;
  return { start, end: start + (word?.[0].length ?? 0) };
}

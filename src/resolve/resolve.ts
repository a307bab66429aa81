import { compareText, type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { startOf } from "../diagnostics/position.ts";
import { type Environment, type EnvironmentPlace, placeOf } from "../model/environment.ts";
import { environmentDirectory, type Layout, outputFile } from "../model/layout.ts";
import { applyOrder } from "../model/order.ts";
import { promotionOrder } from "../model/promotion.ts";
import type { ProjectSchema, ProjectStack } from "../model/schema.ts";
import type { Spec, Specs } from "../model/spec.ts";
import { isMapValue } from "../model/value.ts";
import { forEachInTime } from "../schemaCode/schemaCode.ts";
import { bothNames, locateEither } from "./bothNames.ts";
import { checkSettings, checkVariables } from "./checkValues.ts";
import { computeValues } from "./computeValues.ts";
import { inherit, layersOf, unreadSections } from "./inherit.ts";
import { readHold } from "./readHold.ts";
import { readWaivers } from "./readWaivers.ts";
import { removeNulled } from "./removeNulled.ts";

/**
 * Puts specs and schema together: follows `extends`, checks every value against its zod type.
 *
 * @param elsewhere names of environments whose specs were not read
 * @returns the environments that are whole, in promotion order and then by name, and what is wrong
 *   with any of them
 */
export function resolve(
  schema: ProjectSchema,
  specs: Specs,
  elsewhere: readonly string[] = [],
): {
  readonly environments: readonly Environment[];
  readonly readsOtherEnvironments: boolean;
  readonly problems: readonly Diagnostic[];
} {
  const environments: Environment[] = [];
  const problems: Diagnostic[] = [];
  const inSpecs = [...specs.values()].filter((spec) => spec.environment !== undefined);
  const failures = forEachInTime(inSpecs, (spec) => {
    const resolved = resolveEnvironment(schema, specs, spec, spec.environment ?? "");
    problems.push(...resolved.problems);
    if (resolved.environment) environments.push(resolved.environment);
  });
  problems.push(...failures);
  const folders = folderProblems(environments);
  problems.push(...folders);
  // What would be written into one folder is not rendered: that would be reported file by file.
  const misplaced = new Set(folders.map(({ location }) => location?.file));
  const placed = environments.filter(({ file }) => !misplaced.has(file));
  const followed = computeValues(inOrder(placed, schema));
  problems.push(...followed.problems, ...promotionProblems(schema, specs, elsewhere));
  const { readsOtherEnvironments } = followed;
  return { environments: followed.environments, readsOtherEnvironments, problems };
}

function resolveEnvironment(
  schema: ProjectSchema,
  specs: Specs,
  spec: Spec,
  name: string,
): { readonly environment?: Environment; readonly problems: readonly Diagnostic[] } {
  const layers = layersOf(specs, spec);
  // The contents of a broken file are unknown: a missing value may be in it.
  if (layers.some((layer) => layer.broken)) return { problems: [] };
  const merged = inherit(layers);
  const locateSaid: Environment["locate"] = (path, what) =>
    (layers.find((layer) => layer.has(path)) ?? nearestLayer(layers, path)).locate(path, what);
  const unread = unreadSections(specs, layers);
  if (merged.stack === undefined) {
    // A stack that is no name, and a spec that is no map, are reported already.
    if (unread.has("stack") || !isMapValue(spec.value)) return { problems: [] };
    const known = [...schema.stacks.keys()];
    return { problems: [diagnostic("stack-missing", { known }, spec.locate([], "value"))] };
  }
  const stack = schema.stacks.get(merged.stack);
  if (!stack) {
    const suggestion = nearest(merged.stack, schema.stacks.keys());
    const known = [...schema.stacks.keys()];
    const args = { stack: merged.stack, suggestion, known };
    return { problems: [diagnostic("unknown-stack", args, locateSaid(["stack"], "value"))] };
  }
  const sections = removeNulled(stack, merged, layers);
  const said = bothNames(stack, sections.variables ?? {}, locateSaid);
  const locate = locateEither(locateSaid, said.saidAs);
  const places = { locate, locateMissing: spec.locate, unread };
  const settings = checkSettings(stack, sections.settings ?? {}, places);
  const variables = checkVariables(stack, said.given, places);
  const waivers = readWaivers(stack, sections.accepted_drift ?? [], locate);
  const hold = readHold(sections.hold, locate);
  const environment: Environment = {
    name,
    file: spec.file,
    within: spec.within,
    ...(spec.within.length > 0 ? { each: spec.within.at(-1) ?? "" } : {}),
    ...(sections.until === undefined
      ? {}
      : { until: { day: sections.until, location: locateSaid(["until"], "value") } }),
    stack,
    ...placeIn(schema.layout, stack, name),
    settings: settings.values,
    givenSettings: sections.settings ?? {},
    given: variables.given,
    values: variables.values,
    // An old name's value is the new one's: what is true of that one is true of it.
    computed: new Map(
      [...stack.variables.values()].flatMap(({ name: old, deprecated }) =>
        deprecated?.successor === undefined
          ? []
          : [[`variables.${old}`, [`variables.${deprecated.successor}`]] as const],
      ),
    ),
    acceptedDrift: waivers.waivers,
    ...(hold.hold ? { hold: hold.hold } : {}),
    locate: withoutSensitiveLines(locate, stack),
  };
  const problems = [
    ...settings.problems,
    ...said.problems,
    ...variables.problems,
    ...waivers.problems,
    ...hold.problems,
  ];
  return hasErrors(problems) || unread.size > 0 ? { problems } : { environment, problems };
}

function placeIn(
  layout: Layout,
  { output, rootModule }: ProjectStack,
  name: string,
): EnvironmentPlace {
  const place = environmentDirectory(layout, output, name);
  if (rootModule === undefined) return { directory: place };
  return { directory: outputFile(layout, rootModule), valuesFile: place };
}

/** Environments that would be one folder, on a disk that ignores case too. */
function folderProblems(environments: readonly Environment[]): Diagnostic[] {
  const folders = new Map<string, string>();
  return environments.flatMap((one) => {
    const { name: environment, file } = one;
    const place = placeOf(one);
    if (place === "") return [diagnostic("environment-at-root", { environment }, startOf(file))];
    const other = folders.get(place.toLowerCase());
    folders.set(place.toLowerCase(), other ?? environment);
    if (other === undefined || other.toLowerCase() === environment.toLowerCase()) return [];
    const args = { environment, other, folder: place };
    return [diagnostic("environment-folder", args, startOf(file))];
  });
}

/** For a value that is missing everywhere: the layer with most of the path to it. */
function nearestLayer(layers: readonly Spec[], path: readonly (string | number)[]): Spec {
  const [first] = layers;
  if (!first) throw new Error("An environment has at least its own spec");
  for (let depth = path.length - 1; depth > 0; depth--) {
    const layer = layers.find((candidate) => candidate.has(path.slice(0, depth)));
    if (layer) return layer;
  }
  return first;
}

function promotionProblems(
  { stacks, promotion, location }: ProjectSchema,
  specs: Specs,
  elsewhere: readonly string[],
): Diagnostic[] {
  if (hidesNames(specs)) return [];
  const read = [...specs.values()].flatMap(({ environment }) => environment ?? []);
  const names = [...read, ...elsewhere];
  const own = [...stacks.values()].filter((stack) => stack.promotion !== promotion);
  const known = new Set(names);
  return [{ promotion, location }, ...own].flatMap(({ promotion: waves, location: place }) =>
    promotionOrder(waves)
      .filter((name) => !known.has(name))
      .map((name) =>
        diagnostic("unknown-promotion", { name, suggestion: nearest(name, names) }, place),
      ),
  );
}

/** Whether a spec's `each`, or its pattern of names, is wrong: its environments are not known then. */
function hidesNames(specs: Specs): boolean {
  const all = [...specs.values()];
  const made = new Set(all.flatMap(({ within, file }) => (within.length > 0 ? [file] : [])));
  return all.some(({ file, value, within }) => {
    if (within.length > 0 || made.has(file) || !isMapValue(value)) return false;
    const { each } = value;
    return each !== undefined && !(isMapValue(each) && Object.keys(each).length === 0);
  });
}

/** Environments in the order in which a change reaches them; within a wave by the promotion, then by name. */
function inOrder(environments: readonly Environment[], { stacks }: ProjectSchema): Environment[] {
  const order = applyOrder(environments);
  const ranks = new Map(
    [...stacks.values()].map(({ name, promotion }) => {
      const names = promotionOrder(promotion);
      return [name, new Map(names.map((environment, index) => [environment, index]))] as const;
    }),
  );
  const number = ({ name }: Environment): number => order.get(name) ?? 0;
  const rank = ({ name, stack }: Environment): number =>
    ranks.get(stack.name)?.get(name) ?? Number.POSITIVE_INFINITY;
  return [...environments].sort(
    (a, b) =>
      number(a) - number(b) || compareNumbers(rank(a), rank(b)) || compareText(a.name, b.name),
  );
}

/** Without arithmetic: the difference of two infinities is no number. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Places for what later stages say: the line that gives a sensitive variable its value is shown by none of them. */
function withoutSensitiveLines(
  locate: Environment["locate"],
  { variables }: ProjectStack,
): Environment["locate"] {
  return (path, what) => {
    const { excerpt, ...place } = locate(path, what);
    const [section, name] = path;
    const isShown = section !== "variables" || !variables.get(String(name))?.sensitive;
    return isShown && excerpt !== undefined ? { ...place, excerpt } : place;
  };
}

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { readSource } from "../files/readSource.ts";
import { holdsTerraform, specName, walkSources } from "../files/walkSources.ts";
import type { Files } from "../model/files.ts";
import { groupBy } from "../model/groupBy.ts";
import { specsDirectory } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { Failure } from "../model/result.ts";
import { type Section, type Spec, type Specs, specKey } from "../model/spec.ts";
import { parseSpec } from "../yaml/parseSpec.ts";
import { cutChains, extendsProblems } from "./chains.ts";
import { nameProblems } from "./names.ts";
import { readOutline } from "./outline.ts";
import { readEntries } from "./readEntries.ts";

/**
 * Reads and parses every spec under envs/. Folders of Terraform's code that lie there too are passed over.
 *
 * @param known specs that were read before, with nothing wrong in them: those whose text is the same are taken from there
 * @returns those that parse, and everything that is wrong with any of them
 */
export function readSpecs(
  files: Files,
  progress: Progress = noProgress,
  known: readonly Spec[] = [],
): {
  readonly specs: Specs;
  readonly problems: readonly Diagnostic[];
} {
  const specs = new Map<string, Spec>();
  const problems: Diagnostic[] = [];
  const knownOf = groupBy(known, ({ file }) => file);
  const { paths, problems: links } = walkSources(files, specsDirectory, specName, holdsTerraform);
  problems.push(...links);
  for (const [index, file] of paths.entries()) {
    progress("reading specs", index, paths.length);
    if (!file.endsWith(".yaml")) {
      if (specName.test(file)) problems.push(diagnostic("spec-ending", { file }, startOf(file)));
      continue;
    }
    const text = readSource(files, file);
    const before = knownOf.get(file) ?? [];
    if (text.ok && before[0]?.text === text.value) {
      for (const spec of before) specs.set(specKey(spec), spec);
      continue;
    }
    const read = text.ok ? readSpec(file, text.value) : unreadableSpec(file, text);
    problems.push(...read.problems);
    for (const spec of [read.spec, ...read.entries]) specs.set(specKey(spec), spec);
  }
  problems.push(...nameProblems(specs), ...cutChains(specs), ...extendsProblems(specs));
  if (
    ![...specs.values()].some((spec) => spec.environment !== undefined) &&
    problems.length === 0
  ) {
    problems.push(diagnostic("no-environments", { directory: specsDirectory }));
  }
  return { specs, problems };
}

/** A file that is not text, or is too large: it exists for those that extend it, but its content is unknown. */
function unreadableSpec(file: string, { problems }: Failure): ReturnType<typeof readSpec> {
  const { spec } = readSpec(file, "");
  return { spec: { ...spec, broken: true }, entries: [], problems };
}

export function readSpec(
  file: string,
  text: string,
): {
  readonly spec: Spec;
  /** The environments that it makes of the entries of `each`. */
  readonly entries: readonly Spec[];
  readonly problems: readonly Diagnostic[];
} {
  const { parsed, problems } = parseSpec(file, text.replace(/^\uFEFF/, ""));
  const environment = environmentName(file);
  const broken = problems.some(({ code }) => code === "spec-syntax" || code === "merge-conflict");
  if (broken) {
    const unread = new Set<Section>();
    const nothing = { within: [], extends: [], sections: {}, unread };
    return { spec: { ...parsed, ...nothing, environment, broken }, entries: [], problems };
  }
  const outline = readOutline(parsed);
  const { sections, extended, unread } = outline;
  // A shared file may be empty so far.
  const isWaiting = environment === undefined && parsed.value === null;
  const outlineProblems = isWaiting ? [] : outline.problems;
  const { value, locate, has } = parsed;
  // Written out: an object that is put together of others takes far more memory, and there are thousands.
  const spec: Spec = {
    file,
    text: parsed.text,
    value,
    locate,
    has,
    within: [],
    environment,
    extends: extended,
    broken,
    sections,
    unread,
  };
  const entries = readEntries(spec);
  return {
    // With entries it is what they have in common, and no environment itself.
    spec: entries.hasEntries ? { ...spec, environment: undefined } : spec,
    entries: entries.specs,
    problems: [...problems, ...outlineProblems, ...entries.problems],
  };
}

/** `envs/prod/eu.yaml` is the environment `prod/eu`; a file or folder with a leading `_` is none. */
export function environmentName(file: string): string | undefined {
  const name = file.slice(specsDirectory.length + 1, -".yaml".length);
  return name.split("/").some((segment) => segment.startsWith("_")) ? undefined : name;
}

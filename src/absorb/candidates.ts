import { specPath } from "../compare/subject.ts";
import { bringTo } from "../converge/bringTo.ts";
import { applyPieces, piecesFor } from "../converge/pieces.ts";
import { type Sources, textIn, withText } from "../converge/sources.ts";
import { type Location, reasonOf } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { labelOf } from "../model/subject.ts";
import { valueAt } from "../model/value.ts";
import { mismatches } from "../resolve/mismatch.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { canonical } from "../values/canonical.ts";
import { removeValue } from "../yaml/editSpec.ts";
import type { NoChange, TextChange, ValueChange } from "./changes.ts";

/** One edit of sources that may be what changes by hand come to. */
export interface Candidate {
  readonly kind: "value" | "text";
  readonly places: readonly Location[];
  readonly into: string;
  readonly belongs: Location;
  /** The sources with the edit, or why it cannot be made. */
  readonly apply: (sources: Sources) => Result<Sources, NotAbsorbed>;
}

/** Changes of values: one that all environments share that inherit it is an edit of the file that they inherit it from. */
export function valueCandidates(
  project: Project,
  changes: readonly ValueChange[],
): readonly Candidate[] {
  const byPlace = groupBy(changes, ({ environment, subject, value }) => {
    const { file, line } = environment.locate(specPath(subject), "value");
    return JSON.stringify([file, line, labelOf(subject), canonical(value, subject.type)]);
  });
  return [...byPlace.values()].flatMap((group): Candidate[] => {
    const [first] = group;
    if (!first) return [];
    const { environment, subject } = first;
    const path = specPath(subject);
    const { file, line, column } = environment.locate(path, "value");
    const isShared = file !== environment.file && project.specs.get(file)?.has(path);
    const sharers = project.environments.filter((one) => {
      const place = one.locate(path, "value");
      return one.stack === environment.stack && place.file === file && place.line === line;
    });
    const areAll = sharers.every((one) => group.some((change) => change.environment === one));
    const candidate = (
      changes: readonly ValueChange[],
      into: string,
      apply: Candidate["apply"],
    ): Candidate => ({
      kind: "value",
      places: changes.map(({ at }) => at),
      into: `${into}: ${labelOf(subject)}`,
      belongs: { file, line, column },
      apply,
    });
    return isShared && areAll
      ? [candidate(group, file, inSharedSpec(file, first))]
      : group.map((one) => candidate([one], one.environment.file, inOwnSpec(one)));
  });
}

function inSharedSpec(file: string, { subject, value }: ValueChange): Candidate["apply"] {
  return (sources) => {
    const path = specPath(subject).map(String);
    if (value === undefined) return withoutValue(sources, file, path);
    const own = valueAt(sources.specs.get(file)?.value, path);
    const pieces = piecesFor(path, { own, below: undefined }, value, subject.type, []);
    const edited = applyPieces(textIn(sources, file), pieces);
    if (edited.ok) return absorbed(sources, file, edited.value);
    return failure(...edited.problems.map(({ what }) => ({ kind: "uneditable" as const, what })));
  };
}

function inOwnSpec({ environment, subject, value }: ValueChange): Candidate["apply"] {
  const { file, stack, within } = environment;
  return (sources) => {
    if (value === undefined) {
      return withoutValue(sources, file, [...within, ...specPath(subject)].map(String));
    }
    const kinds = subject.kind === "variable" ? stack.variables : stack.settings;
    const zod = kinds.get(subject.name)?.zod;
    const misfits = zod ? mismatches(zod, value, subject.sensitive) : [{ kind: "other" } as const];
    if (!zod || misfits.length > 0) {
      return failure({ kind: "misfit", label: labelOf(subject), misfits });
    }
    const held = toPlain(judge(zod, toZodInput(zod, value)).data);
    const brought = bringTo(sources, environment, { subject, given: value, held });
    if (brought.ok) return brought;
    return failure({ kind: "problems", reason: reasonOf(brought.problems) });
  };
}

/** A spec that no longer says a value. */
function withoutValue(
  sources: Sources,
  file: string,
  path: readonly string[],
): Result<Sources, NotAbsorbed> {
  const edited = removeValue(textIn(sources, file), path);
  if (edited.ok) return absorbed(sources, file, edited.value);
  return failure({ kind: "inherited", file });
}

function absorbed(sources: Sources, file: string, text: string): Result<Sources, NotAbsorbed> {
  const edited = withText(sources, file, text);
  return edited ? success(edited) : failure({ kind: "sources-wrong" });
}

/** Changes of templates' lines: environments that were changed alike come to one edit, others to none. */
export function textCandidates(changes: readonly TextChange[]): {
  readonly candidates: readonly Candidate[];
  readonly left: readonly NoChange[];
} {
  const byLine = groupBy(changes, ({ file, line, count }) => JSON.stringify([file, line, count]));
  const left: NoChange[] = [];
  const candidates = [...byLine.values()].flatMap((group): Candidate[] => {
    const [first] = group;
    if (!first) return [];
    const { file, line, count, lines } = first;
    const belongs = { file, line, column: 1 };
    if (group.some((other) => other.lines.join("\n") !== lines.join("\n"))) {
      const why = { kind: "changed-differently" } as const;
      left.push(...group.map(({ at }): NoChange => ({ kind: "left", why, at, belongs })));
      return [];
    }
    const places = group.map(({ at }) => at);
    const apply: Candidate["apply"] = (sources) => {
      const text = textIn(sources, file).split("\n");
      text.splice(line - 1, count, ...lines);
      return absorbed(sources, file, text.join("\n"));
    };
    return [{ kind: "text", places, into: `${file}:${line}`, belongs, apply }];
  });
  // From the end of each file: then an edit does not move the lines of those that follow.
  return { candidates: candidates.toSorted((a, b) => b.belongs.line - a.belongs.line), left };
}

import { specPath } from "../compare/subject.ts";
import { bringTo } from "../converge/bringTo.ts";
import { applyPieces, piecesFor } from "../converge/pieces.ts";
import { specsWith } from "../converge/specTexts.ts";
import { type Location, reasonOf } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import { readText } from "../model/files.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Project } from "../model/project.ts";
import { failure, type Result, success } from "../model/result.ts";
import { labelOf } from "../model/subject.ts";
import { type Value, valueAt } from "../model/value.ts";
import { mismatch } from "../resolve/mismatch.ts";
import { judge } from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { canonical } from "../values/canonical.ts";
import { removeValue } from "../yaml/editSpec.ts";
import type { NoChange, TextChange, ValueChange } from "./changes.ts";

/** Texts of sources as they would be, by path. */
export type Texts = ReadonlyMap<string, string>;

/** One edit of sources that may be what changes by hand come to. */
export interface Candidate {
  readonly kind: "value" | "text";
  /** Where the changes by hand are. */
  readonly places: readonly Location[];
  readonly into: string;
  readonly belongs: Location;
  /** The sources with the edit, or why it cannot be made. */
  readonly apply: (texts: Texts) => Result<Texts, NotAbsorbed>;
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
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { environment, subject, value } = first;
    const path = specPath(subject);
    const place = environment.locate(path, "value");
    const isShared = place.file !== environment.file && project.specs.get(place.file)?.has(path);
    const sharers = project.environments.filter((one) => {
      const { file, line } = one.locate(path, "value");
      return one.stack === environment.stack && file === place.file && line === place.line;
    });
    const areAll = sharers.every((one) => group.some((change) => change.environment === one));
    if (isShared && areAll) return [inSharedSpec(project, group, place, value)];
    return group.map((change) => inOwnSpec(project, change));
  });
}

function inSharedSpec(
  project: Project,
  group: readonly ValueChange[],
  { file, line, column }: Location,
  value: Value | undefined,
): Candidate {
  const [{ subject } = {} as ValueChange] = group;
  const path = specPath(subject).map(String);
  return {
    kind: "value",
    places: group.map(({ at }) => at),
    into: `${file}: ${labelOf(subject)}`,
    belongs: { file, line, column },
    apply(texts) {
      if (value === undefined) return withoutValue(project, texts, file, path);
      const own = valueAt(specsOf(project, texts).get(file)?.value, path);
      const pieces = piecesFor(path, { own, below: undefined }, value, subject.type, []);
      const edited = applyPieces(textIn(project, texts, file), pieces);
      if (!edited.ok)
        return failure(
          ...edited.problems.map(({ what }) => ({ kind: "uneditable" as const, what })),
        );
      return success(new Map([...texts, [file, edited.value]]));
    },
  };
}

function inOwnSpec(project: Project, { environment, subject, value, at }: ValueChange): Candidate {
  const { file, stack } = environment;
  const { line, column, file: belongs } = environment.locate(specPath(subject), "value");
  return {
    kind: "value",
    places: [at],
    into: `${file}: ${labelOf(subject)}`,
    belongs: { file: belongs, line, column },
    apply(texts) {
      const kinds = subject.kind === "variable" ? stack.variables : stack.settings;
      const zod = kinds.get(subject.name)?.zod;
      if (value === undefined) {
        const path = [...environment.within, ...specPath(subject)].map(String);
        return withoutValue(project, texts, file, path);
      }
      const fault = zod && mismatch(zod, value);
      if (!zod || fault !== undefined) {
        const label = labelOf(subject);
        return failure({ kind: "misfit", label, fault: subject.sensitive ? undefined : fault });
      }
      const held = toPlain(judge(zod, toZodInput(zod, value)).data);
      const text = textIn(project, texts, file);
      const wanted = { subject, given: value, held };
      const brought = bringTo(project.schema, specsOf(project, texts), environment, text, wanted);
      if (!brought.ok) return failure({ kind: "problems", reason: reasonOf(brought.problems) });
      return success(new Map([...texts, [file, brought.value.text]]));
    },
  };
}

/** A spec that no longer says a value. */
function withoutValue(
  project: Project,
  texts: Texts,
  file: string,
  path: readonly string[],
): Result<Texts, NotAbsorbed> {
  const edited = removeValue(textIn(project, texts, file), path);
  if (edited.ok) return success(new Map([...texts, [file, edited.value]]));
  return failure({ kind: "inherited", file });
}

/** Changes of templates' lines: environments that were changed alike come to one edit, others to none. */
export function textCandidates(
  project: Project,
  changes: readonly TextChange[],
): { readonly candidates: readonly Candidate[]; readonly left: readonly NoChange[] } {
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
    const apply = (texts: Texts): Result<Texts, NotAbsorbed> => {
      const text = textIn(project, texts, file).split("\n");
      text.splice(line - 1, count, ...lines);
      return success(new Map([...texts, [file, text.join("\n")]]));
    };
    return [{ kind: "text", places, into: `${file}:${line}`, belongs, apply }];
  });
  // From the end of each file: then an edit does not move the lines of those that follow.
  return { candidates: candidates.toSorted((a, b) => b.belongs.line - a.belongs.line), left };
}

function textIn({ files }: Project, texts: Texts, file: string): string {
  return texts.get(file) ?? readText(files, file) ?? "";
}

function specsOf({ specs }: Project, texts: Texts): Project["specs"] {
  return [...texts]
    .filter(([file]) => file.endsWith(".yaml") && specs.has(file))
    .reduce((all, [file, text]) => specsWith(all, file, text) ?? all, specs);
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { withoutExcerpt } from "../diagnostics/position.ts";
import type { ProjectSchema } from "../model/schema.ts";
import { type HiddenLine, hiddenLines, knownNames } from "./hiddenLines.ts";

/**
 * Problems without what a sensitive variable or a secret is given: wherever in a spec a person has written it,
 * misspelt, in other letters, twice or in a place that is not its own, its lines are not shown, and no words repeat
 * them. Nor are lines of which the schema does not say whose value they hold.
 *
 * @param schema absent: it cannot be read, and any line may be one that nobody may see
 * @param textOf a spec's text, as it was read
 */
export function hideSensitive(
  problems: readonly Diagnostic[],
  schema: Pick<ProjectSchema, "stacks"> | undefined,
  textOf: (file: string) => string | undefined,
): readonly Diagnostic[] {
  const names = knownNames(schema ?? { stacks: new Map() });
  if (schema && names.sensitive.size === 0) return problems;
  const isName = (piece: string): boolean => names.sensitive.has(piece) || names.plain.has(piece);
  const known = new Map<string, FileLines>();
  const linesOf = (file: string): FileLines => {
    const found = known.get(file) ?? fileLines(hiddenLines(textOf(file) ?? "", names), isName);
    known.set(file, found);
    return found;
  };
  return problems.map((problem) => {
    const { location } = problem;
    if (!location?.file.endsWith(".yaml")) return withoutGivenValue(problem, names.sensitive);
    const lines = linesOf(location.file);
    const here = lines.hidden.get(location.line);
    // An alias copies a value to another line.
    if (!here) {
      return { ...problem, args: without(problem.args, lines.wholes, "", isName) } as Diagnostic;
    }
    // An unknown name is reported without its value.
    const isTold = here.why === "unknown" && problem.code !== "spec-syntax";
    const own = isTold ? [] : wordsOf(here.value).filter((piece) => !isName(piece));
    return {
      ...problem,
      args: without(
        problem.args,
        new Set([...own, ...lines.words]),
        isTold ? "" : here.value,
        isName,
      ),
      location: withoutExcerpt(location),
    } as Diagnostic;
  });
}

/** Of code: a definition of what is sensitive, or its default in the schema, is not shown. */
function withoutGivenValue(problem: Diagnostic, sensitive: ReadonlySet<string>): Diagnostic {
  const { location } = problem;
  const { file = "", excerpt = "" } = location ?? {};
  const [, defined = ""] = /^\s*([\w-]+)\s*=/.exec(excerpt) ?? [];
  const saysValue = file.endsWith(".ts")
    ? /sensitive:\s*true/.test(excerpt) && /(?:default|catch)\(/.test(excerpt)
    : file.endsWith(".tfvars") && sensitive.has(defined) && !excerpt.includes("= (sensitive");
  return location && saysValue ? { ...problem, location: withoutExcerpt(location) } : problem;
}

/** A spec's lines that are not shown, and what no words may repeat of the sensitive ones. */
interface FileLines {
  readonly hidden: ReadonlyMap<number, HiddenLine>;
  readonly words: ReadonlySet<string>;
  /** Values that are one word, and are not a common word. */
  readonly wholes: ReadonlySet<string>;
}

function fileLines(
  hidden: ReadonlyMap<number, HiddenLine>,
  isName: (word: string) => boolean,
): FileLines {
  const values = [...hidden.values()].filter(({ why }) => why === "sensitive");
  const words = values.map(({ value }) => wordsOf(value).filter((word) => !isName(word)));
  return {
    hidden,
    words: new Set(words.flat()),
    wholes: new Set(words.flatMap((all) => (all.length === 1 && all[0] ? all : []))),
  };
}

/** Words of terraloom's own messages: repeating one of these reveals no value. */
const kinds = new Set(["string", "number", "bool", "boolean", "list", "map", "object", "null"]);

/** What separates the words of a value and of a message. */
const words = /[^\s"'`,:;()[\]{}]+/g;

/** The words of a value that a problem might repeat. Shorter ones are too common. */
function wordsOf(value: string): string[] {
  return [...value.matchAll(words)].map(([word]) => bare(word)).filter(isTelling);
}

function isTelling(word: string): boolean {
  return word.length >= 3 && !kinds.has(word);
}

/** A word without YAML's mark before it or a sentence's after it. */
function bare(word: string): string {
  return word.replace(/^[*&!@%|>]+/, "").replace(/[.?]+$/, "");
}

/**
 * What a problem's words are made of, without these, and without a value that is said whole. A declared name stays,
 * also where the value is a part of it: what is left of it would tell the value.
 */
function without(
  args: unknown,
  hidden: ReadonlySet<string>,
  value: string,
  isName: (text: string) => boolean,
): unknown {
  if (typeof args === "string") {
    if (isName(args)) return args;
    const whole = value.replace(/^["'\s]*:\s*/, "").trim();
    const text = isTelling(whole) ? args.replaceAll(whole, "(sensitive)") : args;
    return text.replaceAll(words, (word) => (hidden.has(bare(word)) ? "(sensitive)" : word));
  }
  if (Array.isArray(args)) return args.map((item) => without(item, hidden, value, isName));
  if (typeof args !== "object" || args === null) return args;
  return Object.fromEntries(
    Object.entries(args).map(([key, item]) => [key, without(item, hidden, value, isName)]),
  );
}

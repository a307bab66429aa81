import { type Document, isScalar, type Node, parseDocument, visit, type YAMLError } from "yaml";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { mergeConflict } from "../diagnostics/mergeConflict.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { ParsedFile } from "../model/spec.ts";
import { type Value, valueAt } from "../model/value.ts";
import { RecentCache } from "../text/recentCache.ts";
import { type EntryText, entryAt, sectionAt } from "./entries.ts";
import { isMergeKey, keyText, nodeAt } from "./nodes.ts";
import { placeInPlainEntry } from "./plainEntry.ts";
import { quickValue } from "./quickValue.ts";
import { oddKeys, syntaxMistake } from "./syntaxMistake.ts";
import { toValue } from "./toValue.ts";

/**
 * Parses one YAML 1.2 file, strictly: duplicate keys, unknown tags, several documents, numbers that
 * a double cannot hold and aliases that expand without end are errors.
 */
export function parseSpec(file: string, text: string): ParsedSpec {
  const { parsed, problems } = readSpec(file, text);
  const odd = oddKeys(text, parsed.value).map(({ path, mistake }) =>
    diagnostic("spec-syntax", mistake, parsed.locate(path, "key")),
  );
  // A key with such a blank in it is another key: the problems that follow from it are left out.
  return odd.length === 0
    ? { parsed, problems }
    : { parsed: { ...parsed, value: null }, problems: [...problems, ...odd] };
}

interface ParsedSpec {
  readonly parsed: ParsedFile;
  readonly problems: readonly Diagnostic[];
}

function readSpec(file: string, text: string): ParsedSpec {
  const quick = quickValue(text);
  if (quick) {
    return { parsed: parsedFile(file, text, quick.value, quick.inPieces), problems: [] };
  }
  const conflict = mergeConflict(file, text, conflictMarks);
  if (conflict) return { parsed: parsedFile(file, text, null), problems: [conflict] };
  const document = readDocument(text);
  const repeated = repeatedKeys(document).map((key) =>
    diagnostic("spec-syntax", { kind: "key-twice" }, nodeLocation(file, text, key)),
  );
  const problems: Diagnostic[] = firstOfEachLine([
    ...[...document.errors, ...document.warnings].map((error) => syntaxProblem(file, text, error)),
    ...repeated,
  ]);
  const { explicit, version } = document.directives?.yaml ?? {};
  if (explicit && version !== "1.2") {
    const place = locationAt(file, text, text.indexOf("%YAML"));
    problems.push(diagnostic("spec-syntax", { kind: "version", version }, place));
  }
  const value =
    document.errors.length + repeated.length > 0
      ? null
      : toValue(document, (problem, node) => {
          problems.push(diagnostic("spec-value", problem, nodeLocation(file, text, node)));
        });
  return { parsed: parsedFile(file, text, value), problems };
}

/** Marks of a merge conflict in YAML, where the line between the two sides can mean nothing else. */
const conflictMarks = /^(?:<{7}|>{7})(?: |\r?$)|^={7}\r?$/gm;

/**
 * Positions are read when they are asked for, and not kept: a thousand documents would fill the memory.
 *
 * @param inPieces whether the entries parse on their own: then the entry is read, and not the file
 */
function parsedFile(file: string, text: string, value: Value, inPieces = false): ParsedFile {
  let document: WeakRef<Document> | undefined;
  const wholeDocument = (): Document => {
    const read = document?.deref() ?? readDocument(text);
    document = new WeakRef(read);
    return read;
  };
  return {
    file,
    text,
    value,
    locate(path, what) {
      const entry = inPieces ? entryAt(text, path) : undefined;
      // What is missing in a section has the place of the section's key.
      const section = inPieces && !entry && what === "key" ? sectionAt(text, path) : undefined;
      const plain = section
        ? { start: 0, end: section.key.length }
        : entry && placeInPlainEntry(entry.text, path.slice(2), what);
      const from = (section ?? entry)?.start ?? 0;
      if (plain) return locationAt(file, text, from + plain.start, from + plain.end);
      const node = entry
        ? nodeAt(entryDocument(entry), path.slice(1), what)
        : nodeAt(wholeDocument(), path, what);
      return nodeLocation(file, text, node, from);
    },
    has: (path) => valueAt(value, path) !== undefined,
  };
}

const documents = new RecentCache<string, Document>(200);

function entryDocument({ text }: EntryText): Document {
  const known = documents.get(text);
  if (known) return known;
  const read = readDocument(text);
  documents.set(text, read);
  return read;
}

function readDocument(text: string): Document {
  return parseDocument(text, {
    version: "1.2",
    intAsBigInt: true,
    prettyErrors: false,
    merge: true,
    resolveKnownTags: false,
    // The parser compares each key with each: `repeatedKeys` looks for them.
    uniqueKeys: false,
  });
}

/** Keys that stand in their map already. As Terraform compares them: 1 and "1" are one. */
function repeatedKeys(document: Document): Node[] {
  const repeated: Node[] = [];
  visit(document, {
    Map(_, map) {
      const known = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || isMergeKey(key)) continue;
        const text = keyText(key);
        if (known.has(text)) repeated.push(key);
        known.add(text);
      }
    },
  });
  return repeated;
}

function nodeLocation(file: string, text: string, node: Node | null, from = 0): Location {
  const [start, end] = node?.range ?? [0, 1];
  return locationAt(file, text, from + start, from + end);
}

/** After one mistake a parser reports others on the same line: only the first is kept. */
function firstOfEachLine(problems: readonly Diagnostic[]): Diagnostic[] {
  const lines = new Set<number | undefined>();
  return problems.filter(({ location }) => {
    const known = lines.has(location?.line);
    lines.add(location?.line);
    return !known;
  });
}

function syntaxProblem(file: string, text: string, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  const { at, mistake } = syntaxMistake(error, text);
  const place = at === undefined ? locationAt(file, text, start, end) : locationAt(file, text, at);
  return diagnostic("spec-syntax", mistake, place);
}

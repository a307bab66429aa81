import { type Document, isScalar, type Node, parseDocument, visit, type YAMLError } from "yaml";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { mergeConflict } from "../diagnostics/mergeConflict.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { ParsedFile } from "../model/spec.ts";
import { isMapValue, type Path, type Value } from "../model/value.ts";
import { RecentCache } from "../text/recentCache.ts";
import { type EntryText, entryAt, sectionAt } from "./entries.ts";
import { isMergeKey, keyText, nodeAt } from "./nodes.ts";
import { placeInPlainEntry } from "./plainEntry.ts";
import { quickValue } from "./quickValue.ts";
import { oddKeys, repeatedKeyMessage, syntaxMessage } from "./syntaxMessage.ts";
import { toValue } from "./toValue.ts";

/**
 * Parses one YAML 1.2 file, strictly: duplicate keys, unknown tags, several documents, numbers that
 * a double cannot hold and aliases that expand without end are errors.
 */
export function parseSpec(file: string, text: string): ParsedSpec {
  const { parsed, problems } = readSpec(file, text);
  const odd = oddKeys(text, parsed.value).map(({ path, words }) =>
    diagnostic("spec-syntax", words, parsed.locate(path, "key")),
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
    const read = quick.inPieces ? fileInPieces : parsedFile;
    return { parsed: read(file, text, quick.value), problems: [] };
  }
  const conflict = mergeConflict(file, text, conflictMarks);
  if (conflict) return { parsed: parsedFile(file, text, null), problems: [conflict] };
  const document = readDocument(text);
  const repeated = repeatedKeys(document).map((key) =>
    diagnostic("spec-syntax", repeatedKeyMessage, nodeLocation(file, text, key)),
  );
  const problems: Diagnostic[] = firstOfEachLine([
    ...[...document.errors, ...document.warnings].map((error) => syntaxProblem(file, text, error)),
    ...repeated,
  ]);
  const { explicit, version } = document.directives?.yaml ?? {};
  if (explicit && version !== "1.2") {
    const message = `the spec says that it is YAML ${version}`;
    const advice = "Specs are YAML 1.2: remove the %YAML line.";
    const start = text.indexOf("%YAML");
    problems.push(diagnostic("spec-syntax", { message, advice }, locationAt(file, text, start)));
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

/** Positions are read again when they are asked for: a thousand documents would fill the memory. */
function parsedFile(file: string, text: string, value: Value): ParsedFile {
  let document: WeakRef<Document> | undefined;
  const nodes = (): Document => {
    const read = document?.deref() ?? readDocument(text);
    document = new WeakRef(read);
    return read;
  };
  return {
    file,
    text,
    value,
    locate(path, what) {
      const { keyNode, node } = nodeAt(nodes(), path);
      return nodeLocation(file, text, what === "key" ? (keyNode ?? node) : (node ?? keyNode));
    },
    has: (path) => nodeAt(nodes(), path).depth === path.length,
  };
}

/** A file whose entries parse on their own: locating something reads its entry, and not the file. */
function fileInPieces(file: string, text: string, value: Value): ParsedFile {
  const whole = parsedFile(file, text, value);
  return {
    file,
    text,
    value,
    locate(path, what) {
      const entry = entryAt(text, path);
      // What is missing in a section has the place of the section's key.
      const section = !entry && what === "key" ? sectionAt(text, path) : undefined;
      if (section) {
        return locationAt(file, text, section.start, section.start + section.key.length);
      }
      if (!entry) return whole.locate(path, what);
      const plain = placeInPlainEntry(entry.text, path.slice(2), what);
      if (plain) return locationAt(file, text, entry.start + plain.start, entry.start + plain.end);
      const { keyNode, node } = nodeAt(entryNodes(entry), path.slice(1));
      const found = what === "key" ? (keyNode ?? node) : (node ?? keyNode);
      return nodeLocation(file, text, found, entry.start);
    },
    has: (path) => hasOwnPath(value, path),
  };
}

/** Whether plain data, with no alias and no merge in it, says something at a path. */
function hasOwnPath(value: Value, path: Path): boolean {
  let at: Value | undefined = value;
  for (const step of path) {
    if (Array.isArray(at))
      at = typeof step === "number" ? (at as readonly Value[])[step] : undefined;
    else at = isMapValue(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    if (at === undefined) return false;
  }
  return true;
}

const documents = new RecentCache<string, Document>(200);

function entryNodes({ text }: EntryText): Document {
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
  const { at, ...words } = syntaxMessage(error, text);
  const place = at === undefined ? locationAt(file, text, start, end) : locationAt(file, text, at);
  return diagnostic("spec-syntax", words, place);
}

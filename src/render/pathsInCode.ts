import { tokenize } from "../hcl/tokenize.ts";
import type { Token } from "../hcl/tokens.ts";

/** Where a path in code begins: the folder of the code, or the folder that Terraform is run in. */
export type PathBase = "module" | "root";

export interface CodePath {
  readonly base: PathBase;
  /** From there on, with `/`; it may lead out of the base, and is empty for the base itself. */
  readonly path: string;
  /** Whether anything below it may be meant: the rest of the path is known only when Terraform runs. */
  readonly isPrefix: boolean;
}

/** The paths that a file of code names. */
export interface CodePaths {
  readonly paths: readonly CodePath[];
  /** Whether it reads a file of which nothing is known here. */
  readonly readsUnknown: boolean;
}

const none: CodePaths = { paths: [], readsUnknown: false };

/** A function of Terraform that reads files: its first argument is a path. */
const readsFile =
  /^(?:file|filebase64|filebase64sha(?:256|512)|filemd5|filesha(?:1|256|512)|fileexists|fileset|templatefile)$/;

/** A quick test whether a text can contain a path: most cannot, and a full search is slow. */
const hint =
  /\bpath\s*\.\s*(?:module|root|cwd)\b|\bfile\w*\s*\(|\btemplatefile\s*\(|["'\s=(]\.\.?\//;

/** A module call of a local folder: what it reads is code, and counted as that. */
const localSource = /\bsource\s*=\s*"\.\.?\/[^"$%]*"/g;

/**
 * The paths in a file of code, as far as its text tells them: those that begin with `path.module` and the
 * like, those given to functions that read files, and text that begins with `./` or `../`, which providers read.
 *
 * @param path its name decides whether it is HCL or JSON
 */
export function pathsInCode(path: string, text: string): CodePaths {
  if (path.endsWith(".json")) return merged(stringsIn(text).map((one) => pathsInHcl(one)));
  return hint.test(text.replace(localSource, "")) ? pathsInHcl(text) : none;
}

function pathsInHcl(text: string): CodePaths {
  const tokenized = tokenize(text.replace(localSource, ""));
  if (!tokenized.ok) return { paths: [], readsUnknown: true };
  // Blanks, comments and line ends stand between no parts of a path.
  const tokens = tokenized.value.tokens.filter(
    ({ kind }) => kind !== "comment" && kind !== "newline",
  );
  const paths: CodePath[] = [];
  const climbs = tokens.some(
    ({ kind, text: part }) => kind === "quotedText" && /(?:^|\/)\.\.(?:\/|$)/.test(part),
  );
  let readsUnknown = false;
  for (let at = 0; at < tokens.length; at++) {
    const base = baseAt(tokens, at);
    if (base !== undefined && !isWholeInterpolation(tokens, at)) {
      // In join(), format(), a variable: what follows may be anything, and may climb.
      paths.push({ base, path: "", isPrefix: true });
      readsUnknown ||= climbs;
    }
    if (tokens[at]?.kind === "openQuote" && isPlaceToWork(tokens, at)) {
      at = endOfTemplate(tokens, at);
    } else if (tokens[at]?.kind === "openQuote" || tokens[at]?.kind === "openHeredoc") {
      paths.push(...pathsInTemplate(tokens, at, isReadHere(tokens, at)));
    } else if (isReading(tokens, at) && !isPlainArgument(tokens, at + 2)) {
      readsUnknown = true;
    }
    if (tokens[at]?.text === "fileset" && climbs) readsUnknown = true;
  }
  return { paths, readsUnknown };
}

/** Whether it is where a command is run, above the code: `working_dir = "../.."` reads nothing of what is there. */
function isPlaceToWork(tokens: readonly Token[], open: number): boolean {
  if (tokens[open - 1]?.kind !== "=" || tokens[open - 2]?.text !== "working_dir") return false;
  const [text, close] = tokens.slice(open + 1, open + 3);
  return close?.kind === "closeQuote" && /^(?:\.\.\/?)+$/.test(text?.text ?? "");
}

/** Whether a call of a function that reads a file begins there. */
function isReading(tokens: readonly Token[], at: number): boolean {
  const { kind, text = "" } = tokens[at] ?? {};
  if (kind !== "identifier" || tokens[at + 1]?.kind !== "(") return false;
  return readsFile.test(text);
}

/** Whether a template is the first argument of a function that reads a file. */
function isReadHere(tokens: readonly Token[], at: number): boolean {
  return isReading(tokens, at - 2);
}

/** Whether an argument is one template, or one of the `path` names: then its text tells the path. */
function isPlainArgument(tokens: readonly Token[], at: number): boolean {
  const end = tokens[at]?.kind === "openQuote" ? endOfTemplate(tokens, at) + 1 : at + 3;
  const isPath = tokens[at]?.kind === "openQuote" || baseAt(tokens, at) !== undefined;
  return isPath && [",", ")"].includes(tokens[end]?.kind ?? "");
}

/** The folder that `path.module`, `path.root` or `path.cwd` means, where one of them begins there. */
function baseAt(tokens: readonly Token[], at: number): PathBase | undefined {
  const [name, dot, member] = tokens.slice(at, at + 3);
  if (name?.text !== "path" || name.kind !== "identifier" || dot?.kind !== ".") return undefined;
  if (tokens[at - 1]?.kind === ".") return undefined;
  if (member?.text === "module") return "module";
  return member?.text === "root" || member?.text === "cwd" ? "root" : undefined;
}

/** Whether it is the whole content of `${` and `}`. */
function isWholeInterpolation(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.kind === "interpolation" && tokens[at + 3]?.kind === "closeTemplate";
}

/** A word of a command that names a file from the folder on that Terraform is run in. */
const relativeWord = /(?:^|[\s'"=(])(\.\.?\/[^\s'"`;|&<>,)]*)/g;

/** The paths that a quoted text, or a heredoc, may mean. */
function pathsInTemplate(tokens: readonly Token[], open: number, isRead: boolean): CodePath[] {
  const end = endOfTemplate(tokens, open);
  const found: CodePath[] = [];
  /** The path that is being put together, until a part of it is not known. */
  let growing: { base: PathBase; path: string } | undefined = isRead
    ? { base: "root", path: "" }
    : undefined;
  const close = (isPrefix: boolean): void => {
    if (growing && (growing.path !== "" || growing.base === "module" || isPrefix))
      found.push({ ...growing, isPrefix });
    growing = undefined;
  };
  for (let at = open + 1; at < end; at++) {
    const { kind, text } = tokens[at] as Token;
    const base = kind === "interpolation" ? baseAt(tokens, at + 1) : undefined;
    if (kind === "quotedText" || kind === "heredocText") {
      for (const [, word = ""] of text.matchAll(relativeWord)) {
        found.push({ base: "root", path: word, isPrefix: false });
      }
      if (growing) growing.path += text;
      else if (at === open + 1 && /^\.\.?\//.test(text)) growing = { base: "root", path: text };
    } else if (base !== undefined && isWholeInterpolation(tokens, at + 1)) {
      close(true);
      growing = { base, path: "" };
      at += 4;
    } else {
      close(true);
      at = endOfInterpolation(tokens, at);
    }
  }
  close(false);
  return found.flatMap(spellings);
}

/** A path as it stands, and up to its first blank: of a command, the first word is the file. */
function spellings(given: CodePath): CodePath[] {
  const path = given.path.replace(/^\/+/, "");
  const [word = ""] = path.split(/[\s'"\\;|&<>,]/, 1);
  if (word === path) return [{ ...given, path }];
  return [
    { ...given, path },
    { ...given, path: word, isPrefix: false },
  ];
}

function endOfTemplate(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const kind = tokens[at]?.kind;
    if (kind === "openQuote" || kind === "openHeredoc") depth++;
    else if (kind === "closeQuote" || kind === "closeHeredoc") depth--;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function endOfInterpolation(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const kind = tokens[at]?.kind;
    if (kind === "interpolation" || kind === "directive") depth++;
    else if (kind === "closeTemplate") depth--;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** Every text of a JSON document as the HCL template that Terraform reads it as. */
function stringsIn(text: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (typeof value === "string" && key !== "source") found.push(`"${escapedText(value)}"`);
      return value;
    });
  } catch {
    // Syntax errors are reported elsewhere.
  }
  return found.filter((one) => hint.test(one));
}

/** Outside of interpolations, quotes and line ends are text. */
function escapedText(value: string): string {
  return value
    .split(/(\$\{[^}]*\})/)
    .map((part) => (part.startsWith("${") ? part : JSON.stringify(part).slice(1, -1)))
    .join("");
}

function merged(all: readonly CodePaths[]): CodePaths {
  return {
    paths: all.flatMap(({ paths }) => paths),
    readsUnknown: all.some(({ readsUnknown }) => readsUnknown),
  };
}

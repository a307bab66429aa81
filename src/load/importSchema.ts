import { SourceMap } from "node:module";
import { basename, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { stage } from "../debug/debug.ts";
import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { mergeConflict } from "../diagnostics/mergeConflict.ts";
import { locationLater, locationOfLine } from "../diagnostics/position.ts";
import { type Files, readText } from "../model/files.ts";
import { schemaEntry } from "../model/layout.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Declared } from "../schema/declared.ts";
import type { ProjectDefinition } from "../schema/stack.ts";
import { callInTime, Endless, timeLimitVariable, waitInTime } from "../schemaCode/timeLimit.ts";
import { bundleSchema } from "./bundle.ts";
import { provideProcessAccess } from "./processAccess.ts";
import { importModule, runScript } from "./runFile.ts";

export type Locate = (declared: Declared) => Location | undefined;

export interface ImportedSchema {
  readonly definition: ProjectDefinition;
  /** SHA-256 over the compiled schema: equal fingerprints, equal schemas. */
  readonly fingerprint: string;
  /** The source map is read when one of the places is: a run with nothing to say does not. */
  readonly locate: Locate;
}

/**
 * Compiles and runs `schema/index.ts`.
 *
 * @param root absolute path of the project
 * @param changes texts of the schema's files that stand for those on disk
 * @returns what it exports as its default, or what is wrong with it: absent, a syntax error, an
 *   exception, an export that is no project
 */
export async function importSchema(
  root: string,
  files: Files,
  changes?: ReadonlyMap<string, string>,
): Promise<Result<ImportedSchema>> {
  if (files.kind(schemaEntry) !== "file") {
    return failure(diagnostic("schema-missing", { file: schemaEntry }));
  }
  const bundled = await bundleSchema(root, schemaEntry, changes);
  if (!bundled.ok) {
    const problems = bundled.problems.map(({ message, file = schemaEntry, line, column }) => {
      const place = locationInFile(files, file, line ?? 1, column ?? 1);
      const text = readText(files, file);
      const conflict = text === undefined ? undefined : mergeConflict(file, text);
      return conflict ?? diagnostic("schema-syntax", { message }, place);
    });
    const places = problems.map(({ code, location }) => JSON.stringify([code, location]));
    return failure(...problems.filter((_, index) => places.indexOf(places[index] ?? "") === index));
  }
  const bundle = bundled.value;
  // The bundle's name holds its hash: it is unique, and free of what a URL would encode.
  const framePattern = new RegExp(`${basename(bundle.path)}:(\\d+):(\\d+)`);
  let map: SourceMap | undefined;
  // Each declaration has its place, and most are in one file.
  const texts = new Map<string, string>();
  const locateFrame = (line: number, column: number): Location => {
    map ??= new SourceMap(JSON.parse(bundle.readMap()));
    const entry = map.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry)) return locationInFile(files, schemaEntry, 1, 1);
    const file = relative(root, resolve(root, entry.originalSource)).replaceAll("\\", "/");
    const text = texts.get(file) ?? readText(files, file) ?? "";
    texts.set(file, text);
    return locationOfLine(file, text, entry.originalLine + 1, entry.originalColumn + 1);
  };
  const locateTrace = (stack: string): Location | undefined => {
    const [frame, line, column] = framePattern.exec(stack) ?? [];
    if (frame === undefined) return undefined;
    return locationLater(() => locateFrame(Number(line), Number(column)));
  };
  let definition: unknown;
  try {
    definition = await stage("run schema", () => runSchema(bundle.path));
  } catch (thrown) {
    const start = locationInFile(files, schemaEntry, 1, 1);
    if (thrown instanceof Endless) {
      const { seconds } = thrown;
      const args = { seconds, variable: timeLimitVariable };
      return failure(diagnostic("schema-endless", args, start));
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
    return failure(diagnostic("schema-throws", { message }, locateTrace(stack) ?? start));
  } finally {
    bundle.release?.();
  }
  if (!isProject(definition)) {
    const start = locationInFile(files, schemaEntry, 1, 1);
    return failure(diagnostic("schema-no-project", {}, start));
  }
  return success({
    definition,
    fingerprint: bundle.fingerprint,
    locate: (declared) => locateTrace(declared.declaredAt.stack ?? ""),
  });
}

function isProject(exported: unknown): exported is ProjectDefinition {
  return (exported as { kind?: unknown } | undefined)?.kind === "project";
}

function locationInFile(files: Files, file: string, line: number, column: number): Location {
  return locationOfLine(file, readText(files, file) ?? "", line, column);
}

/**
 * Runs a compiled schema.
 *
 * @param path the absolute path of a module or a script: what it gives is a schema, or a function that gives it
 * @returns what the schema exports as its default
 * @throws Endless, and whatever the schema throws
 */
async function runSchema(path: string): Promise<unknown> {
  provideProcessAccess();
  const url = pathToFileURL(path).href;
  // A schema that waits is run while it is imported; any other one when it is called.
  const exported = path.endsWith(".mjs")
    ? (await waitInTime(importModule(url))).default
    : runScript(path);
  return typeof exported === "function" ? callInTime(() => exported(url) as unknown) : exported;
}

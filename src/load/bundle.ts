import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, stage } from "../debug/debug.ts";
import { failure, type Result, success } from "../model/result.ts";
import { sha256 } from "../text/sha256.ts";
import {
  cacheDirectory,
  cachePath,
  makeCache,
  readRecord,
  replaceFile,
  sweepCache,
  writeRecord,
} from "./cache.ts";
import { isDeterministicModule, processAccessBanner, replacedNames } from "./processAccess.ts";

/** A schema compiled to one JavaScript file. */
export interface Bundle {
  /** Absolute path: of a module that ends in `.mjs`, and of a script otherwise. */
  readonly path: string;
  /** Its source map, read when a place in the schema is asked for. */
  readonly readMap: () => string;
  /** SHA-256 over everything that went into it. */
  readonly fingerprint: string;
  /** Whether it uses what the system has besides its own code: files, the network, other programs. */
  readonly asksSystem: boolean;
  /** Removes it, after it was run; absent where it is kept. */
  readonly release?: () => void;
}

/** A message of the compiler about one place in the schema. */
export interface CompileError {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}

interface BundleRecord {
  readonly bundle: string;
  readonly fingerprint: string;
  readonly asksSystem: boolean;
  /** The SHA-256 of each file, by its path below the root. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What `resolution` gave. */
  readonly resolution: string;
}

/**
 * Compiles `schema/index.ts` and all it imports, packages too, into one file. The result is kept
 * under `node_modules/.cache`, if it can be, and used again for as long as no input changes: that is what makes a
 * run start in a fraction of the time that a TypeScript loader takes.
 *
 * `import "terraloom"` inside a schema means this very copy of the library.
 *
 * @param root absolute path of the project
 * @param entry the schema's path below it
 * @param changes texts that stand for those on disk, by path below the root: what comes of them is not kept
 */
export async function bundleSchema(
  root: string,
  entry: string,
  changes?: ReadonlyMap<string, string>,
): Promise<Result<Bundle, CompileError>> {
  const current = changes ? undefined : currentBundle(root);
  if (!changes) cache("compiled schema", current !== undefined);
  if (current) return success(current);
  const compiled = await stage("compile schema", () => compile(root, entry, changes));
  if (!compiled.ok) return compiled;
  const { code, map, inputs, asksSystem, ending } = compiled.value;
  const fingerprint = sha256(code);
  const bundle = `schema-${fingerprint.slice(0, 32)}${ending}`;
  if (makeCache(root)) {
    const path = join(cacheDirectory(root), bundle);
    replaceFile(`${path}.map`, map);
    replaceFile(path, code);
    const record = { bundle, fingerprint, asksSystem, inputs, resolution: resolution(root) };
    if (!changes) {
      writeRecord(root, "schema", record);
      sweepCache(root);
    }
    return success({ path, readMap: () => map, fingerprint, asksSystem });
  }
  // A private folder, which no other user can have prepared.
  const folder = mkdtempSync(join(tmpdir(), "terraloom-"));
  const path = join(folder, bundle);
  writeFileSync(path, code);
  const release = (): void => rmSync(folder, { recursive: true, force: true });
  return success({ path, readMap: () => map, fingerprint, asksSystem, release });
}

/** The compiled schema that is kept, if no file that went into it has changed. */
export function currentBundle(root: string): Bundle | undefined {
  const record = readRecord<BundleRecord>(cachePath(root, "schema"));
  if (!record || record.resolution !== resolution(root)) return undefined;
  const path = join(cacheDirectory(root), record.bundle);
  const isCurrent = Object.entries(record.inputs).every(
    ([input, hash]) => hashFile(join(root, input)) === hash,
  );
  if (!isCurrent || !existsSync(path)) return undefined;
  const readMap = (): string => readFileSync(`${path}.map`, "utf8");
  return { path, readMap, fingerprint: record.fingerprint, asksSystem: record.asksSystem };
}

interface Compiled {
  readonly code: string;
  /** `.cjs` where it is a script, whose bytecode can be kept. */
  readonly ending: ".cjs" | ".mjs";
  readonly map: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly asksSystem: boolean;
}

async function compile(
  root: string,
  entry: string,
  changes: ReadonlyMap<string, string> | undefined,
  waits = false,
): Promise<Result<Compiled, CompileError>> {
  const [{ build }, { importMetaPlugin: ownPlace }] = await Promise.all([
    import("esbuild"),
    import("./importMetaPlugin.ts"),
  ]);
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    alias: { terraloom: definitionsPath() },
    bundle: true,
    platform: "node",
    ...(waits ? { format: "esm" } : { format: "iife", globalName: "schema" }),
    target: "node20",
    // Identifiers stay: they stand in the errors of a schema that throws.
    minifySyntax: true,
    minifyWhitespace: true,
    define: replacedNames,
    banner: { js: waits ? processAccessBanner("import.meta.url") : functionBanner },
    footer: { js: waits ? "" : "return schema?.default; })" },
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    write: false,
    outfile: join(root, "schema.mjs"),
    logLevel: "silent",
    plugins: [ownPlace(root, changes)],
  }).catch((failure: { errors?: readonly EsbuildMessage[]; message: string }) => failure);
  if (!("outputFiles" in result)) {
    // A function that can be interrupted cannot wait; most schemas do not.
    if (!waits && result.errors?.some(({ text }) => text.startsWith("Top-level await"))) {
      return compile(root, entry, changes, true);
    }
    return failure(...(result.errors?.map(compileError) ?? [{ message: result.message }]));
  }
  // `z.strnig` of an import is `undefined` to the compiler, and would throw without its name.
  const missing = result.warnings.filter(({ id }) => id === "import-is-undefined");
  if (missing.length > 0) return failure(...missing.map(missingImport));
  const { inputs: read, outputs } = result.metafile;
  const inputs = Object.keys(read).map((input) => [input, hashFile(join(root, input)) ?? ""]);
  const outputEnding = (ending: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const made = outputEnding(".mjs");
  // What is known when it is compiled has become part of it.
  const imports = /\bimport\(/.test(made);
  // A script cannot import.
  const isScript = !waits && !imports;
  const code = isScript || waits ? made : `export default ${made}`;
  const imported = Object.values(outputs).flatMap(({ imports }) => imports);
  return success({
    code,
    ending: isScript ? ".cjs" : ".mjs",
    map: outputEnding(".map"),
    inputs: Object.fromEntries(inputs),
    asksSystem: imports || imported.some(({ path }) => !isDeterministicModule(path)),
  });
}

/** A compiled schema that does not wait is a function of its own URL. */
const functionBanner = `((schemaUrl) => { ${processAccessBanner("schemaUrl")}`;

interface EsbuildMessage {
  readonly text: string;
  readonly location: { file: string; line: number; column: number } | null;
}

function compileError({ text, location }: EsbuildMessage): CompileError {
  if (!location) return { message: text };
  return {
    message: text,
    file: location.file,
    line: location.line,
    column: location.column + 1,
  };
}

function missingImport(warning: EsbuildMessage): CompileError {
  const name = /^Import "([^"]+)"/.exec(warning.text)?.[1] ?? "this";
  return compileError({ ...warning, text: `there is no "${name}" in what is imported` });
}

/** A hash of everything that decides how imports are resolved. */
function resolution(root: string): string {
  const names = readNames(join(root, "schema"));
  const settings = ["package.json", "tsconfig.json", "schema/tsconfig.json", "schema/package.json"];
  const hashes = settings.map((path) => hashFile(join(root, path)) ?? "");
  // Another release of terraloom may compile schemas differently.
  return sha256([functionBanner, ...Object.keys(replacedNames), ...names, ...hashes].join("\n"));
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  } catch {
    return [];
  }
}

function hashFile(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? sha256(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

function definitionsPath(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), "..", "schema", here.endsWith(".ts") ? "index.ts" : "index.js");
}

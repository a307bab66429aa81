import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { cache, stage } from "../debug/debug.ts";
import { cacheDirectory, cachePath, readRecord, replaceFile, writeRecord } from "./cache.ts";

/** A schema compiled to one JavaScript module. */
export interface Bundle {
  /** Absolute path of the module. */
  readonly path: string;
  /** Its source map, read when a place in the schema is asked for. */
  readonly readMap: () => string;
  /** SHA-256 over everything that went into it. */
  readonly fingerprint: string;
}

/** What the compiler says of one place in the schema. */
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
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Compiles `schema/index.ts` and all it imports, packages too, into one module. The result is kept
 * under `node_modules/.cache` and used again for as long as no input changes: that is what makes a
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
): Promise<Bundle | { readonly errors: readonly CompileError[] }> {
  const current = changes ? undefined : currentBundle(root);
  if (!changes) cache("compiled schema", current !== undefined);
  if (current) return current;
  const compiled = await stage("compile schema", () => compile(root, entry, changes));
  if ("errors" in compiled) return compiled;
  const { code, map, inputs } = compiled;
  const fingerprint = sha256(code);
  const bundle = `schema-${fingerprint.slice(0, 32)}.mjs`;
  const kept = cacheDirectory(root);
  const directory = writableDirectory(kept);
  const path = join(directory, bundle);
  replaceFile(`${path}.map`, map);
  replaceFile(path, code);
  const record: BundleRecord = { bundle, fingerprint, inputs };
  if (directory === kept && !changes) writeRecord(cachePath(root, "schema"), record);
  return { path, readMap: () => map, fingerprint };
}

/** The compiled schema that is kept, if no file that went into it has changed. */
export function currentBundle(root: string): Bundle | undefined {
  const record = readRecord<BundleRecord>(cachePath(root, "schema"));
  if (!record) return undefined;
  const path = join(cacheDirectory(root), record.bundle);
  const isCurrent = Object.entries(record.inputs).every(
    ([input, hash]) => hashFile(join(root, input)) === hash,
  );
  if (!isCurrent || !existsSync(path)) return undefined;
  const readMap = (): string => readFileSync(`${path}.map`, "utf8");
  return { path, readMap, fingerprint: record.fingerprint };
}

interface Compiled {
  readonly code: string;
  readonly map: string;
  readonly inputs: Readonly<Record<string, string>>;
}

async function compile(
  root: string,
  entry: string,
  changes: ReadonlyMap<string, string> | undefined,
): Promise<Compiled | { readonly errors: readonly CompileError[] }> {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    alias: { terraloom: definitionsPath() },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // Not the identifiers: they stand in the errors of a schema that throws.
    minifySyntax: true,
    minifyWhitespace: true,
    banner: {
      // CommonJS packages inside an ES module still ask for `require`.
      js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
    },
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    write: false,
    outfile: join(root, "schema.mjs"),
    logLevel: "silent",
    plugins: changes ? [instead(root, changes)] : [],
  }).catch((failure: { errors?: readonly EsbuildMessage[]; message: string }) => failure);
  if (!("outputFiles" in result)) {
    return { errors: result.errors?.map(compileError) ?? [{ message: result.message }] };
  }
  // `z.strnig` of an import is `undefined` to the compiler, and would throw without its name.
  const missing = result.warnings.filter(({ id }) => id === "import-is-undefined");
  if (missing.length > 0) return { errors: missing.map(missingImport) };
  const inputs: Record<string, string> = {};
  for (const input of Object.keys(result.metafile.inputs)) {
    const watched = watchedFile(input);
    inputs[watched] ??= hashFile(join(root, watched)) ?? "";
  }
  const outputEnding = (ending: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { code: outputEnding(".mjs"), map: outputEnding(".map"), inputs };
}

/** Has the compiler read these texts instead of the files. */
function instead(root: string, texts: ReadonlyMap<string, string>): Plugin {
  // The compiler names files by where links lead.
  const realRoot = realpathSync(root);
  return {
    name: "changed texts",
    setup({ onLoad }) {
      onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
        const contents = texts.get(relative(realRoot, path).replaceAll("\\", "/"));
        return contents === undefined ? undefined : { contents, loader: "default" };
      });
    },
  };
}

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

/** A package does not change under its version: its package.json stands for its many files. */
function watchedFile(input: string): string {
  const inPackage = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return inPackage ? `${inPackage[1]}/package.json` : input;
}

function hashFile(path: string): string | undefined {
  try {
    return sha256(readFileSync(path));
  } catch {
    return undefined;
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The cache, or, in a project without node_modules, a private folder that no other user can have prepared. */
function writableDirectory(cache: string): string {
  try {
    readdirSync(dirname(dirname(cache)));
    mkdirSync(cache, { recursive: true });
    return cache;
  } catch {
    return mkdtempSync(join(tmpdir(), "terraloom-"));
  }
}

function definitionsPath(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), "..", "schema", here.endsWith(".ts") ? "index.ts" : "index.js");
}

import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
 */
export async function bundleSchema(
  root: string,
  entry: string,
): Promise<Bundle | { readonly errors: readonly CompileError[] }> {
  const cache = join(root, "node_modules", ".cache", "terraloom");
  const recordPath = join(cache, `schema-${sha256(resolve(root)).slice(0, 16)}.json`);
  const recorded = readRecord(recordPath);
  if (recorded && isCurrent(root, recorded)) {
    const path = join(cache, recorded.bundle);
    const readMap = () => readFileSync(`${path}.map`, "utf8");
    return { path, readMap, fingerprint: recorded.fingerprint };
  }
  const compiled = await compile(root, entry);
  if ("errors" in compiled) return compiled;
  const { code, map, inputs } = compiled;
  const fingerprint = sha256(code);
  const bundle = `schema-${fingerprint.slice(0, 32)}.mjs`;
  const directory = writableDirectory(cache);
  const path = join(directory, bundle);
  replaceFile(`${path}.map`, map);
  replaceFile(path, code);
  if (directory === cache) {
    const record: BundleRecord = { bundle, fingerprint, inputs };
    replaceFile(recordPath, JSON.stringify(record));
  }
  return { path, readMap: () => map, fingerprint };
}

interface Compiled {
  readonly code: string;
  readonly map: string;
  readonly inputs: Readonly<Record<string, string>>;
}

async function compile(
  root: string,
  entry: string,
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
    minify: true,
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
  }).catch((failure: { errors?: readonly EsbuildMessage[]; message: string }) => failure);
  if (!("outputFiles" in result)) {
    return { errors: result.errors?.map(compileError) ?? [{ message: result.message }] };
  }
  const inputs: Record<string, string> = {};
  for (const input of Object.keys(result.metafile.inputs)) {
    const watched = watchedFile(input);
    inputs[watched] ??= hashFile(join(root, watched)) ?? "";
  }
  const outputEnding = (ending: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { code: outputEnding(".mjs"), map: outputEnding(".map"), inputs };
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

/** A package does not change under its version: its package.json stands for its many files. */
function watchedFile(input: string): string {
  const inPackage = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return inPackage ? `${inPackage[1]}/package.json` : input;
}

function readRecord(path: string): BundleRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as BundleRecord;
  } catch {
    return undefined;
  }
}

function isCurrent(root: string, record: BundleRecord): boolean {
  return Object.entries(record.inputs).every(
    ([input, hash]) => hashFile(join(root, input)) === hash,
  );
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

function replaceFile(path: string, content: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

function definitionsPath(): string {
  const here = fileURLToPath(import.meta.url);
  return join(dirname(here), "..", "schema", here.endsWith(".ts") ? "index.ts" : "index.js");
}

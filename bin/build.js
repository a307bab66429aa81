import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The program, the process that parses HCL, the library, and what a schema imports of it. */
const entries = [
  "src/cli/main.ts",
  "src/hcl/parseProcess.ts",
  "src/index.ts",
  "src/schema/index.ts",
];

/** Packages that nearly every run needs: joined with the code, they are loaded in a tenth of the time. */
const joined = [
  "@eslint-community/regexpp",
  "diff",
  "fast-string-width",
  "fastest-levenshtein",
  "handlebars",
  "js-yaml",
  "picocolors",
  "yaml",
];

/** Builds dist/ if a file of src/ is newer; ends the process if that fails. */
export async function buildIfStale() {
  if (newestIn(`${root}src`) < modifiedAt(`${root}dist/cli/main.js`)) return;
  await build();
}

async function build() {
  declare();
  await join().catch(() => process.exit(1));
}

/** Checks the types, and writes the library's declarations. */
function declare() {
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(1);
}

/**
 * Joins the modules of src/ to few files. What commands load when they need it stays apart, in dist/chunks: a folder
 * below dist/, as modules are below src/, so that `import.meta.url` leads to the same places in both.
 */
async function join() {
  const esbuild = await import("esbuild");
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const apart = Object.keys(dependencies).filter((name) => !joined.includes(name));
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    outbase: "src",
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    external: ["node:*", ...apart],
    format: "esm",
    // Not "node": it would take the CommonJS of packages that have both.
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "node20",
    metafile: true,
  });
  removeOthers(new Set(Object.keys(metafile.outputs)));
  writeFileSync(`${root}dist/licenses.txt`, licenses(Object.keys(metafile.inputs)));
  // A file that is as it was is not written again.
  utimesSync(`${root}dist/cli/main.js`, new Date(), new Date());
}

/** The licenses of the packages that have become part of the code. */
function licenses(inputs) {
  const packages = inputs.map((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(packages)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const file = readdirSync(`${root}${folder}`).find((name) => /^licen[cs]e/i.test(name));
      return `${folder.replace("node_modules/", "")}\n\n${readFileSync(`${root}${folder}/${file}`, "utf8")}\n`;
    })
    .join("\n");
}

/** Removes the code that earlier builds have made. */
function removeOthers(made) {
  for (const name of readdirSync(`${root}dist`, { recursive: true })) {
    const path = `dist/${name.replaceAll("\\", "/")}`;
    if (path.endsWith(".js") && !made.has(path)) rmSync(`${root}${path}`, { force: true });
  }
}

function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(`${path}/${name}`)));
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();

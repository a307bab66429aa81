const { spawnSync } = require("node:child_process");
const {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { dirname } = require("node:path");

const root = `${dirname(__dirname)}/`;

/** The process that parses HCL, the library, and what a schema imports of it. */
const entries = {
  "hcl/parseProcess": "src/hcl/parseProcess.ts",
  "library/index": "src/index.ts",
  "schema/index": "src/schema/index.ts",
};

/** Builds dist/ if a file of src/ is newer; ends the process if that fails. */
async function buildIfStale() {
  if (newestIn(`${root}src`) < modifiedAt(`${root}dist/licenses.txt`)) return;
  await build();
}

async function build() {
  declare();
  await join().catch((problem) => {
    process.stderr.write(`${problem.message}\n`);
    process.exit(1);
  });
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
 * Joins the modules of src/ to few files, in folders below dist/ as modules are below src/, so that `import.meta.url`
 * leads to the same places in both.
 */
async function join() {
  const { build } = require("esbuild");
  const results = await Promise.all([build(library), build(program)]);
  const [inputs, outputs] = ["inputs", "outputs"].map((name) =>
    results.flatMap(({ metafile }) => Object.keys(metafile[name])),
  );
  removeOthers(new Set(outputs));
  writeFileSync(`${root}dist/index.js`, 'export * from "./library/index.js";\n');
  writeFileSync(`${root}dist/licenses.txt`, licenses(inputs));
}

const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

/** Packages that can be joined are, so that they are development dependencies: they load in a tenth of the time. */
const common = {
  absWorkingDir: root,
  bundle: true,
  external: ["node:*", ...Object.keys(dependencies)],
  mainFields: ["module", "main"],
  target: "node20",
  metafile: true,
};

/** What is loaded when it is needed stays apart, in dist/chunks. */
const library = {
  ...common,
  entryPoints: entries,
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  splitting: true,
  format: "esm",
  // Not "node": it would take the CommonJS of packages that have both.
  platform: "neutral",
};

/**
 * The program as one script, whose bytecode can be kept (`startProgram.js`): a function of what a script has not. Each
 * module in it still runs when it is needed. Its name says what is in it.
 */
const program = {
  ...common,
  entryPoints: [{ in: "src/cli/main.ts", out: "main" }],
  outdir: "dist/program",
  entryNames: "[name]-[hash]",
  format: "cjs",
  platform: "node",
  supported: { "dynamic-import": false },
  define: { "import.meta.url": "ownUrl" },
  banner: { js: "(function (require, module, ownUrl, fromOutside) {" },
  footer: { js: "})" },
  plugins: [
    {
      name: "run files from outside",
      setup({ onLoad }) {
        onLoad({ filter: /[\\/]src[\\/]load[\\/]runFile\.ts$/ }, () => ({
          contents: "export const { importModule, runScript } = fromOutside;",
        }));
      },
    },
  ],
};

/** The licenses of the packages that have become part of the code. */
function licenses(inputs) {
  const packages = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(packages)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map((folder) => {
      const file = readdirSync(`${root}${folder}`).find((name) => /^licen[cs]e/i.test(name));
      // Some packages say their license's name alone.
      const { license, author } = JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8"));
      const name = author
        ? `${license}\n\nCopyright (c) ${author.name ?? author}\n`
        : `${license}\n`;
      const text = file ? readFileSync(`${root}${folder}/${file}`, "utf8") : name;
      return `${folder.replace(/^.*node_modules\//, "")}\n\n${text}\n`;
    })
    .join("\n");
}

/** Removes the code that earlier builds have made, and its bytecode. */
function removeOthers(made) {
  for (const name of readdirSync(`${root}dist`, { recursive: true })) {
    const path = `dist/${name.replaceAll("\\", "/")}`;
    if (path.endsWith(".js") && !made.has(path)) rmSync(`${root}${path}`, { force: true });
  }
  const cache = `${root}node_modules/.cache/terraloom`;
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    if (/^main-.*\.bytecode$/.test(name)) rmSync(`${cache}/${name}`, { force: true });
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

if (require.main === module) build();

module.exports = { buildIfStale };

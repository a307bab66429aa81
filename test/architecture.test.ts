import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const docs = readFileSync("docs/architecture.md", "utf8");
const folders = [...docs.matchAll(/^\| `src\/(\w+)` \|/gm)].map(([, folder = ""]) => folder);

/** A file under src/ and the files that it imports, types too. */
interface Source {
  readonly file: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .map((file) => {
    const text = readFileSync(`src/${file}`, "utf8");
    const paths = [...text.matchAll(/(?:\bfrom |\bimport\()"(\.[^"]+)"/g)];
    return { file, imports: paths.map(([, path = ""]) => posix.join(posix.dirname(file), path)) };
  });

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.indexOf("/")));
}

test("docs/architecture.md lists every folder of src/, once", () => {
  const present = new Set(sources.map(({ file }) => folderOf(file)).filter(Boolean));
  expect([...folders].sort()).toEqual([...present].sort());
});

test("only the library's own file is outside of the folders", () => {
  const loose = sources.map(({ file }) => file).filter((file) => folderOf(file) === "");
  expect(loose).toEqual(["index.ts"]);
});

test("a folder imports only from those above it in docs/architecture.md", () => {
  const upward = sources.flatMap(({ file, imports }) =>
    imports
      .filter((path) => folders.indexOf(folderOf(path)) > folders.indexOf(folderOf(file)))
      .map((path) => `src/${file} imports src/${path}`),
  );
  expect(upward.filter((line) => !line.startsWith("src/index.ts"))).toEqual([]);
});

test.each([
  ["yaml", "yaml"],
  ["js-yaml", "yaml"],
  ["@cdktn/hcl2json", "hcl"],
  ["handlebars", "template"],
])("%s is imported in src/%s/ alone", (parser, folder) => {
  const elsewhere = sources
    .map(({ file }) => file)
    .filter((file) => folderOf(file) !== folder)
    .filter((file) =>
      [`from "${parser}"`, `import("${parser}")`].some((text) =>
        readFileSync(`src/${file}`, "utf8").includes(text),
      ),
    );
  expect(elsewhere).toEqual([]);
});

test("docs/architecture.md follows a command from the command line to the disk through at most twenty files", () => {
  const section = docs
    .slice(docs.indexOf("## From the command line to the disk"))
    .split("\n## ")[0];
  const way = [...(section ?? "").matchAll(/`src\/([\w/]+\.ts)`/g)].map(([, file = ""]) => file);
  expect(way.length).toBeLessThanOrEqual(20);
  const importsOf = (file: string) => sources.find((one) => one.file === file)?.imports ?? [];
  const alone = way.filter((file) => !way.some((other) => importsOf(other).includes(file)));
  expect(alone).toEqual(["cli/main.ts"]);
});

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

/** What a file imports of one other file, and whether these are types alone. */
interface Import {
  readonly names: readonly string[];
  readonly types: boolean;
  readonly from: string;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(`src/${file}`, "utf8");
  return [...text.matchAll(/^import (type )?\{([^}]*)\} from "(\.[^"]+)"/gm)].flatMap(
    ([, type, list = "", path = ""]) => {
      const from = posix.join(posix.dirname(file), path);
      const all = list.split(",").map((name) => name.trim());
      const isType = (name: string) => type !== undefined || name.startsWith("type ");
      const named = (types: boolean) => ({
        names: all.filter((name) => name !== "" && isType(name) === types),
        types,
        from,
      });
      return [named(true), named(false)].filter(({ names }) => names.length > 0);
    },
  );
}

test("a type that another folder knows without its functions stands in src/model, alone, or in a file of its name", () => {
  const imports = sources.flatMap(({ file }) =>
    importsOf(file).map((one) => ({ ...one, file, folder: folderOf(file) })),
  );
  const calls = new Set(imports.flatMap((one) => (one.types ? [] : `${one.folder} ${one.from}`)));
  const hasFunctions = (file: string) =>
    /^export (?:async )?function /m.test(readFileSync(`src/${file}`, "utf8"));
  const nameOf = (file: string) => posix.basename(file, ".ts").toLowerCase();
  // What a user writes a schema with, and what a message is made from, stand beside the functions that take it.
  const free = ["model", "schema", "diagnostics"];
  const misplaced = imports
    .filter(({ types, folder, from }) => types && folder !== "" && folder !== folderOf(from))
    .filter(({ from }) => !free.includes(folderOf(from)))
    .filter(({ folder, from }) => !calls.has(`${folder} ${from}`) && hasFunctions(from))
    .flatMap(({ names, file, from }) =>
      names
        .map((name) => name.replace("type ", ""))
        .filter((name) => !nameOf(from).startsWith(name.toLowerCase()))
        .map((name) => `src/${file} imports ${name} from src/${from}`),
    );
  expect(misplaced).toEqual([]);
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
  const imported = (file: string) => sources.find((one) => one.file === file)?.imports ?? [];
  const alone = way.filter((file) => !way.some((other) => imported(other).includes(file)));
  // A command is found by its name.
  expect(alone).toEqual(["cli/main.ts", "cli/commands/addVariable.ts"]);
});

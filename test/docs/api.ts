import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "@babel/parser";
import { repository } from "../support/temporaryProject.ts";

/** Something that `import "terraloom"` gives. */
export interface Exported {
  readonly name: string;
  readonly isType: boolean;
  /** Relative to the repository. */
  readonly file: string;
  /** Absent where nobody has written one. */
  readonly doc?: string;
  /** What a caller has to know of it: a signature, or all of a type. */
  readonly declaration: string;
}

type Program = ReturnType<typeof parse>["program"];
type Statement = Program["body"][number];

/** Everything that src/index.ts exports, in its order. */
export function exportsOf(): readonly Exported[] {
  const all = new Map<string, Exported>();
  for (const one of exportsIn(join(repository, "src/index.ts"))) {
    // Ways of calling a function are one; the last of several declarations implements them.
    const known = all.get(one.name);
    const doc = known?.doc ?? one.doc;
    const isMore = known && known.declaration !== one.declaration;
    const declaration = isMore ? `${known.declaration}\n${one.declaration}` : one.declaration;
    all.set(one.name, { ...one, declaration, ...(doc ? { doc } : {}) });
  }
  return [...all.values()];
}

function exportsIn(file: string): readonly Exported[] {
  const { statements, text } = read(file);
  return statements.flatMap((statement): readonly Exported[] => {
    if (statement.type === "ExportAllDeclaration") {
      const there = exportsIn(from(file, statement.source.value));
      return statement.exportKind === "type" ? there.filter(({ isType }) => isType) : there;
    }
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { declaration, source, specifiers } = statement;
    if (declaration) {
      const found = declared(file, text, statement);
      return found ? [found] : [];
    }
    if (!source) return [];
    const there = exportsIn(from(file, source.value));
    return specifiers.flatMap((specifier) => {
      const { exported } = specifier;
      const name = exported.type === "Identifier" ? exported.name : exported.value;
      return there.filter((one) => one.name === name);
    });
  });
}

function declared(file: string, text: string, statement: Statement): Exported | undefined {
  if (statement.type !== "ExportNamedDeclaration" || !statement.declaration) return undefined;
  const { declaration } = statement;
  const id = "id" in declaration ? declaration.id : undefined;
  const first = declaration.type === "VariableDeclaration" ? declaration.declarations[0]?.id : id;
  if (first?.type !== "Identifier") return undefined;
  const isType = /^TS/.test(declaration.type);
  const end =
    declaration.type === "FunctionDeclaration"
      ? (declaration.body.start ?? 0)
      : (statement.end ?? 0);
  const comment = statement.leadingComments?.at(-1);
  const doc = comment?.value.startsWith("*") ? docText(comment.value) : undefined;
  return {
    name: first.name,
    isType,
    file: relative(repository, file),
    declaration: text
      .slice(statement.start ?? 0, end)
      .trim()
      .replace(/^export (?:async )?/, ""),
    ...(doc ? { doc } : {}),
  };
}

function docText(comment: string): string {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\*+ ?/, "").trim());
  const text = lines.join("\n").trim();
  return text
    .replaceAll(/\{@link (\S+?)\}/g, "`$1`")
    .replaceAll(/^@param (\w+) /gm, "\n- `$1`: ")
    .replaceAll(/^@returns /gm, "\nReturns ")
    .replaceAll(/^@see (\S+)/gm, "\nSee <$1>")
    .replaceAll(/\n{3,}/g, "\n\n");
}

function from(file: string, source: string): string {
  return join(dirname(file), source);
}

function read(file: string): { readonly statements: readonly Statement[]; readonly text: string } {
  const text = readFileSync(file, "utf8");
  const { program } = parse(text, {
    sourceType: "module",
    plugins: ["typescript"],
    attachComment: true,
  });
  return { statements: program.body, text };
}

/** The page, as docs/api.md has it. */
export function apiPage(all: readonly Exported[]): string {
  const block = ({ name, doc = "", declaration, file }: Exported): string =>
    `### ${name}\n\n${doc}\n\n\`\`\`ts\n${declaration}\n\`\`\`\n\nIn \`${file}\`.\n`;
  const [values, types] = [all.filter(({ isType }) => !isType), all.filter(({ isType }) => isType)];
  return `# Library

Everything that \`import { ... } from "terraloom"\` gives, written from the docstrings by \`test/docs/api.test.ts\`. No function here writes to a
terminal, changes the working directory or ends the process; what can fail returns problems as data.

\`\`\`ts
import { check, formatDiagnostics, generate, hasErrors, loadProject } from "terraloom";

const project = await loadProject("/path/to/repository");
const { problems, written } = await generate(project);
if (hasErrors(problems)) console.error(formatDiagnostics(problems, "text"));
\`\`\`

## Functions

${values.map(block).join("\n")}
## Types

${types.map(block).join("\n")}`;
}

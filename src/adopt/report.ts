import { compareText } from "../diagnostics/diagnostic.ts";
import { type LeftAlone, leftAloneText, notUnifiedTexts } from "../diagnostics/messages/adopt.ts";
import { firstFew } from "../diagnostics/phrases.ts";
import { fileOf } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import { backendIn, textOf } from "../render/sharedState.ts";
import type { Adopted, AdoptedStack } from "./adopt.ts";
import { codeIn, pathIn, type Root } from "./roots.ts";
import { plainSecrets } from "./secrets.ts";

/** What a report of an adoption says of one thing. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export function adoptionText(sections: readonly Section[]): string {
  return sections
    .map(({ title, lines }) => `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`)
    .join("\n");
}

export function adoptionMarkdown(sections: readonly Section[]): string {
  const texts = sections.map(
    ({ title, lines }) =>
      `## ${escaped(title)}\n\n${lines.map((line) => `- ${escaped(line)}\n`).join("")}`,
  );
  return `# Adopted by terraloom\n\nEvery file comes back byte for byte, with one line above it that says what makes it.\n\n${texts.join("\n")}`;
}

/** Reports what was adopted, what looks like a secret in it, and what was left alone. */
export function adoptionReport(
  { stacks, plan, faults }: Adopted,
  alone: readonly LeftAlone[],
  files: Files,
): readonly Section[] {
  const roots = plan.stacks.flatMap(({ members }) => members.map(({ root }) => root));
  const first = plan.stacks[0]?.members[0]?.name;
  const faultsText = `${faults}, told as warnings from now on: npx terraloom check shows them`;
  const sections: readonly Section[] = [
    ...stacks.map((stack) => stackSection(stack, plan.output, files)),
    {
      title: "What looks like a secret in plain text",
      lines: roots.flatMap(plainSecrets).map(({ file, line, name }) => `${file}:${line}: ${name}`),
    },
    { title: "Faults that the code had before", lines: faults === 0 ? [] : [faultsText] },
    {
      title: "Left as they are",
      lines: alone.map((one) => `${one.folder}: ${leftAloneText(one)}`),
    },
    {
      title: "Next",
      lines: [
        "npx terraloom drift-report: how the environments differ, and whether they may",
        "npx terraloom add variable NAME: declares one more, and threads it through to where it is read",
        `npx terraloom add environment NAME --from ${first}: another environment`,
      ],
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function stackSection(
  { plan, files, blueprint }: AdoptedStack,
  output: string,
  disk: Files,
): Section {
  const { members } = plan;
  const names = members.map(({ name }) => name);
  const listed = (kind: string, declared: readonly { readonly name: string }[]): string => {
    const own = declared.map(({ name }) => name);
    return count(own.length, kind) + (own.length === 0 ? "" : ` (${firstFew(own, 6)})`);
  };
  const all = files.flatMap(({ sides }) => sides);
  const before = sumOf(all, ({ text }) => linesIn(text));
  const shared = sumOf(files, (file) => sharedLines(file, members.length));
  const written = sumOf([...blueprint.templates.values()], (text) =>
    linesIn(text.replaceAll(/^[ \t]*\{\{[#/!e][^\n]*\}\}\n/gm, "")),
  );
  const unformatted = files.filter(({ why }) => why === "unformatted");
  const backends = members.map(({ root }) => backendOf(root));
  const isLocked = ({ root }: { readonly root: Root }): boolean =>
    disk.kind(fileOf({ directory: root.folder }, ".terraform.lock.hcl")) === "file";
  const unlocked = members.some(isLocked) ? members.filter((one) => !isLocked(one)) : [];
  const links = members.flatMap(({ root }) => root.links.map((name) => pathIn(root, name)));
  return {
    title: `Stack ${plan.name} in ${[output, plan.pattern].filter((step) => step !== "").join("/")}`,
    lines: [
      `environments: ${names.join(", ")}`,
      `${count(all.length, "file")} of ${count(before, "line")} come from ${count(blueprint.templates.size, "template")}: ${count(shared, "line")} that all have, ${Math.max(written - shared, 0)} that only some have`,
      `values: ${listed("variable", blueprint.variables)}, ${listed("setting", blueprint.settings)}`,
      ...files.flatMap(({ name, carrying, why }) =>
        carrying === "verbatim" && why
          ? [`carried as it is for each environment: ${name} (${notUnifiedTexts[why]})`]
          : [],
      ),
      ...(unformatted.length > 0
        ? [
            `not as terraform fmt would write them, so kept as written: ${unformatted.map(({ name }) => name).join(", ")}. To share more, run npx terraloom adopt --format first, as a change of its own`,
          ]
        : []),
      `backend: ${new Set(backends).size === 1 ? backends[0] : names.map((name, at) => `${name} ${backends[at]}`).join("; ")}`,
      ...(unlocked.length > 0
        ? [`without a lock file: ${unlocked.map(({ name }) => name).join(", ")}`]
        : []),
      ...links.sort(compareText).map((path) => `${path} is a link, and stays by hand`),
    ],
  };
}

function count(number: number, word: string): string {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

function sumOf<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

function linesIn(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

/** How many lines of a file all environments have. */
function sharedLines(
  { sides, carrying, parts }: AdoptedStack["files"][number],
  all: number,
): number {
  if (sides.length < all || carrying === "verbatim") return 0;
  // Without parts all sides are the same.
  if (!parts) return linesIn(sides[0]?.text ?? "");
  return sumOf(parts, (part) => (part.kind === "text" ? part.text.split("\n").length - 1 : 0));
}

/** Where a root module keeps its state: `s3`, or that part of it comes with `-backend-config`. */
function backendOf(root: Root): string {
  const [block] = [...codeIn(root).values()].flatMap((text) =>
    text && /backend|cloud/.test(text) ? (backendIn(text)?.block ?? []) : [],
  );
  if (!block) return "none";
  if (block.type === "cloud") return "HCP Terraform";
  const type = block.labels[0]?.text ?? "";
  const isWhole =
    ["remote", "local"].includes(type) ||
    ["key", "prefix", "path"].some((name) => textOf(block.body, name) !== undefined);
  return isWhole ? type : `${type}, the rest by -backend-config`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, "\\$&");
}

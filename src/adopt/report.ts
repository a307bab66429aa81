import { firstFew } from "../diagnostics/phrases.ts";
import type { LeftAlone } from "./propose.ts";
import type { StackSummary } from "./summary.ts";

/** All that a report of an adoption says. */
export interface AdoptionReport {
  readonly stacks: readonly StackSummary[];
  readonly alone: readonly LeftAlone[];
  /** Faults that the code had before. */
  readonly faults: number;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The report for a terminal. */
export function adoptionText(report: AdoptionReport): string {
  return sectionsOf(report)
    .map(({ title, lines }) => `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`)
    .join("\n");
}

/** The report for a pull request. */
export function adoptionMarkdown(report: AdoptionReport): string {
  const sections = sectionsOf(report).map(
    ({ title, lines }) =>
      `## ${escaped(title)}\n\n${lines.map((line) => `- ${escaped(line)}\n`).join("")}`,
  );
  return `# Adopted by terraloom\n\nEvery file comes back byte for byte, with one line above it that says what makes it.\n\n${sections.join("\n")}`;
}

function sectionsOf({ stacks, alone, faults }: AdoptionReport): readonly Section[] {
  const secrets = stacks.flatMap((stack) => stack.secrets);
  const [first] = stacks[0]?.environments ?? [];
  const faultsText = `${faults}, told as warnings from now on: npx terraloom check shows them`;
  const sections: readonly Section[] = [
    ...stacks.map(stackSection),
    {
      title: "What looks like a secret in plain text",
      lines: secrets.map(({ file, line, name }) => `${file}:${line}: ${name}`),
    },
    { title: "Faults that the code had before", lines: faults === 0 ? [] : [faultsText] },
    { title: "Left as they are", lines: alone.map(({ folder, why }) => `${folder}: ${why}`) },
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

function stackSection(stack: StackSummary): Section {
  const { lines, environments, variables, settings, verbatim, unformatted } = stack;
  const backends = new Set(stack.backends);
  const backend =
    backends.size === 1
      ? [...backends].join()
      : environments.map((name, at) => `${name} ${stack.backends[at]}`).join("; ");
  const told = [
    `environments: ${environments.join(", ")}`,
    `${count(stack.files, "file")} of ${count(lines.before, "line")} come from ${count(stack.templates, "template")}: ${count(lines.shared, "line")} that all have, ${lines.some} that only some have`,
    `values: ${count(variables.length, "variable")}${listed(variables)}, ${count(settings.length, "setting")}${listed(settings)}`,
    ...verbatim.map(({ name, why }) => `carried as it is for each environment: ${name} (${why})`),
    ...(unformatted.length > 0
      ? [
          `not as terraform fmt would write them, so kept as written: ${unformatted.join(", ")}. To share more, run npx terraloom adopt --format first, as a change of its own`,
        ]
      : []),
    `backend: ${backend}`,
    ...(stack.unlocked.length > 0 ? [`without a lock file: ${stack.unlocked.join(", ")}`] : []),
    ...stack.byHand.map((path) => `${path} is a link, and stays by hand`),
  ];
  return { title: `Stack ${stack.name} in ${stack.folder}`, lines: told };
}

function count(number: number, word: string): string {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (${firstFew(names, 6)})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, "\\$&");
}

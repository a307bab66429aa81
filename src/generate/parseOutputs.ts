import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { type ApartParser, startParser } from "../hcl/apartParser.ts";
import { syntaxKey } from "../hcl/plainValues.ts";
import { decodeText } from "../model/files.ts";
import type { Output } from "../model/rendered.ts";
import type { Step } from "../model/step.ts";
import { shapeOf } from "../moduleCheck/shapeOf.ts";
import { RecentCache } from "../text/recentCache.ts";
import type { ParsedShapes } from "./parsedShapes.ts";

/** The first syntax error of a text. Line and column count from 1. */
interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Parses what would be written, so that nothing that does not parse ever is: HCL with the parser
 * of Terraform itself. Environments' files that differ in literals alone have one shape and are parsed
 * once, since literals are escaped by construction; what is on disk already was parsed when it was made, and so
 * was what will differ from it in literals alone.
 *
 * @param parser one that was already started; absent: one is started if there is anything to parse
 * @param parsed what earlier runs have parsed, if it may be used
 */
export async function parseOutputs(
  steps: readonly Step[],
  parser?: ApartParser,
  parsed?: ParsedShapes,
): Promise<readonly Diagnostic[]> {
  const changed = steps.flatMap((step) =>
    step.action !== "unchanged" && "output" in step && step.output ? [step] : [],
  ) as readonly ChangedStep[];
  const outputs = changed.map(({ output }) => output);
  const faults = [...(await hclFaults(changed, parser, parsed)), ...(await dataFaults(outputs))];
  const problems = new Map<string, Diagnostic>();
  for (const { output, fault } of faults) {
    // A mistake in a template is reported once, at its place, and not for every environment.
    const problem = syntaxProblem(output, fault);
    const place = `${problem.location?.file}:${problem.location?.line}`;
    if (!problems.has(place)) problems.set(place, problem);
  }
  return [...problems.values()];
}

type ChangedStep = Step & { readonly output: Output };

/** Whether it parses if and only if the file that it replaces does. */
function isParsed(step: ChangedStep, keyOf: (body: string) => string): boolean {
  if (step.action !== "update") return false;
  const old = decodeText(step.old);
  if (old === undefined) return false;
  const before = shapeOf(old);
  const after = step.output.shape ?? shapeOf(textOf(step.output));
  return before === after || keyOf(before) === keyOf(after);
}

/** The key of each body, worked out once. */
function keysByBody(): (body: string) => string {
  const known = new RecentCache<string, string>(100);
  return (body) => {
    const found = known.get(body) ?? syntaxKey(body);
    known.set(body, found);
    return found;
  };
}

interface FaultyOutput {
  readonly output: Output;
  readonly fault: Fault;
}

async function hclFaults(
  steps: readonly ChangedStep[],
  parser: ApartParser | undefined,
  parsed: ParsedShapes | undefined,
): Promise<FaultyOutput[]> {
  const keyOf = keysByBody();
  const sameShape = new Map<string, ChangedStep[]>();
  for (const step of steps) {
    const { output } = step;
    if (output.kind !== "hcl") continue;
    const key = keyOf(output.shape ?? shapeOf(textOf(output)));
    const known = sameShape.get(key);
    if (known) known.push(step);
    else sameShape.set(key, [step]);
  }
  const unknown = [...sameShape].filter(
    ([key, same]) => !parsed?.has(key) && !same.some((step) => isParsed(step, keyOf)),
  );
  const distinct = unknown.flatMap(([, same]) => same.slice(0, 1).map(({ output }) => output));
  if (distinct.length === 0) return [];
  const faults = await (parser ?? startParser()).parse(
    distinct.map((output) => ({ path: output.path, text: textOf(output) })),
  );
  parsed?.add(unknown.flatMap(([key], index) => (faults[index] ? [] : [key])));
  return distinct.flatMap((output, index) => {
    const fault = faults[index];
    return fault ? [{ output, fault }] : [];
  });
}

async function dataFaults(outputs: readonly Output[]): Promise<FaultyOutput[]> {
  // What comes of no template is JSON that a program has written.
  const data = outputs.filter(({ kind, origin }) => origin && (kind === "json" || kind === "yaml"));
  if (data.length === 0) return [];
  // JSON is YAML, and this parser gives the position of an error.
  const { yamlFault } = await import("../yaml/yamlFault.ts");
  return data.flatMap((output) => {
    const text = textOf(output);
    const fault = yamlFault(text) ?? (output.kind === "json" ? jsonFault(text) : undefined);
    return fault ? [{ output, fault }] : [];
  });
}

function textOf({ content }: Output): string {
  return typeof content === "string" ? content : "";
}

/** What YAML allows and JSON does not, such as a trailing comma. */
function jsonFault(content: string): Fault | undefined {
  try {
    JSON.parse(content);
    return undefined;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    const before = content.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
  }
}

function syntaxProblem(output: Output, fault: Fault): Diagnostic {
  const text = textOf(output).split("\n")[fault.line - 1] ?? "";
  const location: Location = output.origin?.(fault.line) ?? startOf(output.source);
  // An expression between two quotes of its template's line.
  const insideQuotes = /"[^"{]*\{\{[^{][^"]*"/.test(location.excerpt ?? "");
  return diagnostic("output-syntax", { path: output.path, ...fault, text, insideQuotes }, location);
}

import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { parseHcl } from "../hcl/parse.ts";
import { shape } from "../hcl/shape.ts";
import type { Output } from "../render/render.ts";
import type { Step } from "./plan.ts";

/** The header names the spec, so that no two environments' files are the same text. */
function withoutHeader(text: string): string {
  return text.startsWith("# ") ? text.slice(text.indexOf("\n") + 1) : text;
}

/** Where a text stops being what its ending says. Line and column count from 1. */
interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * Parses what would be written, so that nothing that does not parse ever is: HCL with the parser
 * of Terraform itself. Environments' files that differ in literals alone have one shape and are parsed
 * once, since literals are escaped by construction; what is on disk already was parsed when it was made.
 */
export async function parseOutputs(steps: readonly Step[]): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const known = new Map<string, Fault | undefined>();
  const shapes = new Map<string, string>();
  const shapeOf = (text: string): string => {
    const body = withoutHeader(text);
    const made = shapes.get(body) ?? shape(body);
    shapes.set(body, made);
    return made;
  };
  const places = new Set<string>();
  for (const step of steps) {
    if (step.action === "unchanged" || !("output" in step) || !step.output) continue;
    const { output } = step;
    if (typeof output.content !== "string" || output.kind === "text") continue;
    const key = `${output.kind} ${output.kind === "hcl" ? shapeOf(output.content) : output.content}`;
    if (!known.has(key)) known.set(key, await findFault(output, output.content));
    const fault = known.get(key);
    if (!fault) continue;
    // A template's mistake shows in every environment: it is told at its place, once.
    const problem = syntaxProblem(output, output.content, fault);
    const place = `${problem.location?.file}:${problem.location?.line}`;
    if (!places.has(place)) problems.push(problem);
    places.add(place);
  }
  return problems;
}

async function findFault({ path, kind }: Output, content: string): Promise<Fault | undefined> {
  switch (kind) {
    case "hcl": {
      const parsed = await parseHcl(path, content);
      return "error" in parsed ? parsed.error : undefined;
    }
    case "json":
    case "yaml": {
      // JSON is YAML, and this parser tells where it stops being so.
      const { LineCounter, parseAllDocuments } = await import("yaml");
      const lineCounter = new LineCounter();
      const documents = parseAllDocuments(content, { lineCounter, prettyErrors: false });
      const [error] = Array.isArray(documents)
        ? documents.flatMap((document) => document.errors)
        : [];
      if (error) {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        return { line, column: col, message: error.message };
      }
      return kind === "json" ? jsonFault(content) : undefined;
    }
    default:
      return undefined;
  }
}

/** What YAML takes and JSON does not, such as a trailing comma. */
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

function syntaxProblem(output: Output, content: string, fault: Fault): Diagnostic {
  const text = content.split("\n")[fault.line - 1] ?? "";
  const location: Location = output.origin?.(fault.line) ?? startOf(output.source);
  // An expression between two quotes of its template's line.
  const insideQuotes = /"[^"{]*\{\{[^{][^"]*"/.test(location.excerpt ?? "");
  return diagnostic("output-syntax", { path: output.path, ...fault, text, insideQuotes }, location);
}

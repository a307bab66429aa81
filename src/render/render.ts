import {
  compareText,
  type Diagnostic,
  diagnostic,
  type Location,
} from "../diagnostics/diagnostic.ts";
import { locationOfLine, startOf } from "../diagnostics/position.ts";
import { editorSchema } from "../editorSchema/editorSchema.ts";
import { LeftOut } from "../files/leaveOut.ts";
import {
  type FormattedText,
  formatShaped,
  type ShapedText,
  type ShapeMemory,
  shapeMemory,
} from "../hcl/formatShaped.ts";
import { type Environment, fileOf } from "../model/environment.ts";
import { decodeText } from "../model/files.ts";
import { isOwnFolder, targetFile, templatesDirectory } from "../model/layout.ts";
import { noProgress, type Progress } from "../model/progress.ts";
import type { FileKind, Output, Rendered } from "../model/rendered.ts";
import type { ProjectSchema } from "../model/schema.ts";
import type { TemplateFile, Templates } from "../model/templates.ts";
import { forEachInTime } from "../schemaCode/schemaCode.ts";
import { evaluate } from "../template/evaluate.ts";
import type { TemplateData } from "../template/expression.ts";
import { plainOutput, tracedOutput } from "../template/output.ts";
import { withLazyMembers } from "../text/lazyMembers.ts";
import { atlantisOutput } from "./atlantis.ts";
import { codeTree, type HandwrittenFiles, noHandwrittenFiles } from "./codeTree.ts";
import { holdsIn } from "./condition.ts";
import { environmentContext, projectContext, summaries } from "./context.ts";
import { digestOutputs } from "./digest.ts";
import { fileKind, withHeader } from "./fileKind.ts";
import { libraries, type Subject } from "./library.ts";
import { literalWriter } from "./literals.ts";
import { outputNameProblems } from "./outputNames.ts";
import { modulesAmong, reachedCode } from "./reachedCode.ts";
import { sharedStates } from "./sharedState.ts";

/**
 * Renders every template, formats what is HCL, and tells every mistake in any of them.
 *
 * @param beside what people keep on disk: a digest counts what of it Terraform reads
 * @param known the files of no environment, where they need not be rendered; `environments` are then some of them, and
 *   templates that ask for all throw `LeftOut`
 */
export function render(
  schema: ProjectSchema,
  environments: readonly Environment[],
  templates: Templates,
  progress: Progress = noProgress,
  beside: HandwrittenFiles = noHandwrittenFiles,
  known?: readonly Output[],
): Rendered {
  const { layout } = schema;
  const { made, problems, looked } = renderTemplates(
    schema,
    environments,
    templates,
    progress,
    known,
  );
  const tree = codeTree(made, beside);
  const code = reachedCode(tree);
  const digested = digestOutputs(made, environments, tree, code);
  const modulesOf = (folder: string): readonly string[] =>
    modulesAmong(code.reached(folder), folder);
  const forAtlantis = schema.atlantis
    ? atlantisOutput(schema.atlantis, environments, modulesOf, known)
    : [];
  const outputs = new Map<string, Output>();
  const others = [...digested.outputs, ...forAtlantis];
  for (const output of [...made, ...others].sort((a, b) => compareText(a.path, b.path))) {
    const other = outputs.get(output.path);
    if (other && !isTwin(output, other)) problems.push(twice(output, other));
    outputs.set(output.path, output);
  }
  problems.push(...outputNameProblems(outputs.values(), environments, layout));
  const { states, problems: inOnePlace } = sharedStates(outputs.values(), tree);
  problems.push(...inOnePlace);
  const { digests, held, crosses, readsStates } = digested;
  return {
    ...{ layout, outputs, digests, held, states, problems },
    crossed: { looked, code: crosses, states: readsStates },
  };
}

/** What templates make, in the order in which they are rendered, and the schemas for editors. */
function renderTemplates(
  schema: ProjectSchema,
  environments: readonly Environment[],
  templates: Templates,
  progress: Progress,
  known: readonly Output[] | undefined,
): {
  readonly made: Output[];
  readonly problems: Diagnostic[];
  /** What templates ask of other environments. */
  readonly looked: ReadonlySet<string>;
} {
  const problems: Diagnostic[] = [];
  const made: Output[] = [];
  const add = ({ output, problems: mistakes }: RenderedFile): void => {
    made.push(output);
    problems.push(...mistakes);
  };
  const stacks = [...schema.stacks.values()];
  let rendered = 0;
  const { layout } = schema;
  const looked = new Set<string>();
  const all = summaries(environments, layout, (what) => looked.add(what));
  const shared = {
    templates,
    helpers: schema.helpers,
    environments: () => {
      if (known) throw new LeftOut("environments");
      return all;
    },
  };
  const memory: Memory = { libraryOf: libraries(shared), shapes: shapeMemory() };
  if (known) made.push(...known);
  else {
    const project = projectContext(schema, all);
    const failures = forEachInTime(templates.once, (template) => {
      const subject = { output: targetFile(layout, template.target), layout, stacks };
      add(renderFile(template, subject, project, memory));
    });
    problems.push(...failures);
  }
  for (const [stack, files] of templates.perEnvironment) {
    const members = environments.filter((environment) => environment.stack.name === stack);
    const failures = forEachInTime(members, (environment) => {
      progress("rendering environments", rendered++, environments.length);
      const context = environmentContext(environment);
      for (const template of files) {
        if (!holdsIn(environment, template.when)) continue;
        const output = fileOf(environment, template.target);
        const subject = { output, layout, environment, stacks };
        add(renderFile(template, subject, context, memory));
      }
    });
    problems.push(...failures);
  }
  if (!known) {
    problems.push(...forEachInTime(stacks, (stack) => made.push(editorSchema(stack, layout))));
  }
  return { made, problems, looked };
}

interface RenderedFile {
  readonly output: Output;
  readonly problems: readonly Diagnostic[];
}

function renderFile(
  file: TemplateFile,
  subject: Subject,
  context: TemplateData,
  memory: Memory,
): RenderedFile {
  const { output: path, environment } = subject;
  const { file: source, executable, content: template } = file;
  const kind = fileKind(path);
  const sources = environment ? [source, environment.file] : [source];
  const finishing = { file, sources, isSetApart: isOwnFolder(subject.layout) };
  // Written out, here and below: objects that are put together of others take far more memory, and there are thousands.
  const known = { path, kind, source, environment: environment?.name, executable };
  if (template instanceof Uint8Array) {
    return { output: { ...known, ...copied(template, known, finishing, memory) }, problems: [] };
  }
  // Made again where a line is led back: thousands of libraries would fill the memory.
  const run = () => ({ library: memory.libraryOf(subject), literal: literalWriter(kind) });
  const written = plainOutput();
  const problems = evaluate(template, context, run(), written);
  const { make, shape, values } = finish(path, kind, written.text(), finishing, memory);
  const origin = (line: number): Location | undefined => {
    const traced = tracedOutput();
    const again = plainOutput();
    evaluate(template, context, run(), traced);
    evaluate(template, context, run(), again);
    return traced.origin(line - shift(isFormatted(kind, file), make(), again.text()));
  };
  const output = {
    path,
    kind,
    source,
    environment: environment?.name,
    executable,
    shape,
    values,
    origin,
  };
  return { output: withLazyMembers(output, { content: make }), problems };
}

/** A file that is no template. What is not text, or has the line ends of Windows, stays as it is, byte for byte. */
function copied(
  content: Uint8Array,
  { path, kind, source }: Pick<Output, "path" | "kind" | "source">,
  finishing: Finishing,
  memory: Memory,
): Pick<Output, "content" | "origin"> {
  const text = decodeText(content);
  if (text === undefined || text.includes("\r")) return { content };
  const finished = finish(path, kind, text, finishing, memory).make();
  const moved = countLines(finished) - countLines(text);
  return {
    content: finished,
    origin: (line) => locationOfLine(source, text, Math.max(line - moved, 1), 1),
  };
}

/** What environments of one stack have in common is worked out once. */
interface Memory {
  readonly libraryOf: ReturnType<typeof libraries>;
  readonly shapes: ShapeMemory;
}

interface Finishing {
  readonly file: Pick<TemplateFile, "asWritten" | "lineEnd">;
  readonly sources: readonly string[];
  /** Whether a blank line follows the header. */
  readonly isSetApart: boolean;
}

/** Formats, and makes the whole of it with the header. */
function finish(
  path: string,
  kind: FileKind,
  text: string,
  { file, sources, isSetApart }: Finishing,
  memory: Memory,
): Partial<ShapedText> & { readonly make: () => string } {
  const formatted: FormattedText = isFormatted(kind, file)
    ? formatHcl(text, file, memory)
    : { text };
  const make = (): string => {
    const body = formatted.text;
    const lines = file.lineEnd === "crlf" ? body.replaceAll("\n", "\r\n") : body;
    return withHeader(path, sources, lines, isSetApart);
  };
  return { make, ...formatted.shaped };
}

function isFormatted(kind: FileKind, { asWritten }: Pick<TemplateFile, "asWritten">): boolean {
  return kind === "hcl" && !asWritten;
}

/** Text that is not HCL stays as it is: the parser then says what is wrong with it, before anything is written. */
function formatHcl(text: string, template: object, { shapes }: Memory): FormattedText {
  // Blocks that a template leaves out leave their blank lines at its ends.
  const body = `${text.slice(blankStart(text)).trimEnd()}\n`;
  return formatShaped(body, template, shapes) ?? { text: body };
}

function blankStart(text: string): number {
  return /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0;
}

/** By how many lines the header, less the blank lines that were left out, moved a text down. */
function shift(formatted: boolean, content: string, text: string): number {
  const start = formatted ? blankStart(text) : 0;
  const body = formatted ? `${text.slice(start).trimEnd()}\n` : text;
  const leftOut = countLines(text.slice(0, start)) - 1;
  return countLines(content) - countLines(body) - leftOut;
}

function countLines(text: string): number {
  return text.split("\n").length;
}

/** Whether two environments of one name made them, which is told of their specs. */
function isTwin(output: Output, other: Output): boolean {
  return output.source === other.source && output.environment === other.environment;
}

function twice(output: Output, other: Output): Diagnostic {
  const sources = [output.source, other.source].sort(compareText);
  const [first = "", second = ""] = sources;
  const template = sources.find((source) => source.startsWith(templatesDirectory));
  return diagnostic(
    "output-twice",
    { path: output.path, first, second },
    template === undefined ? undefined : startOf(template),
  );
}

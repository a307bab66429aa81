import {
  compareText,
  type Diagnostic,
  diagnostic,
  type Location,
} from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { decodeText } from "../files/files.ts";
import { format } from "../hcl/format.ts";
import type { ProjectSchema } from "../load/project.ts";
import type { Environment } from "../resolve/environment.ts";
import { evaluate } from "../template/evaluate.ts";
import type { TemplateData } from "../template/expression.ts";
import { plainOutput, tracedOutput } from "../template/output.ts";
import { environmentContext, projectContext } from "./context.ts";
import { digestOutputs } from "./digest.ts";
import { editorSchemas } from "./editorSchema.ts";
import { type FileKind, fileKind, withHeader } from "./fileKind.ts";
import { library, type Subject } from "./library.ts";
import { literalWriter } from "./literals.ts";
import { type TemplateFile, type Templates, templatesDirectory } from "./readTemplates.ts";

/** A file as it should be below generated/. */
export interface Output {
  /** Relative to generated/. */
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly kind: FileKind;
  /** What makes it: a template's path, or what of terraloom does. */
  readonly source: string;
  /** The environment whose folder it is in. */
  readonly environment?: string;
  /** The place in a template that made a line of it (from 1). Renders it again: for what went wrong. */
  readonly origin?: (line: number) => Location | undefined;
}

/** All files of generated/ but the manifest, by path, and each environment's digest. */
export interface Rendered {
  readonly outputs: ReadonlyMap<string, Output>;
  /** By environment. */
  readonly digests: ReadonlyMap<string, string>;
  readonly problems: readonly Diagnostic[];
}

/** Renders every template, formats what is HCL, and tells every mistake in any of them. */
export function render(
  schema: ProjectSchema,
  environments: readonly Environment[],
  templates: Templates,
): Rendered {
  const problems: Diagnostic[] = [];
  const made: Output[] = [];
  const stacks = [...schema.stacks.values()];
  const project = projectContext(schema, environments);
  for (const template of templates.once) {
    made.push(
      renderFile(template, { output: template.target, stacks }, project, templates, problems),
    );
  }
  for (const [stack, files] of templates.perEnvironment) {
    const members = environments.filter((environment) => environment.stack.name === stack);
    for (const environment of members) {
      const context = environmentContext(environment);
      for (const template of files) {
        const output = `environments/${environment.name}/${template.target}`;
        made.push(
          renderFile(template, { output, environment, stacks }, context, templates, problems),
        );
      }
    }
  }
  made.push(...editorSchemas(stacks));
  const digested = digestOutputs(made, environments);
  const outputs = new Map<string, Output>();
  for (const output of [...made, ...digested.outputs].sort((a, b) => compareText(a.path, b.path))) {
    const other = outputs.get(output.path);
    if (other) problems.push(twice(output, other));
    outputs.set(output.path, output);
  }
  return { outputs, digests: digested.digests, problems };
}

function renderFile(
  file: TemplateFile,
  subject: Subject,
  context: TemplateData,
  templates: Templates,
  problems: Diagnostic[],
): Output {
  const { output: path, environment } = subject;
  const output = {
    path,
    kind: fileKind(path),
    source: file.file,
    ...(environment ? { environment: environment.name } : {}),
  };
  const sources = environment ? [file.file, environment.file] : [file.file];
  if (file.content instanceof Uint8Array) {
    const text = decodeText(file.content);
    if (text === undefined) return { ...output, content: file.content };
    const copied = finish(path, output.kind, sources, text.replaceAll("\r\n", "\n"));
    return {
      ...output,
      content: copied.text,
      origin: (line) => ({ file: file.file, line: line - copied.shift, column: 1 }),
    };
  }
  const template = file.content;
  const run = { library: library(templates, subject), literal: literalWriter(output.kind) };
  const text = plainOutput();
  problems.push(...evaluate(template, context, run, text));
  const finished = finish(path, output.kind, sources, text.text());
  return {
    ...output,
    content: finished.text,
    origin(line) {
      const traced = tracedOutput();
      evaluate(template, context, run, traced);
      return traced.origin(line - finished.shift);
    },
  };
}

/** Formats and adds the header. `shift` is by how many lines that moved the text down. */
function finish(
  path: string,
  kind: FileKind,
  sources: readonly string[],
  text: string,
): { readonly text: string; readonly shift: number } {
  if (kind !== "hcl") {
    const complete = withHeader(path, sources, text);
    return { text: complete, shift: countLines(complete) - countLines(text) };
  }
  // Blocks that a template leaves out leave their blank lines at its ends.
  const trimmed = text.replace(/^(?:[ \t]*\n)+/, "");
  const body = formatHcl(`${trimmed.trimEnd()}\n`);
  const complete = withHeader(path, sources, body);
  return {
    text: complete,
    shift: countLines(complete) - countLines(body) - (countLines(text) - countLines(trimmed)),
  };
}

function countLines(text: string): number {
  return text.split("\n").length;
}

/** Text that is no HCL stays as it is: the parser then says what is wrong with it, before anything is written. */
function formatHcl(text: string): string {
  const formatted = format(text);
  return "text" in formatted ? formatted.text : text;
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

import { type Diagnostic, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { overlay } from "../files/overlay.ts";
import { parseOutputs } from "../generate/parseOutputs.ts";
import type { ApartParser } from "../hcl/apartParser.ts";
import type { Project } from "../model/project.ts";
import type { Templates } from "../model/templates.ts";
import { renderProject } from "../project/renderProject.ts";
import { readTemplates } from "../render/readTemplates.ts";

/**
 * What is wrong with a template as it is being typed: what cannot be read, names that are not known, and, in each
 * environment, text that is not what the output's ending says.
 *
 * @param project as it is on disk
 * @param text the template as it is typed
 */
export async function templateProblems(
  project: Project,
  file: string,
  text: string,
  parser?: ApartParser,
): Promise<readonly Diagnostic[]> {
  const files = overlay(project.files, new Map([[file, text]]));
  const read = readTemplates(files, project.schema);
  const inFile = (problems: readonly Diagnostic[]): readonly Diagnostic[] =>
    problems.filter(({ location }) => location?.file === file);
  const unread = inFile(read.problems);
  if (unread.some(({ severity }) => severity === "error")) return unread;
  const templates = alone(read.templates, file);
  const rendered = renderProject({ ...project, files, templates });
  const problems = inFile(rendered.problems);
  if (problems.length > 0) return sortDiagnostics([...unread, ...problems]);
  const steps = [...rendered.outputs.values()]
    .filter(({ source }) => source === file || templates === read.templates)
    .map((output) => ({ action: "create" as const, path: output.path, output, restored: false }));
  return sortDiagnostics([...unread, ...inFile(await parseOutputs(steps, parser))]);
}

/** A template without the others; all of them where it is a partial, which any may name. */
function alone(templates: Templates, file: string): Templates {
  const { partials, once, perEnvironment } = templates;
  if ([...partials.values()].some((partial) => partial.file === file)) return templates;
  const only = <F extends { readonly file: string }>(all: readonly F[]): F[] =>
    all.filter((one) => one.file === file);
  return {
    ...templates,
    once: only(once),
    perEnvironment: new Map([...perEnvironment].map(([stack, all]) => [stack, only(all)])),
  };
}

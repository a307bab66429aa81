import { type ComparedFiles, type FileSummaries, summarizeFiles } from "../compare/files.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { handwrittenProblems } from "../handwritten/handwrittenProblems.ts";
import { knownProblems } from "../manifest/knownProblems.ts";
import { filesByName } from "../model/environment.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { failure, type Result, success } from "../model/result.ts";
import type { Shard } from "../model/shard.ts";
import { renderProject } from "../project/renderProject.ts";
import { isInShard } from "../resolve/shard.ts";

/** What of an environment's rendered files is compared, by environment. */
export type RenderedAnswers = Readonly<Record<string, FileSummaries>>;

/** Renders one shard's environments, without comparing them, which needs all shards. */
export function renderShard(project: Project, shard: Shard): Result<RenderedAnswers> {
  const own = project.environments.filter(({ name }) => isInShard(name, shard));
  const rendered = renderProject({ ...project, environments: own });
  const problems = [...project.problems, ...rendered.problems];
  if (hasErrors(problems)) return failure(...problems);
  return success(Object.fromEntries(summarizeFiles(project.environments, rendered)));
}

/**
 * Rendered files, and what is wrong with them; no files where that is an error.
 *
 * @param answers of all environments, where others have rendered them already: only those that are shown are rendered here
 */
export function renderedFiles(
  project: Project,
  answers: RenderedAnswers | undefined,
): { readonly files?: ComparedFiles; readonly problems: readonly Diagnostic[] } {
  const fileIn = filesByName(project.environments);
  const rendered = renderProject(answers ? { ...project, environments: [] } : project);
  const answered = Object.entries(answers ?? {}).flatMap(([name, files]) =>
    [...Object.keys(files), appliedCodeFile].map((path) => fileIn(name, path)),
  );
  const paths = [...rendered.outputs.keys(), ...answered];
  const problems = [
    ...(answers ? [] : rendered.problems),
    ...knownProblems(project.files, project.schema.layout)(handwrittenProblems(project, paths)),
  ];
  if (!answers && hasErrors(rendered.problems)) return { problems };
  const texts = new Map<string, Rendered>();
  const renderOne = (name: string): Rendered => {
    const own = project.environments.filter((environment) => environment.name === name);
    const found = texts.get(name) ?? renderProject({ ...project, environments: own });
    texts.set(name, found);
    return found;
  };
  const summaries = answers
    ? new Map(Object.entries(answers))
    : summarizeFiles(project.environments, rendered);
  const contentOf = (name: string, path: string): string =>
    textIn(answers ? renderOne(name) : rendered, fileIn(name, path));
  return { files: { summaries, contentOf }, problems };
}

function textIn({ outputs }: Rendered, path: string): string {
  const content = outputs.get(path)?.content;
  return typeof content === "string" ? content : "";
}

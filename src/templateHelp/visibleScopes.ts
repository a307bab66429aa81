import { type Environment, fileOf } from "../model/environment.ts";
import { targetFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { Template } from "../model/templates.ts";
import { environmentContext, projectContext, summaries } from "../render/context.ts";
import { libraries } from "../render/library.ts";
import type { TemplateData } from "../template/expression.ts";
import type { Library } from "../template/helper.ts";
import type { Scope } from "../template/scope.ts";
import { scopeAtEnd, scopeOfPartial } from "../template/scopeAt.ts";

/** What a place in a template sees, for one of the environments that the template is rendered for. */
export interface VisibleScope {
  readonly scope: Scope;
  readonly library: Library;
  /** Absent: the file is written once. */
  readonly environment?: Environment;
}

/** A template that is run, and what for. */
interface Rendering {
  readonly context: TemplateData;
  readonly library: Library;
  readonly environment?: Environment;
}

/** The largest number of environments: an editor has no room for more. */
const most = 12;

/**
 * What a place in a template sees, in each environment that it is rendered for; of a partial, where a template names it.
 *
 * @param before the template's text up to the place
 */
export function visibleScopes(
  project: Project,
  file: string,
  before: string,
): readonly VisibleScope[] {
  const partial = partialOf(project, file);
  if (partial) return scopesInPartial(project, partial, before);
  return renderings(project, file).flatMap(({ context, ...rest }) => {
    const scope = scopeAtEnd(before, context, rest.library);
    return scope ? [{ scope, ...rest }] : [];
  });
}

/** The name and the text of the partial that a file is. */
function partialOf({ templates }: Project, file: string) {
  const found = [...templates.partials].find(([, template]) => template.file === file);
  return found && { name: found[0], template: found[1] };
}

function scopesInPartial(
  project: Project,
  { name, template }: { readonly name: string; readonly template: Template },
  before: string,
): readonly VisibleScope[] {
  for (const { file, text } of namingTemplates(project)) {
    const marks = [...text.matchAll(/\{\{~?#?>\s*["']?([\w./-]+)["']?[^}]*\}\}/g)];
    const found = marks.find(({ 1: named }) => named === name);
    if (!found) continue;
    const above = text.slice(0, found.index);
    const seen = renderings(project, file).flatMap(({ context, ...rest }) => {
      const closing = found[0].replace(/^\{\{~?#>/, "{{>");
      const outer = scopeOfPartial(above, closing, template, context, rest.library);
      const scope = outer && scopeAtEnd(before, outer.context, rest.library);
      return scope ? [{ scope, ...rest }] : [];
    });
    if (seen.length > 0) return seen;
  }
  return [];
}

function namingTemplates({ templates }: Project): readonly Template[] {
  return [...[...templates.perEnvironment.values()].flat(), ...templates.once].flatMap(
    ({ content }) => (content instanceof Uint8Array ? [] : [content]),
  );
}

/** What a template's file is rendered for. */
function renderings(project: Project, file: string): readonly Rendering[] {
  const { schema, environments, templates } = project;
  const stacks = [...schema.stacks.values()];
  const all = summaries(environments, schema.layout, () => {});
  const shared = { templates, helpers: schema.helpers, environments: () => all };
  const of = libraries(shared);
  const { layout } = schema;
  for (const [stack, files] of templates.perEnvironment) {
    const found = files.find((one) => one.file === file);
    if (!found) continue;
    return environments
      .filter((environment) => environment.stack.name === stack)
      .slice(0, most)
      .map((environment) => {
        const output = fileOf(environment, found.target);
        const subject = { output, layout, environment, stacks };
        return { context: environmentContext(environment), library: of(subject), environment };
      });
  }
  const target = templates.once.find((one) => one.file === file)?.target ?? "";
  const subject = { output: targetFile(layout, target), layout, stacks };
  return [{ context: projectContext(schema, all), library: of(subject) }];
}

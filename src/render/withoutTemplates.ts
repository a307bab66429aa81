import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Templates } from "../model/templates.ts";

/** Stacks that have environments and nothing that would be made for them. */
export function withoutTemplates(
  environments: readonly Environment[],
  { perEnvironment }: Templates,
): Diagnostic[] {
  const stacks = new Set(environments.map(({ stack }) => stack));
  return [...stacks]
    .filter(({ name }) => !perEnvironment.has(name))
    .map(({ name, location }) => {
      const folder = `${templatesDirectory}/environments/${name}`;
      return diagnostic("stack-without-templates", { stack: name, folder }, location);
    });
}

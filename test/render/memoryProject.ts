import { type Diagnostic, describe as words } from "../../src/diagnostics/diagnostic.ts";
import { overlay } from "../../src/files/overlay.ts";
import { readSchema } from "../../src/load/readSchema.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Files } from "../../src/model/files.ts";
import type { Rendered } from "../../src/model/rendered.ts";
import type { ProjectSchema } from "../../src/model/schema.ts";
import { readTemplates } from "../../src/render/readTemplates.ts";
import { render } from "../../src/render/render.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import {
  defineProject,
  type ProjectOptions,
  type PromotionOrder,
  type Stack,
} from "../../src/schema/index.ts";
import { readSpecs } from "../../src/specs/readSpecs.ts";

/** A project that is on no disk. */
export interface MemoryProject {
  readonly schema: ProjectSchema;
  readonly environments: readonly Environment[];
  /** What is wrong with schema and specs. */
  readonly problems: readonly Diagnostic[];
  readonly rendered: Rendered;
  /** The text of an output, below generated/; empty where there is none. */
  readonly output: (path: string) => string;
}

const nothing: Files = {
  read: () => undefined,
  list: () => [],
  kind: () => undefined,
};

/** Reads, resolves and renders a project of the given stacks and files (`envs/...`, `templates/...`). */
export function memoryProject(
  stacks: Readonly<Record<string, Stack>>,
  texts: Readonly<Record<string, string>>,
  promotion: PromotionOrder = [],
  helpers: NonNullable<ProjectOptions["helpers"]> = {},
  layout: Pick<ProjectOptions, "output"> = {},
): MemoryProject {
  const files = overlay(nothing, new Map(Object.entries(texts)));
  const read = readSchema(
    defineProject({ stacks, promotion, helpers, ...layout }),
    () => undefined,
  );
  const specs = readSpecs(files);
  const { environments, problems } = resolve(read.schema, specs.specs);
  const { templates, problems: templateProblems } = readTemplates(files, read.schema);
  const rendered = render(read.schema, environments, templates);
  return {
    schema: read.schema,
    environments,
    problems: [...read.problems, ...specs.problems, ...problems, ...templateProblems],
    rendered,
    output(path) {
      const content = rendered.outputs.get(`generated/${path}`)?.content;
      return typeof content === "string" ? content : "";
    },
  };
}

/** Problems as `file:line:column message | advice`. */
export function told(problems: readonly Diagnostic[]): string[] {
  return problems.map((problem) => {
    const { message, advice } = words(problem);
    const { file, line, column } = problem.location ?? { file: "", line: 0, column: 0 };
    return `${file}:${line}:${column} ${message}${advice === undefined ? "" : ` | ${advice}`}`;
  });
}

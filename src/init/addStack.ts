import { type Draft, draftOf } from "../model/draft.ts";
import type { Project } from "../model/project.ts";
import type { Result } from "../model/result.ts";
import type { Answers } from "./answers.ts";
import { insertStack } from "./insertStack.ts";
import { starter } from "./starter.ts";

/** A stack that a project is to have besides those that it has. */
export interface StackRequest extends Answers {
  /** Stacks that are applied before it. */
  readonly after: readonly string[];
}

/** Begins another stack, in memory: its schema, its templates and modules, its specs, its place in the promotion order. */
export async function addStack(project: Project, request: StackRequest): Promise<Result<Draft>> {
  const { after } = request;
  return insertStack(draftOf(project.files), project, starter(request), { after });
}

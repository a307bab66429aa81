import { dirname, join, relative, sep } from "node:path";
import { disk } from "../files/disk.ts";
import { fingerprintInputs } from "../load/fingerprint.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { loadProject } from "../project/loadProject.ts";

/** A template, and the project that it belongs to. */
export interface OpenTemplate {
  readonly project: Project;
  /** Relative to the project's root. */
  readonly file: string;
}

interface Loaded {
  readonly fingerprint: string | undefined;
  readonly project: Promise<Project>;
}

/** The projects of open templates: each is read once, and again when a source of it has changed. */
export class OpenProjects {
  readonly #loaded = new Map<string, Loaded>();

  /**
   * The project that a file is a template of; `undefined` where it is none.
   *
   * @param isFresh whether it must be as it is on disk now; else the last one that was read will do
   */
  async of(path: string, isFresh: boolean): Promise<OpenTemplate | undefined> {
    const root = projectRoot(path);
    if (root === undefined) return undefined;
    const file = relative(root, path).split(sep).join("/");
    const known = this.#loaded.get(root);
    if (known && !isFresh) return { project: await known.project, file };
    const fingerprint = fingerprintInputs(root);
    if (known && fingerprint !== undefined && known.fingerprint === fingerprint) {
      return { project: await known.project, file };
    }
    const project = loadProject(root).then((read) => orLast(read, known));
    this.#loaded.set(root, { fingerprint, project });
    return { project: await project, file };
  }
}

/** While the schema or a spec has errors, the last valid project is used. */
async function orLast(project: Project, known: Loaded | undefined): Promise<Project> {
  const last = await known?.project;
  if (!last || project.environments.length > 0) return project;
  return { ...last, files: project.files, templates: project.templates };
}

/** The folder above a template that has a schema beside `templates/`. */
function projectRoot(path: string): string | undefined {
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at)) {
    const above = dirname(at);
    if (at === join(above, templatesDirectory) && disk(above).kind("schema/index.ts") === "file") {
      return above;
    }
  }
  return undefined;
}

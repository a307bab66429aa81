/** The folder of specs. */
export const specsDirectory = "envs";

/** The folder of templates. */
export const templatesDirectory = "templates";

/** The folder of committed output. */
export const generatedDirectory = "generated";

/** The folder that an environment is applied from, relative to the project's root. */
export function environmentDirectory(name: string): string {
  return `${generatedDirectory}/environments/${name}`;
}

/** The schema's entry, below the project's root. */
export const schemaEntry = "schema/index.ts";

/** The file of an environment's folder that keeps in its state which code was applied. */
export const appliedCodeFile = "terraloom.tf";

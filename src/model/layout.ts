/** The folder of specs. */
export const specsDirectory = "envs";

/** The folder of templates. */
export const templatesDirectory = "templates";

/** The schema's entry, below the project's root. */
export const schemaEntry = "schema/index.ts";

/** The configuration of Atlantis, at the repository's root. */
export const atlantisFile = "atlantis.yaml";

/** The file of an environment's folder that records in its state which code was applied. */
export const appliedCodeFile = "terraloom.tf";

/** The addresses in that file, as in Terraform's plan. */
export const recordAddresses: ReadonlySet<string> = new Set([
  "terraform_data.terraloom",
  "output.terraloom",
  "output.terraloom_begun",
]);

/** The default output folder. */
export const generatedDirectory = "generated";

/** The default place of a stack's environments, below the output folder. */
export const environmentPattern = "environments/{environment}";

/** Where a project's output goes. Paths begin at the project's root; "" is the root itself. */
export interface Layout {
  /** The folder that what is rendered goes into. */
  readonly output: string;
  /** The folder of the manifest and of the editors' JSON Schemas. */
  readonly records: string;
  /** Files of no environment that go where they are named, and not into the output folder: CODEOWNERS, a CI file. */
  readonly outside: readonly string[];
}

/** Whether a path, by its steps from the project's root, is where sources and installed code are. */
export function isSource([first = ""]: readonly string[]): boolean {
  return ["schema", templatesDirectory, specsDirectory, "node_modules", ".git"].includes(
    first.toLowerCase(),
  );
}

/** The layout of a project whose schema names no output folder, or that cannot be read. */
export const defaultLayout: Layout = {
  output: generatedDirectory,
  records: generatedDirectory,
  outside: [],
};

/**
 * The layout of an output folder. One that holds other things too, such as Terraform that was there before, gets a
 * folder of its own for terraloom's records.
 *
 * @param output the folder as the schema names it, checked: "." and "" are the project's root
 */
export function layoutOf(output: string): Layout {
  const folder = output.replace(/^\.(?:\/|$)/, "").replace(/\/+$/, "");
  const records = folder === generatedDirectory ? folder : join(folder, ".terraloom");
  return { output: folder, records, outside: [] };
}

/** Whether the output folder holds terraloom's output and nothing else. */
export function isOwnFolder({ output, records }: Layout): boolean {
  return output === records;
}

/** The output folder's name, for messages. */
export function outputName({ output }: Layout): string {
  return output === "" ? "the project's own folder" : `${output}/`;
}

/** The path of an output, below the project's root. */
export function outputFile({ output }: Layout, path: string): string {
  return join(output, path);
}

/** Where a file of no environment goes, below the project's root, by its path below templates/. */
export function targetFile(layout: Layout, target: string): string {
  return layout.outside.includes(target) ? target : outputFile(layout, target);
}

/** The path of one of terraloom's own records, below the project's root. */
export function recordFile({ records }: Layout, path: string): string {
  return join(records, path);
}

/** The path of a file below the output folder; `undefined` where it lies elsewhere. */
export function belowOutput({ output }: Layout, file: string): string | undefined {
  if (output === "") return file;
  return file.startsWith(`${output}/`) ? file.slice(output.length + 1) : undefined;
}

/** Whether the environments of a stack are files of values for one root module, by the stack's pattern. */
export function isValuesPattern(pattern: string): boolean {
  return pattern.endsWith(".tfvars");
}

/**
 * The folder that an environment is applied from, below the project's root; of one that is a file of values, that file.
 *
 * @param pattern where its stack's environments are, below the output folder: `{environment}` stands for the
 *   environment's name, `{name}` for what follows its last `/`
 */
export function environmentDirectory(layout: Layout, pattern: string, environment: string): string {
  const name = environment.slice(environment.lastIndexOf("/") + 1);
  const folder = pattern.replaceAll("{environment}", environment).replaceAll("{name}", name);
  const steps = folder.split("/").filter((step) => step !== "" && step !== ".");
  return outputFile(layout, steps.join("/"));
}

/** The folder of a file, by their paths below the project's root: "" is the root itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** The folders that a path is in, the inner ones first. */
export function foldersAbove(path: string): readonly string[] {
  const folder = folderOf(path);
  return folder === "" ? [] : [folder, ...foldersAbove(folder)];
}

function join(folder: string, path: string): string {
  return folder === "" || path === "" ? folder + path : `${folder}/${path}`;
}

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { locationAt, locationOfLine, startOf } from "../../diagnostics/position.ts";
import { parseHcl } from "../../hcl/parse.ts";
import type { SyntaxFault } from "../../hcl/tokens.ts";
import { decodeText, type Files, walk } from "../../model/files.ts";
import { type Attribute, type Block, type Body, readBody } from "./blocks.ts";

/** A file of Terraform code. */
export interface CodeFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly body: Body;
}

/** A folder of Terraform code that is an environment. */
export interface ExistingEnvironment {
  /** Its path below the folder of environments. */
  readonly name: string;
  readonly folder: string;
  readonly files: readonly CodeFile[];
  /** What terraform.tfvars and *.auto.tfvars define, those read last winning. */
  readonly definitions: ReadonlyMap<
    string,
    { readonly file: CodeFile; readonly attribute: Attribute }
  >;
}

/** A module of the repository, all of its files. */
export interface ExistingModule {
  readonly name: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Its `variable` blocks, by name. */
  readonly variables: ReadonlyMap<string, Block>;
}

/** A repository of Terraform as it was before terraloom. */
export interface Existing {
  /** Such as `environments`. */
  readonly folder: string;
  /** In the order in which such names usually take a change. */
  readonly environments: readonly ExistingEnvironment[];
  readonly modules: readonly ExistingModule[];
  /** What cannot be read, with its place: then nothing but names is taken over. */
  readonly problems: readonly Diagnostic[];
}

const environmentFolders = [
  "environments",
  "live",
  "env",
  "terraform/environments",
  "infrastructure/environments",
  "infra/environments",
];

/** Reads the environments and modules that are there; `undefined` where there are none. */
export async function readExisting(files: Files): Promise<Existing | undefined> {
  for (const folder of environmentFolders) {
    const problems: Diagnostic[] = [];
    const environments: ExistingEnvironment[] = [];
    const paths = walk(files, folder).filter((path) => !isLeftBehind(path));
    const folders = [
      ...new Set(paths.filter(isCode).map((path) => path.slice(0, path.lastIndexOf("/")))),
    ];
    for (const candidate of folders) {
      if (candidate === folder) continue;
      const here = paths.filter((path) => path.slice(0, path.lastIndexOf("/")) === candidate);
      const environment = await readEnvironment(files, folder, candidate, here, problems);
      if (isRoot(environment)) environments.push(environment);
    }
    if (environments.length === 0) continue;
    const modulesFolder = folder.includes("/")
      ? `${folder.slice(0, folder.lastIndexOf("/"))}/modules`
      : "modules";
    const modules = await readModules(files, modulesFolder, problems);
    return { folder, environments: environments.sort(byPromotion), modules, problems };
  }
  return undefined;
}

/** What Terraform writes beside the code. */
function isLeftBehind(path: string): boolean {
  return /(?:^|\/)(?:\.terraform\/|\.terraform\.lock\.hcl$|[^/]*\.tfstate)/.test(path);
}

function isCode(path: string): boolean {
  return path.endsWith(".tf");
}

async function readEnvironment(
  files: Files,
  root: string,
  folder: string,
  paths: readonly string[],
  problems: Diagnostic[],
): Promise<ExistingEnvironment> {
  problems.push(...linksIn(files, folder));
  const code: CodeFile[] = [];
  for (const path of paths.filter(isCode)) code.push(...(await readCode(files, path, problems)));
  for (const path of paths.filter((path) => path.endsWith(".tf.json"))) {
    problems.push(
      diagnostic("not-taken-over", { why: "Terraform in JSON is not read" }, startOf(path)),
    );
  }
  const definitions = new Map<string, { file: CodeFile; attribute: Attribute }>();
  const defining = paths.filter((path) => /(?:\/terraform\.tfvars|\.auto\.tfvars)$/.test(path));
  for (const path of defining.sort(
    (a, b) => Number(a.endsWith(".auto.tfvars")) - Number(b.endsWith(".auto.tfvars")),
  )) {
    for (const file of await readCode(files, path, problems)) {
      for (const attribute of file.body.attributes)
        definitions.set(attribute.name, { file, attribute });
    }
  }
  return { name: folder.slice(root.length + 1), folder, files: code, definitions };
}

/** Links in a folder: what they lead to would not be copied. */
function linksIn(files: Files, folder: string): Diagnostic[] {
  return files.list(folder).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    if (kind === "directory") return isLeftBehind(`${path}/`) ? [] : linksIn(files, path);
    return kind === "link"
      ? [diagnostic("not-taken-over", { why: "it is a link" }, startOf(path))]
      : [];
  });
}

/** The file, if it parses. */
async function readCode(
  files: Files,
  path: string,
  problems: Diagnostic[],
): Promise<readonly CodeFile[]> {
  const text = decodeText(files.read(path) ?? new Uint8Array())?.replaceAll("\r\n", "\n");
  if (text === undefined) {
    problems.push(
      diagnostic("not-taken-over", { why: "the file is not UTF-8 text" }, startOf(path)),
    );
    return [];
  }
  const parsed = await parseHcl(path, text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.problems[0] as SyntaxFault;
    const location = locationOfLine(path, text, line, column);
    problems.push(diagnostic("not-taken-over", { why: message }, location));
    return [];
  }
  return [{ path, text, body: readBody(text) }];
}

function isRoot({ files }: ExistingEnvironment): boolean {
  return files.some(({ body }) =>
    body.blocks.some(
      ({ type, blocks }) => type === "module" || blocks.some((inner) => inner.type === "backend"),
    ),
  );
}

async function readModules(
  files: Files,
  folder: string,
  problems: Diagnostic[],
): Promise<ExistingModule[]> {
  const modules: ExistingModule[] = [];
  for (const { name, kind } of files.list(folder)) {
    if (kind !== "directory") continue;
    const here = `${folder}/${name}`;
    const paths = walk(files, here).filter((path) => !isLeftBehind(path));
    const variables = new Map<string, Block>();
    for (const path of paths.filter(isCode)) {
      const isOwn = path.lastIndexOf("/") === here.length;
      for (const { body } of await readCode(files, path, problems)) {
        for (const block of body.blocks) {
          const [label] = block.labels;
          if (isOwn && block.type === "variable" && label !== undefined)
            variables.set(label, block);
        }
      }
    }
    problems.push(...linksIn(files, here));
    const contents = paths.map(
      (path) => [path.slice(here.length + 1), files.read(path) ?? new Uint8Array()] as const,
    );
    if (contents.length > 0)
      modules.push({ name, folder: here, files: new Map(contents), variables });
  }
  return modules;
}

/** What comes first in names of environments, to what comes last. */
const stages = [
  /^(?:sandbox|local|dev)/i,
  /^(?:test|qa|int|ci)/i,
  /^(?:stag|stg|uat|pre)/i,
  /^(?!prod|prd|live|main)/i,
];

function byPromotion(a: ExistingEnvironment, b: ExistingEnvironment): number {
  const rank = ({ name }: ExistingEnvironment): number => {
    const stage = stages.findIndex((pattern) => pattern.test(name));
    return stage < 0 ? stages.length : stage;
  };
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

/** Whether an expression reads files of the environment's folder, which are not taken over. */
export function readsFiles(text: string): boolean {
  return /\bpath\.(?:module|root|cwd)\b|\b(?:file\w*|templatefile)\(/.test(text);
}

/** Why something stays as it is, at its place. */
export function leftAt(file: CodeFile, offset: number, why: string): Diagnostic {
  return diagnostic("not-taken-over", { why }, locationAt(file.path, file.text, offset));
}

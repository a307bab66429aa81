import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFauxqs } from "fauxqs";
import { generate, loadProject } from "../../src/index.ts";
import { gitIn, identity } from "../support/git.ts";
import { type Screen, terraloomWith } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

/** Every file below a folder: its path, content and time of change. */
export function fingerprint(root: string): readonly string[] {
  const read = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      // The compiled schema is kept there, by content.
      if (entry.name === "node_modules") return [];
      if (entry.isDirectory()) return [`${path} ${statSync(path).mtimeMs}`, ...read(path)];
      const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
      // An object that git would write again, it marks as used: that is all its time says.
      const time = path.includes("/.git/objects/") ? "" : statSync(path).mtimeMs;
      return [`${path} ${time} ${hash}`];
    });
  return read(root);
}

/** The project of test/golden/status in a git repository, and the S3 server that keeps its states. */
export interface World {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly git: (...parameters: readonly string[]) => string;
  /** Replaces text in a spec. */
  readonly edit: (environment: string, from: string, to: string) => void;
  readonly generate: () => Promise<void>;
  /** Generates and commits all; gives the short hash. */
  readonly commit: (message: string, date?: string) => Promise<string>;
  /** Applies what generated/ holds now, from a copy: this checkout stays as it is. */
  readonly apply: (...environments: readonly string[]) => Promise<void>;
  /** Plans what generated/ holds now, in a copy that is initialised; the file of the plan. */
  readonly plan: (environment: string, ...parameters: readonly string[]) => Promise<string>;
  /** Initialises an environment in this checkout. */
  readonly initialise: (environment: string) => Promise<void>;
  readonly status: (...argv: readonly string[]) => Promise<Screen>;
  /** The same, with other variables of the environment. */
  readonly statusWith: (
    variables: Readonly<Record<string, string | undefined>>,
    ...argv: readonly string[]
  ) => Promise<Screen>;
  /** Every object of the bucket, with its content. */
  readonly bucket: () => Promise<Readonly<Record<string, string>>>;
  readonly put: (key: string, text: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const server = await startFauxqs({ port: 0, logger: false, init: { buckets: ["states"] } });
  const { root, remove } = temporaryProject(join(repository, "test/golden/status"));
  const spec = (name: string): string => join(root, "envs", `${name}.yaml`);
  const env = {
    ...process.env,
    ...identity,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    NO_COLOR: "1",
  };
  const states = `http://127.0.0.1:${server.port}/states`;
  const world: World = {
    root,
    env,
    git: gitIn(root),
    edit(environment, from, to) {
      const text = readFileSync(spec(environment), "utf8");
      if (!text.includes(from)) throw new Error(`${environment} does not say ${from}`);
      writeFileSync(spec(environment), text.replace(from, to));
    },
    async generate() {
      const { problems, written } = await generate(await loadProject(root));
      if (!written && problems.length > 0) throw new Error(JSON.stringify(problems));
    },
    async commit(message, date) {
      await world.generate();
      const git = gitIn(root, date);
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD").slice(0, 7);
    },
    async apply(...environments) {
      const copy = mkdtempSync(join(tmpdir(), "terraloom-apply-"));
      cpSync(join(root, "generated"), copy, { recursive: true });
      for (const environment of environments) {
        const folder = join(copy, "environments", environment);
        await terraform(folder, env, "init", "-input=false");
        await terraform(folder, env, "apply", "-auto-approve", "-input=false");
      }
      rmSync(copy, { recursive: true });
    },
    async plan(environment, ...parameters) {
      const copy = mkdtempSync(join(root, ".terraform-plan-"));
      cpSync(join(root, "generated"), copy, { recursive: true });
      const folder = join(copy, "environments", environment);
      await terraform(folder, env, "init", "-input=false");
      await terraform(folder, env, "plan", "-input=false", "-out=plan", ...parameters);
      return join(folder, "plan");
    },
    initialise: (environment) =>
      terraform(join(root, "generated/environments", environment), env, "init", "-input=false"),
    status: (...argv) => terraloomWith(env, root, "status", ...argv),
    statusWith: (variables, ...argv) =>
      terraloomWith({ ...env, ...variables }, root, "status", ...argv),
    async bucket() {
      const listing = await (await fetch(`${states}?list-type=2`)).text();
      const keys = [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
      const texts = await Promise.all(
        keys.map(async (key) => [key, await (await fetch(`${states}/${key}`)).text()]),
      );
      return Object.fromEntries(texts);
    },
    async put(key, text) {
      await fetch(`${states}/${key}`, { method: "PUT", body: text });
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
  writeFileSync(spec("_server"), `settings: { backend: { port: ${server.port} } }\n`);
  writeFileSync(join(root, ".gitignore"), "node_modules\n.terraform*\n");
  world.git("init", "--quiet", "--initial-branch=main");
  return world;
}

/** Not spawnSync: the server answers from this very process. */
function terraform(
  folder: string,
  env: World["env"],
  ...parameters: readonly string[]
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", parameters, { cwd: folder, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("close", (status) => (status === 0 ? resolve() : reject(new Error(output))));
  });
}

/** A day before today, as git takes it. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

/** The same, as reports say it. */
export function day(days: number): string {
  return daysAgo(days).slice(0, 10);
}

/** Gives core other memory everywhere, and commits that. */
export function changeMemory(
  world: World,
  from: number,
  to: number,
  days: number,
): Promise<string> {
  for (const name of ["staging", "production"]) world.edit(name, `: ${from}`, `: ${to}`);
  return world.commit(`Give core ${to} MiB`, daysAgo(days));
}

/** What status says of one environment, its lines without indentation. */
export function linesOf(name: string, text: string): readonly string[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`${name} `));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith(" "));
  return lines.slice(start, end).map((line) => line.replace(name, "").trim());
}

/** The last line of a status. */
export function summaryOf(text: string): string | undefined {
  return text.trimEnd().split("\n").at(-1);
}

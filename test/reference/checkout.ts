import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { maskCommands } from "./maskfile.ts";
import { repository } from "./project.ts";
import { offlineProviders } from "./terraform.ts";

/** What a command did. */
export interface Run {
  readonly status: number | null;
  /** Both streams, as a person sees them. */
  readonly output: string;
}

/**
 * A checkout of the reference project with a remote, in which a person works: git, terraform and the command
 * line are real, AWS is a server on loopback, and mask and gh are stood in for.
 */
export interface Checkout {
  readonly root: string;
  /** Runs a line of shell; whoever is asked says yes. */
  readonly run: (line: string, variables?: Readonly<Record<string, string>>) => Promise<Run>;
  /** Merges a branch of the remote into its main branch, as the button of a pull request does. */
  readonly merge: (branch: string) => Promise<void>;
  readonly remove: () => void;
}

/** The account that the server on loopback says credentials are of. */
const account = "000000000000";

/** Runs the maskfile's script, as mask would. */
const mask = `words="$1 $2"; shift 2
for name in $(<"$PROGRAMS/$words.parameters"); do export "$name=$1"; shift; done
while (($#)); do export "\${1#--}=$2"; shift 2; done
export MASKFILE_DIR=$CHECKOUT
exec bash "$PROGRAMS/$words.sh"`;

/** The server wants the bucket's name in the path. */
const terraform = `arguments=("$@")
[[ " $* " != *" init "* ]] || arguments+=(-backend-config=use_path_style=true)
exec "$TERRAFORM" "\${arguments[@]}"`;

/**
 * Leaves of the modules what goes into them and what comes out: what they make is tested elsewhere, and each run of
 * Terraform with the schema of the AWS provider takes seconds.
 */
function takeOutResources(templates: string): void {
  for (const module of readdirSync(join(templates, "modules"), { withFileTypes: true })) {
    if (!module.isDirectory()) continue;
    const folder = join(templates, "modules", module.name);
    const outputs = readFileSync(join(folder, "outputs.tf"), "utf8");
    for (const file of readdirSync(folder)) {
      if (/\.tf(?:\.hbs)?$/.test(file) && !/^(?:_|variables\.)/.test(file))
        rmSync(join(folder, file));
    }
    const names = [...outputs.matchAll(/^output "(\w+)"/gm)].map(([, name]) => name);
    const texts = names.map((name) => `output "${name}" {\n  value = null\n}\n`);
    writeFileSync(join(folder, "outputs.tf"), texts.join("\n"));
  }
  const calls = ["cluster", "core-services", "alarms"].map((name) => {
    const variables = `{{variableDeclarations module="${name}"}}\n`;
    writeFileSync(join(templates, "modules", name, "variables.tf.hbs"), variables);
    return `module "${name}" {
  source = {{moduleSource "${name}"}}

  {{> modules/arguments.tf module="${name}"}}
}
`;
  });
  writeFileSync(join(templates, "modules/deployment/main.tf.hbs"), calls.join("\n"));
  for (const stack of readdirSync(join(templates, "environments"))) {
    const folder = join(templates, "environments", stack);
    rmSync(join(folder, "providers.tf.hbs"));
    writeFileSync(join(folder, "terraform.tf"), 'terraform {\n  required_version = ">= 1.10"\n}\n');
  }
}

/** @param server the address of an S3 server */
export async function checkoutOf(server: string): Promise<Checkout> {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-flows-"));
  const [root, programs, origin] = ["checkout", "programs", "origin.git"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  mkdirSync(root);
  mkdirSync(programs);
  for (const entry of ["schema", "templates", "envs", "operations", "maskfile.md", ".gitignore"]) {
    cpSync(join(repository, entry), join(root, entry), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  takeOutResources(join(root, "templates"));
  const spec = join(root, "envs/_account.yaml");
  writeFileSync(
    spec,
    readFileSync(spec, "utf8").replace(/aws_account_id: .*/, `aws_account_id: "${account}"`),
  );
  const standIns = {
    mask,
    terraform,
    npx: `shift; exec "${process.execPath}" "${join(repository, "bin/terraloom.js")}" "$@"`,
    gh: 'echo "gh $*" >>"$PROGRAMS/calls"',
  };
  for (const [name, script] of Object.entries(standIns)) {
    writeFileSync(join(programs, name), `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(join(programs, name), 0o755);
  }
  for (const { words, parameters, script } of maskCommands(
    readFileSync(join(repository, "maskfile.md"), "utf8"),
  )) {
    writeFileSync(join(programs, `${words}.sh`), script);
    writeFileSync(join(programs, `${words}.parameters`), parameters.join(" "));
  }
  const paths = (process.env.PATH ?? "").split(delimiter);
  const environment = {
    ...process.env,
    PATH: [programs, ...paths].join(delimiter),
    PROGRAMS: programs,
    CHECKOUT: root,
    TERRAFORM: paths.map((path) => join(path, "terraform")).find((file) => existsSync(file)) ?? "",
    TF_CLI_CONFIG_FILE: join(offlineProviders ?? "", "terraform.rc"),
    TF_IN_AUTOMATION: "1",
    NO_COLOR: "1",
    AWS_ENDPOINT_URL: server,
    AWS_ENDPOINT_URL_S3: server,
    AWS_ENDPOINT_URL_STS: server,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
  };
  /** Not spawnSync: the server answers from this very process. */
  const run: Checkout["run"] = (line, variables = {}) =>
    new Promise((resolve) => {
      const child = spawn("bash", ["-c", line], {
        cwd: root,
        env: { ...environment, ...variables },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk) => {
          output += chunk;
        });
      }
      // A command that asks nothing may be gone before it is answered.
      child.stdin.on("error", () => {});
      child.stdin.end("yes\n");
      child.on("close", (status) => resolve({ status, output }));
    });
  const must = async (line: string): Promise<void> => {
    const { status, output } = await run(line);
    if (status !== 0) throw new Error(`${line}\n${output}`);
  };
  await must("npx terraloom generate");
  await must("git init --quiet --initial-branch=main");
  await must("git add --all && git commit --quiet --message 'Begin'");
  await must(`git clone --quiet --bare . "${origin}" && git remote add origin "${origin}"`);
  await must("git fetch --quiet && git branch --quiet --set-upstream-to=origin/main");
  return {
    root,
    run,
    async merge(branch) {
      const other = join(folder, "other");
      await must(`git clone --quiet "${origin}" "${other}"`);
      await must(`git -C "${other}" merge --quiet --no-ff --no-edit "origin/${branch}"`);
      await must(`git -C "${other}" push --quiet && rm -rf "${other}"`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

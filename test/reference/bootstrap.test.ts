import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { startFauxqs } from "fauxqs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generate, loadProject } from "../../src/index.ts";
import { available, terraformAvailable } from "../support/programs.ts";
import { isSlow } from "../support/slow.ts";
import { copiedProject, repository } from "./project.ts";
import { shellAvailable } from "./shell.ts";
import { offlineProviders } from "./terraform.ts";

const pathOf = (program: string): string =>
  spawnSync("bash", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
const awsAvailable = available("aws", "--version");

/** The account that the S3 server on loopback says credentials are of. */
const account = "000000000000";
const bucket = "gazette-terraform-states";

/** Each from the beginning takes six seconds: these only where there is time. */
const moments = [
  "before init",
  "during init",
  "after init",
  "before apply",
  "during apply",
  "after apply",
  "before connect",
  "after connect",
  "during state",
  "after state",
];

/**
 * In front of terraform and aws: writes down what terraform is called for, and kills the bootstrap at the
 * call that STOP names. The providers of this test make nothing, so that the bucket comes with terraform's apply.
 */
const standIn = (program: string): string => `#!/usr/bin/env bash
real=${pathOf(program)}
if [[ ${program} == aws ]]; then exec "$real" "$@"; fi
verb=$2
folder=\${1#-chdir=}
if [[ $verb == init && ! -e $folder/backend_override.tf ]]; then
  verb=connect
  set -- "$@" -backend-config=use_path_style=true
fi
echo "$verb" >>"$KEPT/calls"
make_bucket() { ${pathOf("aws")} s3api create-bucket --bucket ${bucket} >/dev/null; }
if [[ $STOP == "before $verb" ]]; then kill -KILL "$TOP"; exit 1; fi
if [[ $STOP == "state lost" && $verb == apply ]]; then make_bucket; kill -KILL "$TOP"; exit 1; fi
if [[ $STOP == "during $verb" ]]; then
  [[ $verb != apply ]] || make_bucket
  "$real" "$@" & sleep 1
  kill -KILL "$TOP" $!
  exit 1
fi
"$real" "$@"
status=$?
if [[ $verb == apply && $status == 0 ]]; then make_bucket; fi
if [[ $STOP == "after $verb" ]]; then kill -KILL "$TOP"; fi
exit $status
`;

describe.skipIf(!terraformAvailable || !offlineProviders || !shellAvailable || !awsAvailable)(
  "the bootstrap, against an S3 server on loopback",
  () => {
    let copy: ReturnType<typeof copiedProject>;
    let server: Awaited<ReturnType<typeof startFauxqs>>;

    beforeEach(async () => {
      server = await startFauxqs({ port: 0, logger: false });
      copy = copiedProject();
      const spec = join(copy.root, "envs/_account.yaml");
      const text = readFileSync(spec, "utf8");
      writeFileSync(spec, text.replace(/aws_account_id: .*/, `aws_account_id: "${account}"`));
      await generate(await loadProject(copy.root));
      cpSync(join(repository, "operations"), join(copy.root, "operations"), { recursive: true });
      for (const folder of ["programs", "kept"]) mkdirSync(join(copy.root, folder));
      for (const program of ["terraform", "aws"]) {
        const file = join(copy.root, "programs", program);
        writeFileSync(file, standIn(program));
        chmodSync(file, 0o755);
      }
    });

    afterEach(async () => {
      await server.stop();
      copy.remove();
    });

    const environment = (): NodeJS.ProcessEnv => ({
      ...process.env,
      PATH: `${join(copy.root, "programs")}${delimiter}${process.env.PATH}`,
      KEPT: join(copy.root, "kept"),
      TF_CLI_CONFIG_FILE: join(offlineProviders ?? "", "terraform.rc"),
      TF_IN_AUTOMATION: "1",
      NO_COLOR: "1",
      AWS_ENDPOINT_URL: server.address,
      AWS_ENDPOINT_URL_S3: server.address,
      AWS_ENDPOINT_URL_STS: server.address,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });

    interface Run {
      readonly status: number | null;
      readonly output: string;
      readonly calls: readonly string[];
    }

    /** Not spawnSync: the server answers from this very process. */
    const shell = (script: string, variables: NodeJS.ProcessEnv = {}): Promise<Run> =>
      new Promise((resolve) => {
        const calls = join(copy.root, "kept/calls");
        rmSync(calls, { force: true });
        const child = spawn("bash", ["-c", script], {
          cwd: copy.root,
          env: { ...environment(), ...variables },
          stdio: ["ignore", "pipe", "pipe"],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
          stream.on("data", (chunk) => {
            output += chunk;
          });
        }
        child.on("close", (status) => {
          const called = existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : [];
          resolve({ status, output, calls: called });
        });
      });

    const bootstrap = (stop = ""): Promise<Run> =>
      shell("export TOP=$$; exec bash operations/bootstrap.sh --yes", { STOP: stop });

    const localState = (): string => join(copy.root, ".bootstrap/terraform.tfstate");
    const resourcesIn = (state: string): readonly string[] =>
      JSON.parse(state).resources.map(
        ({ type, name }: Record<string, string>) => `${type}.${name}`,
      );

    const expectMoved = async (): Promise<readonly string[]> => {
      const { output } = await shell(`aws s3 cp s3://${bucket}/global_aws/terraform.tfstate -`);
      const resources = resourcesIn(output);
      expect(resources).toContain("aws_s3_bucket.this");
      expect(existsSync(join(copy.root, ".bootstrap"))).toBe(false);
      return resources;
    };

    it("continues wherever it was stopped, keeps a state of another origin, asks whether a stale lock may be removed, and is done once", async () => {
      const stopped = async (moment: string): Promise<void> => {
        const { status, output } = await bootstrap(moment);
        expect(status, `${moment}: ${output}`).not.toBe(0);
      };
      await stopped("during apply");
      await stopped("after apply");
      const before = readFileSync(localState(), "utf8");
      const key = `--bucket ${bucket} --key global_aws/terraform.tfstate`;
      const other = JSON.stringify({ version: 4, lineage: "other", serial: 1, resources: [] });
      writeFileSync(join(copy.root, "other.json"), other);
      await shell(`aws s3api put-object ${key} --body other.json`);
      const refused = await bootstrap();
      expect([refused.status, refused.output]).toEqual([
        1,
        expect.stringContaining("lacks resources that"),
      ]);
      expect(readFileSync(localState(), "utf8")).toBe(before);
      await shell(`aws s3api delete-object ${key}`);
      // Cut off while it was written.
      writeFileSync(localState(), before.slice(0, 300));
      await stopped("before connect");
      const lock = JSON.stringify({ ID: "1", Who: "someone@there", Created: "2026-01-01" });
      await shell(`aws s3api put-object ${key}.tflock --body <(echo '${lock}')`);
      const asked = await shell("bash operations/bootstrap.sh");
      expect([asked.status, asked.output]).toEqual([
        1,
        expect.stringContaining("Nobody can be asked here"),
      ]);
      await stopped("after connect");
      const { status, output } = await bootstrap();
      expect(status, output).toBe(0);
      expect(await expectMoved()).toEqual(expect.arrayContaining([...resourcesIn(before)]));
      expect(await bootstrap()).toMatchObject({ status: 0, calls: [] });
    }, 300_000);

    it.each(["state lost", ...(isSlow ? moments : [])])(
      "continues after it was killed: %s",
      async (stop) => {
        expect((await bootstrap(stop)).status).not.toBe(0);
        const before = existsSync(localState()) ? readFileSync(localState(), "utf8") : "";
        const { status, output, calls } = await bootstrap();
        expect(status, output).toBe(0);
        if (stop === "state lost")
          expect(calls).toEqual(["init", "import", "apply", "connect", "state"]);
        const moved = await expectMoved();
        if (before !== "") expect(moved).toEqual(expect.arrayContaining([...resourcesIn(before)]));
      },
      90_000,
    );

    it("changes nothing with another account's credentials", async () => {
      const spec = join(copy.root, "envs/_account.yaml");
      writeFileSync(spec, readFileSync(spec, "utf8").replace(account, "111122223333"));
      await generate(await loadProject(copy.root));
      const { status, output, calls } = await bootstrap();
      expect([status, calls]).toEqual([1, []]);
      expect(output).toBe(
        `The credentials are of account ${account}; the specs name 111122223333.\n`,
      );
    }, 30_000);
  },
);

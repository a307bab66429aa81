import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { disk } from "../../src/files/disk.ts";
import { walk } from "../../src/model/files.ts";
import { offlineProviders } from "../reference/terraform.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraloomWith } from "../support/screen.ts";
import {
  repository,
  type TemporaryProject,
  temporaryProject,
} from "../support/temporaryProject.ts";
import { baseText, makeProject, standIn, writeFiles } from "./project.ts";

const main = "templates/environments/app/main.tf.hbs";
const env = { PATH: process.env.PATH };

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "terraloom-test-"));
});
afterEach(() => rmSync(temporary, { recursive: true }));

/** Generates a project with these files in place of others, and verifies it. */
async function verified(texts: Readonly<Record<string, string>>, ...argv: string[]) {
  const project = await makeProject(texts);
  try {
    return await terraloomWith(env, project.root, "verify", ...argv);
  } finally {
    project.remove();
  }
}

describe.skipIf(!terraformAvailable)("verify, with the real Terraform", () => {
  it("reports a valid project, and the Terraform used", async () => {
    const screen = await verified({});
    expect(screen).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: expect.stringMatching(/^2 environments: valid \(Terraform \d+\.\d+\.\d+\)\n$/),
    });
  });

  const mistakes: readonly [
    name: string,
    texts: Readonly<Record<string, string>>,
    said: readonly string[],
  ][] = [
    [
      "an undeclared reference",
      {
        [main]: `${baseText(main)}\noutput "sum" {\n  value       = var.nope\n  description = "x"\n}\n`,
      },
      [
        `${main}:12:17: error terraform-invalid: reference to undeclared input variable (staging, production)
  12 |   value       = var.nope
     |                 ^^^^^^^^
  An input variable with the name "nope" has not been declared. This variable can be declared with a variable "nope" {} block.
  generated/environments/staging/main.tf:15:17: what Terraform read
`,
      ],
    ],
    [
      "a module argument of a wrong type",
      {
        [main]: `${baseText(main)}\nmodule "more" {\n  source = "../../modules/more"\n  size   = ["a"]\n}\n`,
        "templates/modules/more/main.tf": 'variable "size" {\n  type = number\n}\n',
      },
      [
        `${main}:13:12: error terraform-invalid: invalid value for input variable (staging, production)`,
        "\n  The given value is not suitable for module.more.var.size declared at generated/modules/more/main.tf:3:1: number required.\n",
      ],
    ],
    [
      "a validation block that is wrong",
      {
        "templates/environments/app/more.tf": `variable "even" {
  type    = number
  default = 2
  validation {
    condition     = "often"
    error_message = "An even number."
  }
}
`,
      },
      ["templates/environments/app/more.tf:5:21: error terraform-invalid: "],
    ],
    [
      "a mistake in a module, once",
      { "templates/modules/store/more.tf": "locals {\n  a = local.b\n}\n" },
      [
        "templates/modules/store/more.tf:2:7: error terraform-invalid: reference to undeclared local value (staging, production)",
        "\n1 error\n2 environments: 2 not valid",
      ],
    ],
    [
      "a warning",
      {
        "templates/modules/store/more.tf": `resource "terraform_data" "more" {
  lifecycle {
    ignore_changes = [output]
  }
}
`,
      },
      [
        "templates/modules/store/more.tf:1:10: warning terraform-warning: redundant ignore_changes element",
        "\n1 warning\n2 environments: valid",
      ],
    ],
    [
      "a variable that is declared twice: the schema's declaration is pointed at",
      { "templates/environments/app/more.tf": 'variable "size" {\n  type = number\n}\n' },
      [
        "schema/index.ts:6:11: error terraform-invalid: duplicate variable declaration (staging, production)",
        '\n  A variable named "size" was already declared at more.tf:3:1.',
        "\n  templates/environments/app/variables.tf.hbs:1:1: the template that writes it\n",
        "\n  generated/environments/staging/variables.tf:",
      ],
    ],
  ];

  it.each(mistakes)("reports %s at its place", async (_, texts, said) => {
    const { exitCode, stderr } = await verified(texts);
    for (const words of said) expect(stderr).toContain(words);
    expect(exitCode).toBe(stderr.includes(" error ") ? 1 : 0);
  });

  it("reports everything at once, in the order of the files", async () => {
    const { stdout, exitCode } = await verified(
      {
        [main]: `${baseText(main)}\noutput "two" {\n  value = [var.nope, local.nope]\n}\n`,
        "templates/modules/store/more.tf": "locals {\n  a = local.b\n}\n",
      },
      "--format",
      "json",
    );
    const { problems } = JSON.parse(stdout);
    const places = problems.map(
      ({
        location,
        code,
      }: {
        location: { file: string; line: number; column: number };
        code: string;
      }) => `${location.file}:${location.line}:${location.column} ${code}`,
    );
    expect(places).toEqual([
      `${main}:12:12 terraform-invalid`,
      `${main}:12:22 terraform-invalid`,
      "templates/modules/store/more.tf:2:7 terraform-invalid",
    ]);
    expect(problems[0].arguments).toMatchObject({
      environments: ["staging", "production"],
      all: true,
    });
    expect(exitCode).toBe(1);
  });

  it("annotates a pull request", async () => {
    const text = "locals {\n  a = local.b\n}\n";
    const { stdout } = await verified(
      { "templates/modules/store/more.tf": text },
      "--format",
      "github",
    );
    expect(stdout).toMatch(
      /^::error file=templates\/modules\/store\/more\.tf,line=2,col=7,endColumn=14,title=terraloom terraform-invalid::/,
    );
  });

  describe("on one project for several tests", () => {
    let project: TemporaryProject;
    beforeEach(async () => {
      project = await makeProject();
    });
    afterEach(() => project.remove());
    const verify = (...argv: string[]) => terraloomWith(env, project.root, "verify", ...argv);

    it("writes nothing in the repository, and leaves nothing behind", async () => {
      const lock = 'provider "registry.terraform.io/a/b" {\n  version = "1.0.0"\n}\n';
      writeFiles(project.root, {
        "generated/environments/staging/.terraform.lock.hcl": lock,
        "generated/environments/staging/terraform.tfstate": "{}",
      });
      const entries = () => {
        const files = walk(disk(project.root), "").filter((path) => !path.includes(".cache/"));
        return files.map((path) => {
          const { mtimeMs, mode } = statSync(join(project.root, path));
          return [path, mtimeMs, mode, readFileSync(join(project.root, path), "utf8")];
        });
      };
      const old = entries();
      vi.stubEnv("TMPDIR", temporary);
      expect(tmpdir()).toBe(temporary);
      expect((await verify()).exitCode).toBe(0);
      vi.unstubAllEnvs();
      expect(entries()).toEqual(old);
      expect(readdirSync(temporary)).toEqual([]);
    });

    it("checks what is on disk: an edit by hand is reported as one, at its place", async () => {
      const file = "generated/environments/staging/main.tf";
      const text = readFileSync(join(project.root, file), "utf8");
      writeFiles(project.root, { [file]: `${text}\noutput "x" {\n  value = var.nope\n}\n` });
      const { stderr, exitCode } = await verify();
      expect(stderr).toContain(
        `warning verified-not-current: the generated files are not current (${file}): verify checks the files on disk\n  npx terraloom check shows`,
      );
      expect(stderr).toMatch(
        new RegExp(
          `^${file}:\\d+:11: error terraform-invalid: reference to undeclared input variable \\(staging\\)$`,
          "m",
        ),
      );
      expect(stderr).not.toContain("what Terraform read");
      expect(stderr).toContain("2 environments: 1 not valid");
      expect(exitCode).toBe(1);
      // The other environment is not touched by it.
      expect(await verify("production")).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/^1 environment: valid/),
      });
    });

    it("reports files that do not parse, and those that fmt would change", async () => {
      writeFiles(project.root, {
        "generated/environments/staging/more.tfvars": "a = 1 +\n",
        "generated/environments/production/more.tf": 'output "x" {\n  value = \n}\n',
        "generated/modules/store/more.tf": "locals {\n    a = 1\n}\n",
      });
      const { stderr, exitCode } = await verify();
      expect(stderr).toContain(
        "generated/environments/staging/more.tfvars:1:1: error terraform-invalid: invalid expression\n",
      );
      const inMore = stderr.match(
        /^generated\/environments\/production\/more\.tf:2:\d+: error terraform-invalid/gm,
      );
      expect(inMore).toHaveLength(1);
      expect(stderr).toContain(
        "generated/modules/store/more.tf:1:1: error terraform-format: generated/modules/store/more.tf is not formatted as terraform fmt does",
      );
      expect(exitCode).toBe(1);
    });

    it("says what to run where an environment was not generated", async () => {
      rmSync(join(project.root, "generated/environments/staging"), { recursive: true });
      const { stderr, exitCode } = await verify();
      expect(stderr).toContain(
        "envs/staging.yaml:1:1: error environment-not-generated: there is no generated/environments/staging/ to verify\n",
      );
      expect(stderr).toContain("Run: npx terraloom generate");
      expect(stderr).toContain("1 environment: valid, but not all is well");
      expect(exitCode).toBe(1);
      rmSync(join(project.root, "generated"), { recursive: true });
      expect(await verify()).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("Nothing was verified."),
      });
    });

    it("suggests a known environment", async () => {
      const { stderr, exitCode } = await verify("stagin");
      expect(stderr).toContain(
        'error answer-wrong: ENV: there is no environment "stagin" here (there are: staging, production)\n  Did you mean "staging"?',
      );
      expect(exitCode).toBe(1);
    });

    it("reports errors of the sources, and runs nothing", async () => {
      writeFiles(project.root, { "envs/staging.yaml": "stack: nope\n" });
      const { stderr, exitCode } = await verify();
      expect(stderr).toContain("envs/staging.yaml:1:8: error");
      expect(stderr).toContain("Nothing was verified.");
      expect(exitCode).toBe(1);
    });

    it("finds modules that are written by hand beside generated/", async () => {
      writeFiles(project.root, {
        "modules/byHand/main.tf": 'output "x" {\n  value = file("../../../VERSION")\n}\n',
        VERSION: "1",
        "generated/environments/staging/more.tf":
          'module "by_hand" {\n  source = "../../../modules/byHand"\n}\n',
      });
      expect(await verify()).toMatchObject({ exitCode: 0 });
      writeFiles(project.root, { "modules/byHand/more.tf": "locals {\n  a = local.b\n}\n" });
      expect(await verify()).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("modules/byHand/more.tf:2:7: error terraform-invalid"),
      });
    });

    it("reports why init fails, once for each cause, and continues with the others", async () => {
      const mirror = join(temporary, "mirror");
      mkdirSync(mirror);
      writeFiles(temporary, {
        "terraform.rc": `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
      });
      const wants = (name: string) =>
        `terraform {\n  required_providers {\n    ${name} = {\n      source = "acme/${name}"\n    }\n  }\n}\n`;
      writeFiles(project.root, {
        "generated/environments/staging/more.tf": wants("nope"),
        "generated/modules/store/more.tf": wants("none"),
      });
      const withMirror = { ...env, TF_CLI_CONFIG_FILE: join(temporary, "terraform.rc") };
      const { stderr, exitCode } = await terraloomWith(withMirror, project.root, "verify");
      const failures = stderr.match(/^error terraform-failed: .*$/gm);
      expect(failures).toEqual([
        expect.stringMatching(
          /^error terraform-failed: terraform init failed \(staging, production\): .*acme\/none was not found in any of the search locations$/,
        ),
        expect.stringMatching(
          /^error terraform-failed: terraform init failed \(staging\): Failed to query available provider packages: .*acme\/nope was not found/,
        ),
      ]);
      expect(exitCode).toBe(1);
    });
  });
});

describe.skipIf(!terraformAvailable || !offlineProviders)(
  "verify, with providers that need no account (TERRALOOM_OFFLINE_PROVIDERS)",
  () => {
    it("the reference project is valid", async () => {
      const project = temporaryProject(repository, ["schema", "envs", "templates", "generated"]);
      const config = join(offlineProviders ?? "", "terraform.rc");
      try {
        await terraloomWith(env, project.root, "generate");
        const withProviders = { ...env, TF_CLI_CONFIG_FILE: config };
        const screen = await terraloomWith(withProviders, project.root, "verify");
        expect(screen).toMatchObject({
          exitCode: 0,
          stderr: expect.stringMatching(/^3 environments: valid \(Terraform/),
        });
      } finally {
        project.remove();
      }
    });
  },
);

describe("which program is run", () => {
  let project: TemporaryProject;
  beforeAll(async () => {
    project = await makeProject();
  });
  afterAll(() => project.remove());

  it("tofu, where it is the only one", async () => {
    const { calls } = standIn(join(temporary, "bin"), "tofu");
    const screen = await terraloomWith({ PATH: join(temporary, "bin") }, project.root, "verify");
    expect(screen).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "2 environments: valid (OpenTofu 1.2.3)\n",
    });
    const asked = calls().filter(({ event }) => event === "start");
    expect(asked.map(({ argv }) => argv.slice(0, 2).join(" ")).sort()).toEqual([
      "fmt -check",
      "init -backend=false",
      "init -backend=false",
      "validate -json",
      "validate -json",
    ]);
    expect(existsSync(asked[0]?.cwd ?? "")).toBe(false);
  });

  it("the one that is named", async () => {
    const { calls } = standIn(join(temporary, "bin"), "mine");
    const program = join(temporary, "bin/mine");
    const screen = await terraloomWith({}, project.root, "verify", "--terraform", program);
    expect(screen.stderr).toBe("2 environments: valid (Terraform 1.2.3)\n");
    expect(calls()).not.toEqual([]);
  });

  it("none, where there is none, which is reported with the other errors", async () => {
    const none = await terraloomWith({ PATH: temporary }, project.root, "verify");
    expect(none).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        "error terraform-not-found: there is neither terraform nor tofu on PATH",
      ),
    });
    const wrong = await terraloomWith(env, project.root, "verify", "--terraform", "./nope");
    expect(wrong).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('"./nope" cannot be run as Terraform'),
    });
  });
});

import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { traceSchema } from "../schemas/inventory.ts";
import { screenText, terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const project = temporaryProject(join(repository, "examples/google-cloud"));
afterAll(() => project.remove());

it("follows an output from the module that makes it to the environments that read it", async () => {
  const screen = await terraloom(project.root, "trace", "subnet_id");
  await expect(screenText(screen)).toMatchFileSnapshot(
    join(repository, "test/golden/trace/subnet_id.txt"),
  );
});

it("names templates that read it in other ways, and unused outputs", async () => {
  const write = (file: string, text: string): void =>
    appendFileSync(join(project.root, "templates/environments", file), text);
  write(
    "app/main.tf.hbs",
    '\nlocals {\n  named = "{{{outputOf (environment "network/staging") "subnet_id"}}}"\n}\n',
  );
  write("network/main.tf.hbs", '\noutput "seed" {\n  value     = "x"\n  sensitive = true\n}\n');
  const named = await terraloom(project.root, "trace", "subnet_id");
  expect(named.stdout).toMatch(
    /read\n(?: {2}\S.*\n)*? {2}templates\/environments\/app\/main\.tf\.hbs:\d+:\d+\n/,
  );
  const unread = await terraloom(project.root, "trace", "seed");
  expect(unread.stdout).toContain("seed, an output of stack network\n");
  expect(unread.stdout).toContain("Nothing here reads it");
  const { stdout } = await terraloom(project.root, "trace", "seed", "--format", "json");
  const { threads } = traceSchema.parse(JSON.parse(stdout));
  expect(threads).toMatchObject([{ kind: "output", sensitive: true, neverUsed: true, reads: [] }]);
  expect(threads[0]?.declarations.map(({ environment }) => environment)).toEqual([
    "network/staging",
    "network/production",
  ]);
});

it("suggests a near name of an output", async () => {
  const { stderr } = await terraloom(project.root, "trace", "subnet_ids");
  expect(stderr).toContain('there is no variable, secret or output "subnet_ids"');
  expect(stderr).toContain('Did you mean "subnet_id"?');
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { terraloom } from "../support/screen.ts";
import { repository, temporaryProject } from "../support/temporaryProject.ts";

const project = temporaryProject(join(repository, "examples/google-cloud"));
afterAll(() => project.remove());

const reader = "templates/environments/app/main.tf.hbs";
const writer = "templates/environments/network/main.tf.hbs";
const app = "schema/app.ts";
const network = "schema/network.ts";
const index = "schema/index.ts";

/** What `check` says once texts of files are others, which then are again what they were. */
async function checked(...edits: readonly (readonly [string, string, string])[]): Promise<string> {
  const path = (file: string): string => join(project.root, file);
  const before = new Map(edits.map(([file]) => [file, readFileSync(path(file), "utf8")]));
  for (const [file, from, to] of edits) {
    const text = readFileSync(path(file), "utf8");
    expect(text).toContain(from);
    writeFileSync(path(file), text.replace(from, to));
  }
  const { stderr } = await terraloom(project.root, "check");
  for (const [file, text] of before) writeFileSync(path(file), text);
  return stderr;
}

const declared =
  'subnet_id: output(z.string(), { description: "Subnet that applications run in" })';
const typed = (type: string): [string, string, string] => [
  network,
  declared,
  `subnet_id: output(${type}, { description: "Subnets" })`,
];

it("reports an output that the other stack does not declare, at the template's line", async () => {
  const stderr = await checked([reader, "outputs.subnet_id", "outputs.subnet_ids"]);
  expect(stderr).toContain(
    `${reader}:15:59: error remote-output-undeclared: stack "network" declares no output "subnet_ids" for others to read`,
  );
  expect(stderr).toContain('Did you mean "subnet_id"?');
});

it("reports an output of another type than the argument", async () => {
  const stderr = await checked(typed("z.array(z.string())"), [
    writer,
    "module.network.{{{name}}}",
    "[module.network.{{{name}}}]",
  ]);
  expect(stderr).toContain(
    `${reader}:15:3: error argument-type: argument "subnet_id" does not fit its type in module "api": expected a string, found a list`,
  );
});

it("reports a declared output that is missing or has another type", async () => {
  const other = await checked([writer, 'output "{{{name}}}"', 'output "subnet"']);
  expect(other).toContain(
    `${network}:20:16: error stack-output-missing: stack "network" declares the output "subnet_id", and generated/environments/network/production/ does not write it`,
  );
  expect(other).toContain('It writes "subnet": give one of them the other\'s name.');
  const misfit = await checked([writer, "module.network.{{{name}}}", "[]"]);
  expect(misfit).toContain(
    `${writer}:10:3: error stack-output-type: the value of output "subnet_id" does not fit the type that the stack declares: expected a string, found a tuple`,
  );
  expect(misfit).toContain(`${network}:20:16: the output is declared here`);
});

it("checks the names of outputs in templates, however the values are read", async () => {
  const parameter = (name: string): [string, string, string] => [
    reader,
    "{{/with}}",
    `data "aws_ssm_parameter" "subnet" {\n  name = "/{{{network.name}}}/{{{${name}}}}"\n}\n{{/with}}`,
  ];
  expect(await checked(parameter("network.outputs.subnet.name"))).toContain(
    `${reader}:11:34: error template: "network.outputs" has no "subnet"`,
  );
  expect(await checked(parameter('outputOf network "subnet_ids"'))).toContain(
    `${reader}:11:31: error template: stack "network" declares no output "subnet_ids"`,
  );
  expect(await checked(parameter('outputOf network "subnet_id" type="list(string)"'))).toContain(
    'output "subnet_id" of stack "network" is string, not list(string)',
  );
  const fine = await checked(parameter('outputOf network "subnet_id" type="string"'));
  expect(fine).not.toContain("error ");
});

it("requires an order between stacks where one reads the other's state", async () => {
  const after = '  after: ["network"],\n';
  expect(await checked([app, after, ""])).toContain(
    `${reader}:3:32: warning stack-order-unsaid: this reads the state of stack "network", but the schema does not declare that "app" is applied after it`,
  );
  const swapped = '"staging", "network/staging"';
  expect(await checked([index, '"network/staging", "staging"', swapped])).toContain(
    "warning read-before-applied: staging reads the state of network/staging, which the promotion order applies later",
  );
  expect(await checked([app, after, '  after: ["networks"],\n'])).toContain(
    'error after-unknown: stack "app" is applied after "networks", and there is no such stack',
  );
  const circle = await checked([network, "defineStack({", 'defineStack({\n  after: ["app"],']);
  expect(circle).toContain(
    "error after-circle: stacks are applied after each other in a cycle: network, after app, after network",
  );
});

it("refuses outputs that Terraform has no name or no type for", async () => {
  const odd =
    '"1st": output(z.date(), { description: "" }), "a b": output(z.string(), { description: "B" })';
  const stderr = await checked([network, declared, odd]);
  expect(stderr).toContain('error missing-description: output "1st" has no description');
  expect(stderr).toContain('error type-not-terraform: output "1st"');
  expect(stderr).toContain('error stack-output-name: "a b" is not a valid name');
});

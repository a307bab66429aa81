import type { Command, NamedCommand } from "./command.ts";

/** What the help says of each command, in its order. */
const summaries = {
  generate: "render every environment's Terraform",
  check: "exit 2 if the generated files are not what generate would make",
  verify: "run the real terraform or tofu on every environment: fmt, init, validate",
  "drift-report": "compare the environments of each stack, and classify the differences",
  status: "show the commit applied to each environment, and the commits that are missing",
  affected: "list environments whose code differs from a revision, and the CI jobs for them",
  review: "write a pull request comment: the changes per environment",
  merge: "combine the results of several machines (--shard)",
  converge: "copy values of one environment into another one's spec",
  rollback: "restore the values that an environment had at a git revision",
  hold: "prevent changes of an environment until a day, or remove the hold",
  absorb: "move manual edits of generated files into specs and templates",
  "add variable":
    "declare a variable and give it its values: schema, specs and generated files in one pass",
  "add secret": "declare a secret, whose value is never written down",
  "add environment": "add an environment as a copy of another one's spec",
  "add stack": "add a stack: its schema, templates, a module and specs",
  "make variable": "convert a setting into a variable",
  "make shared": "combine the environments' copies of a file into one template",
  "make generated":
    "convert a handwritten file into a template, with variable blocks from the schema",
  "rename variable": "rename a variable in schema, specs and templates",
  "rename call": "rename a module call, and move its resources",
  "remove variable": "remove a variable from schema, specs and templates",
  "remove secret": "remove a secret from the schema",
  "rename environment": "rename an environment, and report the effect on its state",
  "remove environment": "remove an environment's spec and code, and report what keeps running",
  list: "list stacks, environments by wave, and module calls",
  show: "show every value of an environment, and where it comes from",
  set: "change a value, in the file that it comes from",
  trace: "show every place that a variable or a secret passes through",
  eject: "remove terraloom and keep plain Terraform, in place",
  init: "create a project: schema, templates, specs, generated files, tests and CI",
  adopt: "adopt existing Terraform code in place, byte for byte",
  "language-server": "provide editor support for templates",
  completion: "print a shell completion script",
} as const;

/** Each command is loaded when it is asked for, so that none waits for another's packages. */
const files: Readonly<
  Record<keyof typeof summaries, () => Promise<{ readonly command: Command }>>
> = {
  generate: () => import("./commands/generate.ts"),
  check: () => import("./commands/check.ts"),
  verify: () => import("./commands/verify.ts"),
  "drift-report": () => import("./commands/driftReport.ts"),
  status: () => import("./commands/status.ts"),
  affected: () => import("./commands/affected.ts"),
  review: () => import("./commands/review.ts"),
  merge: () => import("./commands/merge.ts"),
  converge: () => import("./commands/converge.ts"),
  rollback: () => import("./commands/rollback.ts"),
  hold: () => import("./commands/hold.ts"),
  absorb: () => import("./commands/absorb.ts"),
  "add variable": () => import("./commands/addVariable.ts"),
  "add secret": () => import("./commands/addSecret.ts"),
  "add environment": () => import("./commands/addEnvironment.ts"),
  "add stack": () => import("./commands/addStack.ts"),
  "make variable": () => import("./commands/makeVariable.ts"),
  "make shared": () => import("./commands/makeShared.ts"),
  "make generated": () => import("./commands/makeGenerated.ts"),
  "rename variable": () => import("./commands/renameVariable.ts"),
  "rename call": () => import("./commands/renameCall.ts"),
  "remove variable": () => import("./commands/removeVariable.ts"),
  "remove secret": () => import("./commands/removeSecret.ts"),
  "rename environment": () => import("./commands/renameEnvironment.ts"),
  "remove environment": () => import("./commands/removeEnvironment.ts"),
  list: () => import("./commands/list.ts"),
  show: () => import("./commands/show.ts"),
  set: () => import("./commands/set.ts"),
  trace: () => import("./commands/trace.ts"),
  eject: () => import("./commands/eject.ts"),
  init: () => import("./commands/init.ts"),
  adopt: () => import("./commands/adopt.ts"),
  "language-server": () => import("./commands/languageServer.ts"),
  completion: () => import("./commands/completion.ts"),
};

/** A command's line in the help, and how to get it. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<NamedCommand>;
}

/** All commands, in the order of the help. */
export const commands: readonly CommandEntry[] = Object.entries(files).map(([name, file]) => ({
  name,
  summary: summaries[name as keyof typeof summaries],
  load: async () => ({ name, ...(await file()).command }),
}));

import type { Command, NamedCommand } from "./command.ts";

/** What the help says of each command, in its order. */
const summaries = {
  generate: "render every environment's Terraform",
  check: "exit 2 if the generated files are not what generate would make",
  verify: "run the real terraform or tofu on every environment: fmt, init, validate",
  "drift-report": "compare the environments of each stack, with a verdict",
  status: "which code each environment runs, and what it has not had",
  affected: "which environments have other code than at a revision, and the CI jobs for them",
  review: "write the comment of a pull request: what it changes, per environment",
  merge: "put together what several machines found out with --shard",
  converge: "copy values of one environment into another one's spec",
  rollback: "give an environment the values again that it had at a git revision",
  hold: "keep everybody from changing an environment, until a day; or lift that",
  absorb: "take what was changed by hand in generated files back into specs and templates",
  "add variable":
    "declare a variable and give it its values: schema, specs and generated files in one pass",
  "add secret": "declare a secret, whose value is never written down",
  "add environment": "begin an environment as a copy of another one's spec",
  "add stack": "begin another stack: its schema, templates, a module and specs",
  "make variable":
    "make a variable of a setting: a value that was written out is passed from then on",
  "make shared": "make one template of the copies that environments have of a file, byte for byte",
  "make generated":
    "make a template of a file written by hand, its variable blocks from the schema",
  "rename variable": "give a variable another name in schema, specs and templates",
  "rename call": "give a module call another name, and move what it has built along",
  "remove variable": "take a variable out of schema and specs",
  "remove secret": "take a secret out of the schema, and say what becomes of its value",
  "rename environment": "give an environment another name, and say what that means for its state",
  "remove environment": "take an environment's spec and code away, and say what it leaves running",
  list: "list stacks, environments by wave, and module calls",
  show: "show every value of an environment, and where it comes from",
  set: "give a variable another value, in the file that gives it to an environment",
  trace: "show every place that a variable or a secret passes through",
  eject: "leave terraloom: plain Terraform stays, where it was",
  init: "begin a project here: schema, templates, specs, generated files, tests and CI",
  adopt: "take over the Terraform that is here, where it stands, byte for byte",
  "language-server": "tell an editor what a template may name, what it means and what is wrong",
  completion: "print the script with which a shell completes what you type",
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

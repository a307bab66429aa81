import type { Command } from "./command.ts";

/** A command's line in the help, and how to get it: each is loaded when it is asked for, so that none waits for another's packages. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** All commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: "generate",
    summary: "render every environment's Terraform into generated/",
    load: async () => (await import("./commands/generate.ts")).generateCommand,
  },
  {
    name: "check",
    summary: "exit 2 if generated/ is not what generate would make",
    load: async () => (await import("./commands/check.ts")).checkCommand,
  },
  {
    name: "verify",
    summary: "run the real terraform or tofu on every environment: fmt, init, validate",
    load: async () => (await import("./commands/verify.ts")).verifyCommand,
  },
  {
    name: "drift-report",
    summary: "compare the environments of each stack, with a verdict",
    load: async () => (await import("./commands/driftReport.ts")).driftReportCommand,
  },
  {
    name: "status",
    summary: "which code each environment runs, and what it has not had",
    load: async () => (await import("./commands/status.ts")).statusCommand,
  },
  {
    name: "affected",
    summary: "which environments have other code than at a revision, and the CI jobs for them",
    load: async () => (await import("./commands/affected.ts")).affectedCommand,
  },
  {
    name: "review",
    summary: "write the comment of a pull request: what it changes, per environment",
    load: async () => (await import("./commands/review.ts")).reviewCommand,
  },
  {
    name: "merge",
    summary: "put together what several machines found out with --shard",
    load: async () => (await import("./commands/merge.ts")).mergeCommand,
  },
  {
    name: "converge",
    summary: "copy values of one environment into another one's spec",
    load: async () => (await import("./commands/converge.ts")).convergeCommand,
  },
  {
    name: "rollback",
    summary: "give an environment the values again that it had at a git revision",
    load: async () => (await import("./commands/rollback.ts")).rollbackCommand,
  },
  {
    name: "hold",
    summary: "keep everybody from changing an environment, until a day; or lift that",
    load: async () => (await import("./commands/hold.ts")).holdCommand,
  },
  {
    name: "absorb",
    summary: "take what was changed by hand in generated/ back into specs and templates",
    load: async () => (await import("./commands/absorb.ts")).absorbCommand,
  },
  {
    name: "add variable",
    summary: "declare a variable and give it its values: schema, specs and generated/ in one pass",
    load: async () => (await import("./commands/addVariable.ts")).addVariableCommand,
  },
  {
    name: "add secret",
    summary: "declare a secret, whose value is never written down",
    load: async () => (await import("./commands/addSecret.ts")).addSecretCommand,
  },
  {
    name: "add environment",
    summary: "begin an environment as a copy of another one's spec",
    load: async () => (await import("./commands/addEnvironment.ts")).addEnvironmentCommand,
  },
  {
    name: "add stack",
    summary: "begin another stack: its schema, templates, a module and specs",
    load: async () => (await import("./commands/addStack.ts")).addStackCommand,
  },
  {
    name: "make variable",
    summary: "make a variable of a setting: a value that was written out is passed from then on",
    load: async () => (await import("./commands/makeVariable.ts")).makeVariableCommand,
  },
  {
    name: "make shared",
    summary: "make one template of the copies that environments have of a file, byte for byte",
    load: async () => (await import("./commands/makeShared.ts")).makeSharedCommand,
  },
  {
    name: "rename variable",
    summary: "give a variable another name in schema, specs and templates",
    load: async () => (await import("./commands/renameVariable.ts")).renameVariableCommand,
  },
  {
    name: "rename call",
    summary: "give a module call another name, and move what it has built along",
    load: async () => (await import("./commands/renameCall.ts")).renameCallCommand,
  },
  {
    name: "remove variable",
    summary: "take a variable out of schema and specs",
    load: async () => (await import("./commands/removeVariable.ts")).removeVariableCommand,
  },
  {
    name: "remove secret",
    summary: "take a secret out of the schema, and say what becomes of its value",
    load: async () => (await import("./commands/removeSecret.ts")).removeSecretCommand,
  },
  {
    name: "rename environment",
    summary: "give an environment another name, and say what that means for its state",
    load: async () => (await import("./commands/renameEnvironment.ts")).renameEnvironmentCommand,
  },
  {
    name: "remove environment",
    summary: "take an environment's spec and code away, and say what it leaves running",
    load: async () => (await import("./commands/removeEnvironment.ts")).removeEnvironmentCommand,
  },
  {
    name: "list",
    summary: "list stacks, environments by wave, and module calls",
    load: async () => (await import("./commands/list.ts")).listCommand,
  },
  {
    name: "show",
    summary: "show every value of an environment, and where it comes from",
    load: async () => (await import("./commands/show.ts")).showCommand,
  },
  {
    name: "set",
    summary: "give a variable another value, in the file that gives it to an environment",
    load: async () => (await import("./commands/set.ts")).setCommand,
  },
  {
    name: "trace",
    summary: "show every place that a variable or a secret passes through",
    load: async () => (await import("./commands/trace.ts")).traceCommand,
  },
  {
    name: "eject",
    summary: "leave terraloom: plain Terraform stays, where it was",
    load: async () => (await import("./commands/eject.ts")).ejectCommand,
  },
  {
    name: "init",
    summary: "begin a project here: schema, templates, specs, generated/, tests and CI",
    load: async () => (await import("./commands/init.ts")).initCommand,
  },
  {
    name: "adopt",
    summary: "take over the Terraform that is here, where it stands, byte for byte",
    load: async () => (await import("./commands/adopt.ts")).adoptCommand,
  },
  {
    name: "language-server",
    summary: "tell an editor what a template may name, what it means and what is wrong",
    load: async () => (await import("./commands/languageServer.ts")).languageServerCommand,
  },
  {
    name: "completion",
    summary: "print the script with which a shell completes what you type",
    load: async () => (await import("./commands/completion.ts")).completionCommand,
  },
];

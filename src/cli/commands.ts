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
    "declare a variable and set its values: schema, specs and generated files in one pass",
  "add secret": "declare a secret, whose value is not stored in files",
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
  "remove environment":
    "remove an environment's spec and code, and report the resources that remain",
  list: "list stacks, environments by wave, and module calls",
  show: "show every value of an environment, and where it comes from",
  set: "change a value, in the file that it comes from",
  trace: "show every place that a variable or a secret passes through",
  eject: "remove terraloom and keep plain Terraform, in place",
  init: "create a project: schema, templates, specs, generated files, tests and CI",
  adopt: "adopt existing Terraform code in place, byte for byte",
  "language-server": "provide editor support for templates",
  completion: "print a shell completion script",
};

/** A command's line in the help, and how to get it. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** In commands/, without its ending: `add variable` is in `addVariable`. */
  readonly file: string;
  readonly load: () => Promise<NamedCommand>;
}

/** All commands, in the order of the help. Each is loaded when it is asked for, so that none waits for another's packages. */
export const commands: readonly CommandEntry[] = Object.entries(summaries).map(
  ([name, summary]) => {
    const file = name.replaceAll(/[ -]([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return {
      name,
      summary,
      file,
      async load() {
        const { command }: { readonly command: Command } = await import(`./commands/${file}.ts`);
        return { name, ...command };
      },
    };
  },
);

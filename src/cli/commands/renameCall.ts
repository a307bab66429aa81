import { renameCall } from "../../edit/renameCall.ts";
import { success } from "../../model/result.ts";
import { changeOptions, runChange } from "../changing.ts";
import { type Command, textOption } from "../command.ts";

/** `terraloom rename call` */
export const command: Command = {
  name: "rename call",
  names: "OLD NEW",
  description: `Gives a call of a module another name: in the schema, in what goes there, and in the templates of its stack (the
module block, module.OLD, helpers that name it). A moved block takes what the call has built along, so that a plan moves it and
builds nothing anew. Then generates.`,
  examples: [
    ["rename call app api", 'module "app" becomes module "api", and its resources move along'],
    [
      "rename call app api --stack web --dry-run",
      "of one stack; shows the diff and writes nothing",
    ],
  ],
  options: { ...changeOptions },
  run: (given, io) =>
    runChange(given, io, async (project, interview) => {
      const [name, newName, extra] = given.names;
      if (name === undefined || newName === undefined || extra !== undefined) {
        interview.missing("OLD NEW", "the call's name and its new one, such as: app api");
        return interview.failure();
      }
      const { stacks } = project.schema;
      const names = [...stacks.keys()];
      const chosen = await interview.one({
        option: "--stack",
        said: textOption(given, "stack") ?? (names.length === 1 ? names[0] : undefined),
        ask: "Which stack?",
        wants: `which of ${names.join(", ")}`,
        what: "stack",
        choices: names.map((value) => ({ value })),
      });
      const stack = stacks.get(chosen ?? "");
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(newName)) {
        interview.wrong("NEW", `"${newName}" is not a name that Terraform takes for a module call`);
      }
      if (stack?.calls.has(newName)) {
        interview.wrong("NEW", `stack "${stack.name}" has a call "${newName}" already`);
      }
      if (!stack || interview.problems.length > 0) return interview.failure();
      const renamed = await renameCall(project, { stack, name, newName });
      if (!renamed.ok) return renamed;
      return success({
        draft: renamed.value,
        next: [
          `\nRenamed the call ${name} of stack ${stack.name} to ${newName}.`,
          "Its next plan moves what it has built, and makes nothing anew. The moved block may go once every environment has had it.",
        ],
      });
    }),
};

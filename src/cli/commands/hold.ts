import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { holdEnvironment, liftHold } from "../../edit/hold.ts";
import { askGit } from "../../git/git.ts";
import { failure } from "../../model/result.ts";
import { knownEnvironment } from "../answers/knownEnvironment.ts";
import { defaultDays, untilOf } from "../answers/rollback.ts";
import { changeOptions, runChange, textOption } from "../changing.ts";
import type { Command } from "../command.ts";
import { currentDay } from "../options.ts";

/** `terraloom hold` */
export const holdCommand: Command = {
  name: "hold",
  names: "ENV",
  description: `Keeps everybody from changing an environment until a day: writes \`hold\` into its spec and generates. Applied, the hold
stands in the environment's state, so that every clone and every workflow refuses what would undo what runs there. A
rollback of code begins with it. --lift takes it out again: merged and applied, the environment is free.`,
  examples: [
    ['hold production --reason "the new version loses mail" --until 2026-12-06', "until a day"],
    ["hold production --lift", "and anybody may change it again"],
  ],
  options: {
    reason: { type: "string", value: "TEXT", help: "why nobody is to change it" },
    until: {
      type: "string",
      value: "DATE",
      help: `the last day it is held (default: in ${defaultDays} days)`,
    },
    lift: { type: "boolean", help: "take the hold out" },
    "dry-run": changeOptions["dry-run"],
  },
  run: (given, io) =>
    runChange(given, io, async (project, ask) => {
      const problems: Diagnostic[] = [];
      const wrong = (option: string, problem: string) =>
        problems.push(diagnostic("answer-wrong", { option, problem }));
      const lift = given.options.lift === true;
      const question = lift ? "Of which environment?" : "Which environment is held?";
      const [name, extra] = given.names;
      if (extra !== undefined) wrong("ENV", `one is wanted, and "${extra}" is another`);
      const environment = await knownEnvironment(
        name,
        { option: "ENV", question },
        project.environments,
        ask,
        problems,
      );
      for (const option of ["reason", "until"] as const) {
        if (lift && given.options[option] !== undefined) {
          wrong(`--${option}`, "it belongs to a hold, and --lift ends one");
        }
      }
      const until = lift ? "" : untilOf(given, currentDay(), problems);
      const reason = lift
        ? ""
        : (textOption(given, "reason") ?? (await ask?.text(whyQuestion)))?.trim();
      if (!lift && !reason) {
        const wants = "why nobody is to change it; everybody who would is told";
        problems.push(diagnostic("answer-missing", { option: "--reason", wants }));
      }
      if (!environment || problems.length > 0) return failure(...problems);
      if (lift) return liftHold(project, environment);
      return holdEnvironment(project, environment, {
        reason: reason ?? "",
        until,
        ...userName(project.root),
      });
    }),
};

const whyQuestion = {
  message: "Why is nobody to change it?",
  refuse: (answer: string) => (answer.trim() === "" ? "A reason is wanted." : undefined),
};

/** Who commits here, and so who holds it. */
function userName(root: string): { readonly by?: string } {
  const answer = askGit(root, ["config", "user.name"]);
  const by = answer.ok ? answer.value.toString().trim() : "";
  return by === "" ? {} : { by };
}

import { joinStack } from "../adopt/joinStack.ts";
import type { Proposal } from "../adopt/propose.ts";
import { writeAdopted } from "../adopt/write.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import { loadProject } from "../project/loadProject.ts";
import type { ExitCode, Io } from "./command.ts";
import type { Interview } from "./interview.ts";
import { refuseToWrite } from "./options.ts";

/** Takes folders that lie where a stack has its environments into that stack, one after the other. */
export async function joinAll(
  root: string,
  { newEnvironments: newcomers, plan }: Proposal,
  interview: Interview,
  io: Io,
): Promise<ExitCode> {
  for (const newcomer of newcomers) {
    const { name, stack } = newcomer;
    const joined = await joinStack(await loadProject(root), newcomer);
    if (!joined.ok) return refuseToWrite(joined.problems, io);
    const { from, shared, verbatim, changes } = joined.value;
    io.stdout.write(
      [
        `Environment ${name} of stack ${stack}, most like ${from}`,
        ...(shared.length > 0 ? [`  from the stack's templates: ${shared.join(", ")}`] : []),
        ...(verbatim.length > 0
          ? [`  as it is, in templates for ${name} alone: ${verbatim.join(", ")}`]
          : []),
        ...verbatim.map((file) => `  npx terraloom make shared ${file}: one template for all`),
        "",
      ].join("\n"),
    );
    if ((await interview.write()) === "nothing") {
      io.stderr.write("Nothing was written.\n");
      return 0;
    }
    const problems = await writeAdopted(root, changes);
    if (hasErrors(problems)) return refuseToWrite(problems, io);
    io.stderr.write(`${changes.length} files written.\n`);
  }
  if (plan.stacks.length > 0) {
    io.stderr.write("Run adopt again: what is left can be a stack of its own.\n");
  }
  return 0;
}

import { resolve } from "node:path";
import { disk } from "../../files/disk.ts";
import { type Forge, forgeOf } from "../../forge/forge.ts";
import { postComment } from "../../forge/postComment.ts";
import { baseOf } from "../../git/baseOf.ts";
import { maskProject } from "../../mask/maskTexts.ts";
import type { AffectedEnvironment } from "../../model/affected.ts";
import { readText } from "../../model/files.ts";
import type { Project } from "../../model/project.ts";
import { loadProject } from "../../project/loadProject.ts";
import { reviewMarkdown } from "../../report/review/markdown.ts";
import { review } from "../../review/review.ts";
import { type Command, type ExitCode, type Io, textOption } from "../command.ts";
import { currentDay, refuse, refuseAnswer, rootOf, tellProblems } from "../options.ts";
import { writeOut } from "../writeOut.ts";

/** `terraloom review` */
export const command: Command = {
  description: `Writes what a change does as one Markdown comment: which environments have other code, per variable
what each environment had and has, with links to the lines, verdicts, plans and the rendered diff, folded. It is compared with
where the work left the main branch. With --post the comment is put on the pull request of a GitHub job, or the merge
request of a GitLab one; there is one, which later runs update. Where it may not be posted, as from a fork, the job's
summary has it. Exits 0 whatever it finds: check and drift-report are what fails a build. A revision that is named and is
not there is an error.`,
  examples: {
    "review --since main": "what this branch does",
    "review --plans plans --post": "in CI, with a plan of each environment",
  },
  options: {
    "--since REV":
      "compare with where HEAD left this revision (default: what the request is to go into, else the main branch)",
    "--plans DIR":
      "a folder with `terraform show -no-color` of each environment's plan: ID.txt, by the id of `affected --format json`",
    "--without-plans WHY": "say why there is no plan",
    "--post": "put it on the pull or merge request of this CI job",
    "--out FILE": "write it to a file instead of stdout",
  },
  async run(given, io) {
    const forge = forgeOf(io.env);
    const root = rootOf(given, io);
    const named = textOption(given, "since");
    const base = named === undefined ? undefined : baseOf(root, named, []);
    if (base && !base.ok) return refuse(base.problems, io);
    const since = named ?? forge?.base;
    const project = await loadProject(root);
    const plans = textOption(given, "plans");
    const planOf = plans === undefined ? undefined : plansIn(resolve(io.cwd, plans), project);
    const found = await review(project, {
      today: currentDay(),
      ...(since === undefined ? {} : { since }),
      ...(planOf ? { planOf } : {}),
    });
    const { commit } = found;
    const text = reviewMarkdown(found, {
      withoutPlans: textOption(given, "without-plans"),
      ...(forge && commit
        ? { link: (file: string, line: number) => forge.link(commit, file, line) }
        : {}),
    });
    const out = textOption(given, "out");
    if (out !== undefined && !writeOut(out, text, io)) return 1;
    if (given.options.post === true) return post(forge, text, io);
    if (out === undefined) io.stdout.write(text);
    return 0;
  },
};

/** The texts of plans in a folder, as they may be shown. */
function plansIn(
  folder: string,
  project: Project,
): (environment: AffectedEnvironment) => string | undefined {
  const files = disk(folder);
  const mask = maskProject(project);
  return ({ id }) => {
    const text = readText(files, `${id}.txt`);
    return text === undefined ? undefined : mask("", text);
  };
}

async function post(forge: Forge | undefined, text: string, io: Io): Promise<ExitCode> {
  if (!forge?.comments) {
    const problem =
      "this is no CI job of a pull request on GitHub, nor of a merge request on GitLab";
    const advice = "Without --post the text goes to stdout: post it with what your CI has.";
    return refuseAnswer("--post", problem, io, advice);
  }
  const posted = await postComment(forge.comments, text);
  if (posted.ok) {
    io.stderr.write(`The comment was ${posted.value}.\n`);
    return 0;
  }
  tellProblems(posted.problems, "text", io);
  if (io.summary) io.summary.write(text);
  else io.stdout.write(text);
  io.stderr.write(io.summary ? "The job's summary has it.\n" : "");
  return 0;
}

import { resolve } from "node:path";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
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
import { currentDay, refuse, rootOf, tellProblems, writeOut } from "../options.ts";

export const command: Command = {
  description: `Writes one Markdown comment about a change: the environments whose code differs, and for each
variable the old and new value in each environment, with links to the lines, verdicts, plans and the
diff of the generated files. Compares with the merge base of HEAD and the main branch. With --post
the comment is added to the pull request of the GitHub job, or to the merge request of the GitLab
job; later runs update the same comment. Where the job may not post it, as from a fork, it is
written to the job's summary. Exits 0 whatever it finds: use check and drift-report to fail a build.
A revision that does not exist is an error.`,
  examples: {
    "review --since main": "what this branch changes",
    "review --plans plans --post": "in CI, with a plan of each environment",
  },
  options: {
    "--since REV":
      "compare with the merge base of HEAD and this revision (default: the target branch of the request, else the main branch)",
    "--plans DIR":
      "a folder with the output of `terraform show -no-color` for each environment's plan: ID.txt, with the id of `affected --format json`",
    "--without-plans WHY": "the reason why there are no plans",
    "--post": "add it to the pull or merge request of this CI job",
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
    const reason = { kind: "no-request" } as const;
    return refuse([diagnostic("answer-wrong", { option: "--post", reason })], io);
  }
  const posted = await postComment(forge.comments, text);
  if (posted.ok) {
    io.stderr.write(`The comment was ${posted.value}.\n`);
    return 0;
  }
  tellProblems(posted.problems, "text", io);
  if (io.summary) io.summary.write(text);
  else io.stdout.write(text);
  io.stderr.write(io.summary ? "Written to the job's summary.\n" : "");
  return 0;
}

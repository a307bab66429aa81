import { error } from "./entry.ts";

/** What can go wrong with git. */
export const gitMessages = {
  "git-failed": error<{ said: string; isRun: boolean }>(({ said, isRun }) =>
    isRun
      ? { message: said === "" ? "git failed, and did not say why" : `git: ${said}` }
      : { message: `git cannot be run: ${said}`, advice: "Install it, or put it on PATH." },
  ),
  "commit-unknown": error<{ revision: string; isShallow: boolean }>(({ revision, isShallow }) => ({
    message: `"${revision}" names no commit in this ${cloneText(isShallow)}`,
    advice: isShallow ? fetchAll : "Name a branch, a tag, a hash or HEAD~1.",
  })),
  "no-common-commit": error<{ revision: string; isShallow: boolean }>(
    ({ revision, isShallow }) => ({
      message: `HEAD and "${revision}" have no commit in common in this ${cloneText(isShallow)}`,
      advice: isShallow ? fetchAll : "Name the branch that HEAD comes from, or a commit of it.",
    }),
  ),
} as const;

const fetchAll =
  "Fetch the history: git fetch --unshallow (GitHub: fetch-depth: 0; GitLab: GIT_DEPTH: 0).";

function cloneText(isShallow: boolean): string {
  return isShallow ? "shallow clone" : "clone";
}

import { error, warning } from "./entry.ts";

/** Why a comment is not on its pull or merge request. */
export type NotPosted =
  | { readonly kind: "no-token"; readonly token: string }
  | { readonly kind: "answer"; readonly token: string; readonly status: number }
  | { readonly kind: "silent"; readonly host: string; readonly said: string };

/** What keeps a change's comment from its forge, and a pipeline from its CI. */
export const forgeMessages = {
  "comment-not-posted": warning<NotPosted>((why) => ({
    message: `the comment could not be posted: ${notPostedText(why)}`,
  })),
  "pipeline-too-large": error<{ ci: "GitHub" | "GitLab" }>(({ ci }) =>
    ci === "GitHub"
      ? {
          message: "GitHub takes no output of more than 1 MB",
          advice: "Selectors choose fewer environments for each run.",
        }
      : {
          message: "GitLab takes no pipeline of more than 5 MB",
          advice: "--shards N makes fewer jobs.",
        },
  ),
} as const;

function notPostedText(why: NotPosted): string {
  switch (why.kind) {
    case "no-token":
      return `${why.token} is not set`;
    case "silent":
      return `${why.host} does not answer: ${why.said}`;
    case "answer":
      return [401, 403, 404].includes(why.status)
        ? `${why.token} may not write comments here (${why.status}): in a pull request from a fork it never may`
        : `the answer was ${why.status}`;
  }
}

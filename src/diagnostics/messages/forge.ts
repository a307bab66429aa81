import { clauseOf, error, type Reason, warning } from "./entry.ts";

interface Refused {
  readonly token: string;
  readonly status: number;
}

const notPostedReasons = {
  "no-token": ({ token }: { token: string }) => `${token} is not set`,
  silent: ({ host, said }: { host: string; said: string }) => `${host} does not answer: ${said}`,
  answer: ({ token, status }: Refused) =>
    [401, 403, 404].includes(status)
      ? `${token} may not write comments here (${status}): in a pull request from a fork it never may`
      : `the answer was ${status}`,
};

/** Why a comment is not on its pull or merge request. */
export type NotPosted = Reason<typeof notPostedReasons>;

/** What keeps a change's comment from its forge, and a pipeline from its CI. */
export const forgeMessages = {
  "comment-not-posted": warning<NotPosted>((why) => ({
    message: `the comment could not be posted: ${clauseOf(notPostedReasons, why)}`,
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

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
      ? `${token} may not write comments here (${status}): pull requests from forks cannot`
      : `the response was ${status}`,
};

/** Why a comment is not on its pull or merge request. */
export type NotPosted = Reason<typeof notPostedReasons>;

/** What can go wrong with a pull request's comment, and with a generated pipeline. */
export const forgeMessages = {
  "comment-not-posted": warning<NotPosted>((why) => ({
    message: `the comment could not be posted: ${clauseOf(notPostedReasons, why)}`,
  })),
  "pipeline-too-large": error<{ ci: "GitHub" | "GitLab" }>(({ ci }) =>
    ci === "GitHub"
      ? {
          message: "GitHub limits a job's output to 1 MB",
          advice: "Select fewer environments for each run.",
        }
      : {
          message: "GitLab limits a pipeline's file to 5 MB",
          advice: "Use fewer jobs: --shards JOBS",
        },
  ),
} as const;

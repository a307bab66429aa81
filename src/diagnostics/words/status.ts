import { error, warning } from "./entry.ts";

/** What `status` may have to say of the work tree. */
export const statusWords = {
  "generated-not-current": warning(() => ({
    message: "the generated files are not what the sources say now; status tells of what is there",
    advice: "Run: npx terraloom generate",
  })),
  "digest-missing": error<{ environment: string }>(({ environment }) => ({
    message: `there is no generated code for environment "${environment}" yet`,
    advice: "Run: npx terraloom generate",
  })),
  "history-unknown": warning<{ problem: string }>(({ problem }) => ({
    message: `the history cannot be read, so no commit is named: ${problem}`,
    advice: "status finds applied code in the git history of the manifests.",
  })),
  "since-unknown": error<{ problem: string }>(({ problem }) => ({
    message: `it is not known what is affected: ${problem}`,
    advice: "--since names a commit, a branch or a tag that this clone has.",
  })),
} as const;

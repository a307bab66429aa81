import { error, warning } from "./entry.ts";

/** What `status` may have to say of the work tree. */
export const statusMessages = {
  "generated-not-current": warning(() => ({
    message: "the generated files are not current; status reports on the files as they are",
    advice: "Run: npx terraloom generate",
  })),
  "digest-missing": error<{ environment: string }>(({ environment }) => ({
    message: `there is no generated code for environment "${environment}" yet`,
    advice: "Run: npx terraloom generate",
  })),
  "history-unknown": warning<{ reason: string }>(({ reason }) => ({
    message: `the git history cannot be read, so no commit is named: ${reason}`,
    advice: "status looks for applied code in the git history of the manifests.",
  })),
  "judged-off-main": error<{ main: string | undefined }>(({ main = "the main branch" }) => ({
    message: `with --commit, the checkout must be on ${main}: its schema says what is allowed`,
    advice: `Check out ${main}, and name the commit with --commit REV.`,
  })),
} as const;

import { error, type Reason, warning } from "./entry.ts";

/** Why a saved plan does not match the code that status reports on. */
export const otherPlanReasons = {
  unreadable: ({ reason }: { reason: string }) => reason,
  "no-record":
    "it has no terraform_data.terraloom: it was made with -target, or from code that terraloom did not generate",
  "other-environment": ({ environment }: { environment: string }) =>
    `it is a plan of ${environment}`,
  "other-code": "it was made from different code",
  edited: "it was made from generated files that had been changed by hand",
  "other-holds": "it was made with different holds",
  part: "it was made with -target, or is incomplete",
  "other-values": ({ variables }: { variables: readonly string[] }) =>
    `it was made with values other than those of terraform.tfvars (-var, -var-file): ${variables.join(", ")}`,
  "other-state": "it was made from a different state, or the state has changed since",
};

/** Why a saved plan does not match the code that status reports on, as data. */
export type OtherPlan = Reason<typeof otherPlanReasons>;

/** What can be wrong with the working tree that `status` reports on. */
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
    advice: "status finds the commit of applied code in the git history of the manifests.",
  })),
  "judged-off-main": error<{ main: string | undefined }>(({ main = "the main branch" }) => ({
    message: `with --commit, the checkout must be on ${main}: its schema decides what may be applied`,
    advice: `Check out ${main}, and name the commit with --commit REV.`,
  })),
} as const;

import { error, type Reason, warning } from "./entry.ts";

/** Why a saved plan is not of the code that is judged. */
export const otherPlanReasons = {
  unreadable: ({ reason }: { reason: string }) => reason,
  "no-record":
    "it has no terraform_data.terraloom: it is a plan of a part, or not of code that terraloom made",
  "other-environment": ({ environment }: { environment: string }) => `it is of ${environment}`,
  "other-code": "it is of other code",
  edited: "files that Terraform read were not as they were generated",
  "other-holds": "it holds other things",
  part: "it is of a part (-target), or did not come to its end",
  "other-values": ({ variables }: { variables: readonly string[] }) =>
    `it was made with other values than terraform.tfvars gives (-var, -var-file): ${variables.join(", ")}`,
  "other-state":
    "it was made from another state than the one that was asked, or the state has changed since",
};

/** Why a saved plan is not of the code that is judged, as data. */
export type OtherPlan = Reason<typeof otherPlanReasons>;

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

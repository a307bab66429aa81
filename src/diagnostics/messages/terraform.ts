import { firstFew, lowerFirst } from "../phrases.ts";
import { clauseOf, error, type MessageText, type Reason, warning } from "./entry.ts";

/** A problem that Terraform reports, and the environments that have it. */
export interface ReportedFinding {
  readonly summary: string;
  readonly detail: string;
  readonly environments: readonly string[];
  /** Whether they are all that were verified. */
  readonly all: boolean;
}

/** The output of a program that was run as Terraform and is not. */
export interface OtherAnswer {
  readonly program: string;
  /** Absent: it did not finish. */
  readonly status?: number;
  readonly said: string;
}

interface Program {
  readonly program: string;
}

const notRun = ({ program, said }: Program & { readonly said: string }) =>
  `${program} cannot be run: ${said}`;

const noAnswers = {
  absent: notRun,
  "not-run": notRun,
  killed: ({ program, signal }: Program & { readonly signal: string | null }) =>
    `${program} was killed by ${signal}`,
  slow: ({ seconds }: { seconds: number }) => `it did not finish within ${seconds} seconds`,
  stopped: "it was stopped",
  "too-much": "its output is over 256 MiB",
  "no-state": "its state is not JSON",
  silent: "it ended without an error, but did not print a complete plan",
  /** It ended with an error. */
  refused: ({ said }: { said: string }) => said || "Terraform did not say why",
};

export type NoAnswer = Reason<typeof noAnswers>;

/** Why a change's plan was not compared with the one before it. */
export const unplannedReasons = {
  shared: "it shares its root module with others",
  "not-initialised": "its folder is not initialised",
  failed: ({ reason }: { reason: string }) => reason,
  "failed-before": ({ reason }: { reason: string }) => `as it is: ${reason}`,
};

/** Why a change's plan was not compared with the one before it, as data. */
export type Unplanned = Reason<typeof unplannedReasons>;

/** What can be wrong with the Terraform that is run, and what it finds. */
export const terraformMessages = {
  "terraform-not-found": error<{ wanted: string | undefined; answered: readonly OtherAnswer[] }>(
    ({ wanted, answered: [answer] }) => {
      if (answer) {
        const said = shortened(oneLine(answer.said)) || "it said nothing";
        const ended = answer.status === undefined ? "" : `ended with status ${answer.status}: `;
        return {
          message: `"${answer.program}" does not behave like Terraform: "${answer.program} version -json" ${ended}${said}`,
          advice:
            "If it is a wrapper or a shim (tfenv, asdf, mise), choose a version for this folder; or name another program with --terraform PATH.",
        };
      }
      return wanted
        ? {
            message: `"${wanted}" cannot be run as Terraform`,
            advice:
              "--terraform takes the name or the path of a program that supports `version -json`.",
          }
        : {
            message: "there is neither terraform nor tofu on PATH",
            advice: "Install one of them, or name it with --terraform PATH.",
          };
    },
  ),
  "terraform-unanswered": error<NoAnswer>((why) => clauseOf(noAnswers, why)),
  "terraform-invalid": error<ReportedFinding>(findingText),
  "terraform-warning": warning<ReportedFinding>(findingText),
  "terraform-format": error<{ file: string }>(({ file }) => ({
    message: `${file} is not formatted as terraform fmt does`,
    advice: `Format its template, or run: terraform fmt ${file}`,
  })),
  "terraform-failed": error<{
    step: string;
    reason: string;
    environments: readonly string[];
    all: boolean;
  }>(
    ({ step, reason, environments, all }) =>
      `terraform ${step} failed${ofText(environments, all)}: ${oneLine(reason) || "it said nothing"}`,
  ),
  "plan-changes": error<{ environment: string; addresses: readonly string[] }>(
    ({ environment, addresses }) => ({
      message: `the change would also change what Terraform plans for ${environment}: ${firstFew(addresses)}`,
      advice:
        "Nothing was written. If you want that, --no-plan makes the change without comparing plans.",
    }),
  ),
  "plan-broken": error<{ environment: string; reason: string }>(({ environment, reason }) => ({
    message: `Terraform could not plan ${environment} any more: ${oneLine(reason)}`,
    advice: "Nothing was written. --no-plan makes the change without comparing plans.",
  })),
  "environment-not-generated": error<{ folder: string }>(({ folder }) => ({
    message: `there is no ${folder}/ to verify`,
    advice: "Run: npx terraloom generate",
  })),
  "verified-not-current": warning<{ files: readonly string[] }>(({ files }) => ({
    message: `the generated files are not current (${firstFew(files)}): verify checks the files on disk`,
    advice: "npx terraloom check shows what differs, npx terraloom generate fixes it.",
  })),
} as const;

/** Terraform's headline; its explanation comes below the line that it is about. */
function findingText({ summary, detail, environments, all }: ReportedFinding): MessageText {
  const message = lowerFirst(summary) + ofText(environments, all);
  return detail === "" ? message : { message, advice: oneLine(detail) };
}

function ofText(environments: readonly string[], all: boolean): string {
  if (environments.length === 0) return "";
  return all && environments.length > 3
    ? ` (all ${environments.length} environments)`
    : ` (${firstFew(environments)})`;
}

/** Some programs print a whole page. */
function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

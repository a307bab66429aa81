import { join } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import type { TerraformAnswer } from "../terraform/answer.ts";
import { errorText, type TerraformError, terraformErrors } from "../terraform/errorText.ts";
import type { Finding } from "./finding.ts";
import type { VerifyContext } from "./runEnvironments.ts";

/** What `fmt -check` found. */
export interface FormatFindings {
  /** Files that `fmt` would change, relative to the repository's root. */
  readonly unformatted: readonly string[];
  /** Files that it cannot read, or why it cannot be run. */
  readonly findings: readonly Finding[];
}

/**
 * Runs `fmt -check` on everything that was copied: modules are no environment's own. It says nothing of the others
 * while there is a file that it cannot read: such a file is reported, discarded from the copy, and it runs again.
 */
export async function checkFormat(context: VerifyContext): Promise<FormatFindings> {
  const answer = await runFormat(context);
  if (!answer.ok) return { unformatted: [], findings: [failure(reasonOf(answer.problems))] };
  const { status, stdout, stderr } = answer.value;
  // 3 says that something is not formatted.
  if ([0, 3].includes(status)) {
    const files = stdout.split(/\r?\n/).filter((line) => line !== "");
    return { unformatted: files.map((file) => inRepository(file, context)), findings: [] };
  }
  const errors = terraformErrors(stderr);
  const unreadable = errors.flatMap(({ place }) => (place ? [place.file] : []));
  if (unreadable.length === 0) {
    return { unformatted: [], findings: [failure(errorText(stderr))] };
  }
  for (const file of unreadable) context.copy.discard(file);
  const rest = await checkFormat(context);
  const found = errors.map((error) => findingOf(error, context));
  return { ...rest, findings: [...found, ...rest.findings] };
}

function runFormat({ terraform, copy, timeout, signal }: VerifyContext): Promise<TerraformAnswer> {
  return terraform.run(copy.output, ["fmt", "-check", "-recursive", "-no-color"], {
    env: { TF_DATA_DIR: join(copy.data, "+fmt") },
    timeout,
    signal,
  });
}

function findingOf({ text, place }: TerraformError, context: VerifyContext): Finding {
  if (!place) return failure(text);
  const [summary = "", ...detail] = text.split(": ");
  const where = { file: inRepository(place.file, context), line: place.line };
  return { kind: "error", summary, detail: detail.join(": "), place: where };
}

function inRepository(file: string, { copy }: VerifyContext): string {
  return copy.fileOf(join(copy.output, file)) ?? file;
}

function failure(reason: string): Finding {
  return { kind: "failed", summary: "fmt", detail: reason };
}

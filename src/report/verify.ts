import { hasErrors } from "../diagnostics/diagnostic.ts";
import { count } from "../diagnostics/phrases.ts";
import type { VerifyReport } from "../model/verifyReport.ts";

/** The result of a run of `verify`, in one sentence. */
export function verdictText(
  { environments, invalid, problems }: VerifyReport,
  terraform: { readonly program: string; readonly version: string },
): string {
  const product = /tofu[^/\\]*$/i.test(terraform.program) ? "OpenTofu" : "Terraform";
  const by = `${product} ${terraform.version}`;
  const all = count(environments.length, "environment");
  if (environments.length === 0) return "Nothing was verified.";
  if (!hasErrors(problems)) return `${all}: valid (${by})`;
  if (invalid.length === 0) return `${all}: valid, but not all is well (${by})`;
  return `${all}: ${invalid.length} not valid (${by})`;
}

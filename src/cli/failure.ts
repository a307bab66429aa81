import { diagnostic } from "../diagnostics/diagnostic.ts";
import { ownVersion } from "../files/ownVersion.ts";
import { formatDiagnostics } from "../report/problems/format.ts";

/**
 * What is printed of a run that an exception has ended: what the system refused, or an internal error with its stack trace.
 *
 * @param runtime Node and the system, for whoever reads the report
 */
export function failureText(thrown: unknown, runtime: string): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // No permission, no room, a folder where a file is wanted, a name too long, a folder that is gone: no fault of ours.
  if (thrown instanceof Error && "syscall" in thrown) {
    const what = thrown.syscall === "mkdtemp" ? "temporary-folder" : "run";
    return formatDiagnostics([diagnostic("system-refuses", { what, reason: message })], "text");
  }
  const error = formatDiagnostics([diagnostic("internal-error", { message })], "text");
  const trace = thrown instanceof Error ? `${thrown.stack}\n` : "";
  return `${error}${trace}terraloom ${ownVersion()}, ${runtime}\n`;
}

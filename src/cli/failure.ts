/**
 * The message for a run that an exception has ended: what the system refused, or an internal error with its stack trace.
 *
 * @param versions what it ran with, for whoever reads the report
 */
export function failureText(thrown: unknown, versions = ""): string {
  // No permission, no room, a folder where a file is wanted, a name too long, a folder that is gone: no fault of ours.
  if (thrown instanceof Error && "syscall" in thrown) {
    const advice =
      thrown.syscall === "mkdtemp"
        ? "  That is the folder for temporary files, which TMPDIR names: it has to be there, and writable.\n"
        : "";
    return `terraloom: the system refuses: ${thrown.message}\n${advice}`;
  }
  const trace = thrown instanceof Error ? thrown.stack : String(thrown);
  return `terraloom: internal error, please report it with this text and what the same command says with --debug.\n${trace}\n${versions}`;
}

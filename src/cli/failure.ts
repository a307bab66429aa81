/** What a disk may say of files, through no fault of ours: no permission, no room, read-only, too many at once. */
const refusals = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EMFILE", "ENFILE"];

/** What a person is told of a run that something thrown has ended: what the system refuses, or a mistake of ours with its trace. */
export function failureText(thrown: unknown): string {
  if (thrown instanceof Error && "code" in thrown && refusals.includes(String(thrown.code))) {
    return `terraloom: the system refuses: ${thrown.message}\n`;
  }
  const trace = thrown instanceof Error ? thrown.stack : String(thrown);
  return `terraloom: this is a mistake of terraloom's own; please report it with this text.\n${trace}\n`;
}

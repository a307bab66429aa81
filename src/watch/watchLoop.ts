/**
 * Runs once, and again after each change, one run at a time.
 *
 * @param run must not throw for what a user did
 * @param tell is given what the run before it came to, so that nothing is reported twice
 * @param changed waits for the next change; false ends the loop
 * @returns what the last run came to
 */
export async function watchLoop<Report>(
  run: () => Promise<Report>,
  tell: (report: Report, before: Report | undefined) => void,
  changed: (report: Report) => Promise<boolean>,
): Promise<Report> {
  let before: Report | undefined;
  for (;;) {
    const report = await run();
    tell(report, before);
    before = report;
    if (!(await changed(report))) return report;
  }
}

/** The commands of a runbook's section, by the number of the step that they stand in, in order. */
export function commandsOf(
  runbook: string,
  heading: string,
): ReadonlyMap<number, readonly string[]> {
  const section = runbook.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const steps = new Map<number, string[]>();
  let step = 0;
  for (const line of section.split("\n")) {
    step = Number(/^(\d+)\. /.exec(line)?.[1] ?? step);
    const command = /^ {4,}(\S.*)$/.exec(line)?.[1];
    if (command) steps.set(step, [...(steps.get(step) ?? []), command]);
  }
  return steps;
}

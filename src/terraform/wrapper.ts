/**
 * What Terraform answered, where a CI runner's wrapper stands for it. That of `hashicorp/setup-terraform` adds lines for
 * the runner to the output, ends with 0 where Terraform ended with 2 (a plan has changes), and with 1 where it ended
 * with anything else but 0.
 */
export function unwrapAnswer<Run extends { readonly status: number; readonly stdout: string }>(
  run: Run,
): Run {
  if (!/^(?:::|\[command\])/m.test(run.stdout)) return run;
  const status = [...run.stdout.matchAll(/^::set-output name=exitcode::(\d+)\r?$/gm)].at(-1)?.[1];
  const stdout = run.stdout.replaceAll(runnerLine, "");
  return { ...run, stdout, status: status === undefined ? run.status : Number(status) };
}

const runnerLine = /^(?:::[a-z][a-z-]*(?: [^\n]*)?::|\[command\])[^\n]*\n?/gm;

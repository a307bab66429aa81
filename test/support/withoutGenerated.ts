/** A diff in which each generated file is a line: what becomes of them is tested elsewhere. */
export function withoutGenerated(diff: string): string {
  return diff.replace(
    /^--- \S+\n\+\+\+ \S+\n(?:[-+ @\\].*\n)*?(?=^--- |(?![\s\S]))/gm,
    (one) =>
      /^(?:---|\+\+\+) [ab]\/((?:generated|infra\/(?:live|\.terraloom))\/\S+)/m
        .exec(one)?.[1]
        ?.replace(/$/, "\n") ?? one,
  );
}

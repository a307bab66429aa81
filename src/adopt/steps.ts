/** A path in pieces; "." and "" have none. */
export function stepsOf(path: string): readonly string[] {
  return path.split("/").filter((step) => step !== "" && step !== ".");
}

export function commonSteps(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = paths;
  const end = first.findIndex((step, at) => paths.some((path) => path[at] !== step));
  return end < 0 ? first : first.slice(0, end);
}

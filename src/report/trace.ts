import { placeText } from "../diagnostics/phrases.ts";
import type { Thread, ThreadPlace, ThreadValue } from "../model/thread.ts";
import { jsonLiteral } from "../render/literals.ts";
import { jsonDocument } from "./json.ts";
import { plainStyle, type Style } from "./style.ts";

/** Threads as a person reads them: each stop of the way with its places, a line a place. */
export function traceText(threads: readonly Thread[], style: Style = plainStyle): string {
  return threads.map((thread) => threadText(thread, style)).join("\n");
}

/** Threads as one JSON document, see docs/json/trace.schema.json. */
export function traceJson(threads: readonly Thread[]): string {
  return jsonDocument({ version: 1, threads });
}

interface Row {
  readonly place: string;
  readonly note: string;
}

function threadText(thread: Thread, style: Style): string {
  const { name, kind, stack, description, declaration } = thread;
  const isSecret = kind === "secret";
  const isOutput = kind === "output";
  const groups: (readonly [title: string, rows: readonly Row[]])[] = [
    ["declared", declaration ? [{ place: placeText(declaration), note: facts(thread) }] : []],
    ["values", thread.values.map((value) => valueRow(value, thread))],
    ["definitions", thread.definitions.map(row)],
    [isOutput ? "written" : "root declarations", thread.declarations.map(row)],
    ["module arguments", thread.arguments.map(row)],
    [isOutput ? "made by modules" : "module declarations", thread.moduleDeclarations.map(row)],
    [isSecret ? "named in code" : "read", thread.reads.map(row)],
  ];
  const rows = groups.flatMap(([, all]) => all);
  const width = Math.max(...rows.map(({ place }) => place.length), 0);
  const what = `${isOutput ? "an" : "a"} ${kind} of stack ${stack}`;
  const lines = [`${style.bold(name)}, ${what}${description === "" ? "" : `: ${description}`}`];
  for (const [title, all] of groups) {
    if (all.length === 0) continue;
    lines.push("", style.cyan(title));
    for (const { place, note } of all) {
      lines.push(`  ${place.padEnd(width)}  ${style.dim(note)}`.trimEnd());
    }
  }
  if (isSecret) lines.push("", "Its value is written down nowhere: it is set in the secret store.");
  if (thread.neverUsed) lines.push("", style.yellow(nowhereText(thread)));
  return `${lines.join("\n")}\n`;
}

function facts({ labels, drift, sensitive, kind }: Thread): string {
  const all = Object.entries(labels).map(([key, values]) => `${key}: ${values.join(", ")}`);
  if (drift !== undefined) all.push(`may differ: ${drift}`);
  if (sensitive && kind !== "secret") all.push("sensitive");
  return all.join("; ");
}

function valueRow({ environment, value, from, reads, location }: ThreadValue, thread: Thread): Row {
  const shown =
    value === undefined ? (thread.sensitive ? "(sensitive)" : "none") : jsonLiteral(value);
  const note = {
    spec: "",
    inherited: ", which the spec extends",
    default: ", the default",
    computed: `, computed from ${reads?.join(", ") || "nothing"}`,
  }[from];
  const place = location
    ? placeText(location)
    : thread.declaration && placeText(thread.declaration);
  return { place: place ?? "", note: `${environment}: ${shown}${note}` };
}

function row({ location, environment, block, module, state }: ThreadPlace): Row {
  const target = module === undefined || block === undefined ? "" : `to ${module} in ${block}`;
  const from = state === undefined ? "" : `from the state of ${state}`;
  const notes = [environment ?? "", target || (block ? `in ${block}` : ""), from];
  return { place: placeText(location), note: notes.filter((note) => note !== "").join(", ") };
}

function nowhereText({ name, kind, moduleDeclarations, values }: Thread): string {
  if (kind === "output") {
    return "Nothing here reads it: no terraform_remote_state, and no template with outputOf.";
  }
  if (kind === "secret") return `It is never used: no generated code names ${name}.`;
  if (values.length === 0) return "Its stack has no environment yet.";
  const modules = [...new Set(moduleDeclarations.map(({ module }) => module))].join(" and ");
  return modules === ""
    ? `It is never used: it goes to no module, and no environment's own code reads var.${name}.`
    : `It is never used: ${modules} declares it, and no code there reads it.`;
}

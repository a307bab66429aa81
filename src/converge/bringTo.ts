import { givenOf, heldValue, meaningOf, specPath } from "../compare/subject.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { startOf } from "../diagnostics/position.ts";
import { manualEdit } from "../edit/manualEdit.ts";
import type { Environment } from "../model/environment.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import type { Wanted } from "../model/rollback.ts";
import { specOf } from "../model/spec.ts";
import { labelOf, type Subject } from "../model/subject.ts";
import { isMapValue, type Value, valueAt } from "../model/value.ts";
import { inherit, layersOf } from "../resolve/inherit.ts";
import { type Edited, type Obstacle, obstacle } from "../text/textEdit.ts";
import { canonical } from "../values/canonical.ts";
import { applyPieces, type Layered, piecesFor } from "./pieces.ts";
import { environmentsOf, type Sources, textIn, withText } from "./sources.ts";

/**
 * The smallest edit of an environment's own spec with which it resolves to a value: its own entry is removed where
 * what it then inherits, or the default, is that value; of a map only what differs is edited; else the value is
 * set. Each is tried in memory: the value must be the wanted one, and nothing else may change, here or in
 * an environment that extends this one.
 *
 */
export function bringTo(
  sources: Sources,
  environment: Environment,
  wanted: Wanted,
): Result<Sources> {
  const { file, name } = environment;
  const before = environmentsOf(sources, file);
  const refused: Failure<Obstacle>[] = [];
  const changedOthers = new Set<string>();
  for (const edit of editsFor(sources, environment, wanted)) {
    if (!edit.ok) {
      refused.push(edit);
      continue;
    }
    const edited = withText(sources, file, edit.value);
    const after = edited && environmentsOf(edited, file);
    const there = after?.get(name);
    if (!edited || !after || !there || !isWanted(there, wanted)) continue;
    const others = [...before.keys()].filter(
      (other) => restOf(before.get(other), name, wanted) !== restOf(after.get(other), name, wanted),
    );
    if (others.length === 0) return success(edited);
    for (const other of others) changedOthers.add(other);
  }
  const reason =
    extendedBy(environment, wanted, [...changedOthers]) ??
    inheritedBy(sources, environment, wanted);
  return reason ? failure(reason) : writtenByHand(environment, wanted, refused);
}

/** Brings an environment to several values, one edit after the other; reports what cannot be done. */
export function bringAll(
  before: Sources,
  environment: Environment,
  wanted: readonly Wanted[],
): { readonly sources: Sources; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  let sources = before;
  for (const one of wanted) {
    const brought = bringTo(sources, environment, one);
    if (brought.ok) sources = brought.value;
    else problems.push(...brought.problems);
  }
  return { sources, problems };
}

/** The edits that may be enough, the smallest first. */
function editsFor(
  sources: Sources,
  environment: Environment,
  { subject, given, held }: Wanted,
): readonly Edited[] {
  const { file, stack, within } = environment;
  const text = textIn(sources, file);
  const inside = specPath(subject).map(String);
  const path = [...within, ...inside];
  const layered = layeredAt(sources, environment, inside);
  const order = [...stack[subject.kind === "variable" ? "variables" : "settings"].keys()];
  const neighbours = order.slice(0, order.indexOf(subject.name));
  const removal = layered.own === undefined ? [] : [applyPieces(text, [{ path, neighbours }])];
  // The specs' value there may resolve differently here; then the resolved value is written.
  const values = [...(given === undefined ? [] : [given]), held ?? null];
  return [
    ...removal,
    ...values.flatMap((value) => [
      applyPieces(text, piecesFor(path, layered, value, subject.type, neighbours)),
      applyPieces(text, [{ path, value, neighbours }]),
    ]),
  ];
}

function layeredAt({ specs }: Sources, environment: Environment, path: readonly string[]): Layered {
  const own = specOf(specs, environment);
  const [, ...below] = own ? layersOf(specs, own) : [];
  const sections = below.length > 0 ? inherit(below) : {};
  return { own: valueAt(own?.value, path), below: valueAt(sections as Value, path) };
}

function isWanted(environment: Environment, { subject, held }: Wanted): boolean {
  return meaningOf(environment, subject) === canonical(held, subject.type);
}

/** All values of an environment but the one that is changed, as a text to compare. */
function restOf(environment: Environment | undefined, name: string, { subject }: Wanted): string {
  if (!environment) return "";
  const isSubject = (kind: Subject["kind"], key: string): boolean =>
    environment.name === name && kind === subject.kind && key === subject.name;
  const without = (kind: Subject["kind"], values: Readonly<Record<string, Value>>): Value =>
    Object.fromEntries(Object.entries(values).filter(([key]) => !isSubject(kind, key)));
  const waivers = environment.acceptedDrift.map(({ location, ...waiver }): Value => waiver);
  return canonical([
    without("variable", environment.given),
    without("variable", environment.values),
    without("setting", environment.givenSettings),
    without("setting", environment.settings),
    waivers,
  ]);
}

function extendedBy(
  { name, file }: Environment,
  { subject }: Wanted,
  others: readonly string[],
): Diagnostic | undefined {
  const environments = others.filter((other) => other !== name);
  if (environments.length === 0) return undefined;
  return diagnostic("spec-is-extended", { label: labelOf(subject), environments }, startOf(file));
}

/** Inherited entries of a map that the environment must not have: no entry of its own can remove them. */
function inheritedBy(
  sources: Sources,
  environment: Environment,
  { subject, given, held }: Wanted,
): Diagnostic | undefined {
  const { name, locate } = environment;
  const path = specPath(subject).map(String);
  const { below } = layeredAt(sources, environment, path);
  const inside = surplus(below, given ?? held);
  if (inside === undefined) return undefined;
  const label = [labelOf(subject), ...inside].join(".");
  const location = locate([...path, ...inside], "key");
  return diagnostic("inherited-entry", { label, environment: name }, location);
}

/** The path of the first entry that a map has and another one has not. */
function surplus(map: Value | undefined, wanted: Value | undefined): readonly string[] | undefined {
  if (!isMapValue(map) || !isMapValue(wanted)) return undefined;
  for (const [key, value] of Object.entries(map)) {
    if (!Object.hasOwn(wanted, key)) return [key];
    const inside = surplus(value, wanted[key]);
    if (inside) return [key, ...inside];
  }
  return undefined;
}

function writtenByHand(
  { file, name, locate }: Environment,
  { subject }: Wanted,
  [refused]: readonly Failure<Obstacle>[],
): Failure {
  const write = `give ${labelOf(subject)} its value in ${name} there.`;
  if (refused) return manualEdit(refused, write, startOf(file));
  const path = specPath(subject);
  const shared = obstacle({ kind: "shared", path: path.map(String) });
  return manualEdit(shared, write, locate(path, "value"));
}

/** An environment's value, as the wanted value of another one. */
export function wantedFrom(environment: Environment, subject: Subject): Wanted {
  return {
    subject,
    given: givenOf(environment, subject),
    held: heldValue(environment, subject),
  };
}

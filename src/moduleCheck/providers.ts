import { nearest } from "../diagnostics/nearest.ts";
import { TokenCursor } from "../hcl/evaluate/tokenCursor.ts";
import { attributeNamed, wholeReference } from "../hcl/outline/find.ts";
import type { Block, Expression, Range } from "../hcl/outline/nodes.ts";
import { type Finding, found, related } from "./finding.ts";
import type { Call, Declaration, Module, ReadFile } from "./module.ts";
import type { Modules } from "./values.ts";

/** Checks that the provider configurations that a module uses exist, and that called modules take those that it passes. */
export function checkProviders(module: Module, modules: Modules): Finding[] {
  if (module.isOpaque) return [];
  return [
    ...module.blocks.flatMap(({ file, block }) => checkBlock(file, block, module)),
    ...module.calls.flatMap((call) => checkCall(call, module, modules)),
  ];
}

/** `provider = aws.east` without a configuration of that alias. */
function checkBlock(file: ReadFile, { type, body }: Block, module: Module): Finding[] {
  if (type !== "resource" && type !== "data" && type !== "ephemeral") return [];
  const argument = attributeNamed(body, "provider");
  const reference = argument && wholeReference(argument.expression);
  const alias = reference?.steps.length === 1 ? reference.steps[0]?.name : undefined;
  if (!reference || alias === undefined) return [];
  return checkThere(`${reference.root}.${alias}`, { file, place: reference }, module);
}

function checkThere(
  provider: string,
  { file, place }: { readonly file: ReadFile; readonly place: Range },
  { providers, aliases }: Module,
): Finding[] {
  const names = [...providers.map(({ name }) => name), ...aliases];
  if (names.includes(provider)) return [];
  const suggestion = nearest(provider, names);
  return [found(file, place, "undeclared-provider", { provider, suggestion })];
}

function checkCall(call: Call, module: Module, modules: Modules): Finding[] {
  const { folder, file, name, body } = call;
  const called = folder === undefined ? undefined : modules(folder);
  const argument = attributeNamed(body, "providers");
  const passed = argument ? pairsIn(argument.expression) : [];
  if (!passed || !called || called.isOpaque) return [];
  const place = argument
    ? { start: argument.start, end: argument.start + "providers".length }
    : call;
  const given = new Set(passed.map(({ to }) => to));
  const missing = [...called.aliases].filter((alias) => !given.has(alias));
  const untaken = passed.filter(
    ({ to }) => to.includes(".") && !called.aliases.has(to) && !isOwn(called, to),
  );
  const own = called.providers.find(isConfigured);
  const repeated = ["count", "for_each", "depends_on"].find((each) => attributeNamed(body, each));
  const about = { call: name, folder: called.folder };
  const findings = passed
    .filter(({ from }) => from.includes("."))
    .flatMap(({ from }) => checkThere(from, { file, place }, module));
  if (missing.length > 0) {
    findings.push(found(file, place, "provider-not-passed", { ...about, names: missing }));
  }
  for (const { to } of untaken) {
    const args = { ...about, provider: to, suggestion: nearest(to, called.aliases) };
    findings.push(found(file, place, "provider-not-taken", args));
  }
  if (own && repeated !== undefined) {
    const args = { ...about, argument: repeated };
    const configured = [related(own.file, own, "the provider is configured here")];
    findings.push(found(file, call, "provider-in-repeated-module", args, configured));
  }
  return findings;
}

/** A configuration of its own with that alias, which old modules have. */
function isOwn({ providers }: Module, name: string): boolean {
  return providers.some((provider) => provider.name === name);
}

/** An empty block of a called module is a placeholder, as before `configuration_aliases`. */
function isConfigured({ body }: Declaration): boolean {
  return body.statements.some(
    (statement) => statement.kind !== "attribute" || !["alias", "version"].includes(statement.name),
  );
}

interface Passed {
  /** What the called module names it. */
  readonly to: string;
  readonly from: string;
}

/** The entries of `providers = { aws.a = aws.b }`; undefined where they are written in another way. */
function pairsIn({ tokens }: Expression): readonly Passed[] | undefined {
  const reader = new PairReader(tokens);
  return reader.whole(() => reader.pairs(), undefined);
}

class PairReader extends TokenCursor {
  pairs(): readonly Passed[] | undefined {
    const pairs: Passed[] = [];
    this.want("{");
    while (!this.take("}")) {
      const to = this.name();
      if (!this.take("=")) this.want(":");
      pairs.push({ to, from: this.name() });
      this.take(",");
    }
    return pairs;
  }

  private name(): string {
    const { text } = this.want("identifier");
    return this.take(".") ? `${text}.${this.want("identifier").text}` : text;
  }
}

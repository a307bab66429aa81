import { attributeLines } from "../../hcl/attributes.ts";
import { literalOf } from "../../hcl/literalOf.ts";
import type { Value } from "../../model/value.ts";
import type { Answers, BackendAnswer } from "../answers.ts";
import { backendOf, valueFault } from "../backends.ts";
import { type Adoption, escapeBraces, type Part, sameText } from "./adoption.ts";
import type { Block } from "./blocks.ts";
import type { Existing } from "./read.ts";
import { attributeOf } from "./variables.ts";

/** The files of the terraform blocks: the backend from settings, all else as it is. */
export async function adoptBackend(
  adoption: Adoption,
  parts: readonly Part[],
): Promise<readonly (readonly [path: string, text: string])[]> {
  const blocks = parts.filter(({ type }) => type === "terraform");
  const others: string[] = [];
  const files: (readonly [string, string])[] = [];
  for (const part of blocks) {
    const backend = backendIn(part.first.block);
    if (!backend) {
      const text = sameText(adoption, part);
      if (text !== undefined) others.push(text);
      continue;
    }
    const text = sameText(adoption, part, withoutBackend);
    const [, body = ""] = /\{(.*)\}/s.exec(text ?? "") ?? [];
    if (text !== undefined && body.trim() !== "") others.push(text.replace(/\s*\n\s*\}$/, "\n}"));
    files.push(["backend.tf.hbs", await backendText(adoption, part)]);
  }
  if (others.length > 0) files.push(["terraform.tf", `${others.join("\n\n")}\n`]);
  return files;
}

/** The backend that all environments have, with what they agree on, to offer it. */
export async function backendFound({ environments }: Existing): Promise<BackendAnswer | undefined> {
  const blocks = environments.map(
    ({ files }) =>
      files.flatMap(({ body }) => body.blocks.flatMap((block) => backendIn(block) ?? []))[0],
  );
  const type = blocks[0]?.labels[0] ?? "";
  const known = backendOf(type);
  if (!known || blocks.some((block) => block?.labels[0] !== type)) return undefined;
  const values: Record<string, string | boolean> = {};
  for (const { name, expression } of blocks[0]?.attributes ?? []) {
    const same = blocks.every((block) => block && attributeOf(block, name) === expression);
    if (!same || valueFault(known, name) !== undefined) continue;
    const value = await literalOf(expression);
    if (typeof value === "string" || typeof value === "boolean") values[name] = value;
  }
  return { type, values };
}

/** The folders whose states a project that begins anew would take for its own: applying it would destroy what they hold. */
export async function sharedStates(
  { environments }: Existing,
  answers: Answers,
): Promise<readonly string[]> {
  const known = backendOf(answers.backend.type);
  if (!known?.state) return [];
  const { attribute, ending } = known.state;
  const keys = new Set(answers.environments.map((name) => name + ending));
  const shared: string[] = [];
  for (const { folder, files } of environments) {
    const backend = files.flatMap(({ body }) =>
      body.blocks.flatMap((block) => backendIn(block) ?? []),
    )[0];
    if (backend?.labels[0] !== known.type) continue;
    const valueOfAttribute = (name: string) => literalOf(attributeOf(backend, name) ?? "null");
    // What is not said in the code may be anything.
    const isSame = async (name: string): Promise<boolean> => {
      const value = (await valueOfAttribute(name)) ?? answers.backend.values[name];
      return value === answers.backend.values[name];
    };
    const key = await valueOfAttribute(attribute);
    const wanted = await Promise.all(Object.keys(known.wants).map(isSame));
    if (typeof key === "string" && keys.has(key) && wanted.every(Boolean)) shared.push(folder);
  }
  return shared;
}

function backendIn({ blocks }: Block): Block | undefined {
  return blocks.find(({ type }) => type === "backend");
}

function withoutBackend(block: Block): string {
  const backend = backendIn(block);
  return backend ? block.text.replace(backend.text, () => "") : block.text;
}

async function backendText(adoption: Adoption, part: Part): Promise<string> {
  const found = part.occurrences.map(({ block }) => backendIn(block));
  const type = found[0]?.labels[0] ?? "";
  if (found.some((backend) => backend?.labels[0] !== type)) {
    adoption.leave(part, "environments have different backends");
  }
  if (found.some((backend) => (backend?.blocks.length ?? 0) > 0)) {
    adoption.leave(part, "a block inside of a backend is not read");
  }
  const known = backendOf(type);
  const names = new Set(
    found.flatMap((backend) => backend?.attributes.map(({ name }) => name) ?? []),
  );
  const lines: [string, string][] = [];
  for (const name of names) {
    const values: Value[] = [];
    for (const backend of found) {
      const value = await literalOf(
        backend?.attributes.find((one) => one.name === name)?.expression ?? "null",
      );
      if (value !== undefined && value !== null) values.push(value);
    }
    const fault = known && name !== known.state?.attribute ? valueFault(known, name) : undefined;
    if (fault !== undefined) adoption.leave(part, fault);
    if (values.length < found.length) {
      adoption.leave(part, `its ${name} is given in some environments alone, or is no literal`);
      continue;
    }
    lines.push([name, lineOf(adoption, name, values, known?.state)]);
  }
  return `terraform {\n  backend "${type}" {\n${attributeLines(lines, "    ")}  }\n}\n`;
}

/** What an attribute of the backend is written as: by the environment's name where it follows it, else from a setting. */
function lineOf(
  adoption: Adoption,
  name: string,
  values: readonly Value[],
  state: { readonly attribute: string; readonly ending: string } | undefined,
): string {
  const follows = adoption.environments.every(
    (environment, index) => values[index] === environment.name + (state?.ending ?? ""),
  );
  if (state?.attribute === name && follows) return `"{{{environment.name}}}${state.ending}"`;
  const isFlag = values.every((value) => typeof value === "boolean");
  if (isFlag && new Set(values).size === 1) return escapeBraces(String(values[0]));
  const isText = values.every((value) => typeof value === "string");
  adoption.declare({
    name: `backend_${name}`,
    kind: "setting",
    type: undefined,
    zod: isText ? "z.string()" : "z.unknown()",
    description: `Where the Terraform states lie: the backend's ${name}`,
    values,
  });
  return `{{settings.backend_${name}}}`;
}

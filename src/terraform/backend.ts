import { posix } from "node:path";
import { plainText } from "../hcl/outline/find.ts";
import type { Block } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { isCode, isOverride } from "../model/codeFiles.ts";
import { type Files, readText } from "../model/files.ts";
import { jsonObjects } from "../model/value.ts";
import { readJson } from "../text/readJson.ts";

/** The backend that the code of a folder declares. */
export interface Backend {
  /** `s3`, `local`, ...; `cloud` for that block. */
  readonly type: string;
  /** The settings that are written as plain text. */
  readonly settings: ReadonlyMap<string, string>;
  /** The file that declares it; absent where none does: then the state is a file in the folder. */
  readonly file?: string;
  /** Code that declares the backend and nothing else, by file name: it needs no module and no provider. */
  readonly code: ReadonlyMap<string, string>;
}

/** The backend that the code of a folder declares. Of several files the last override counts, as Terraform does it. */
export function backendIn(files: Pick<Files, "read" | "list">, folder: string): Backend {
  const names = files.list(folder).flatMap(({ name }) => (isCode(name) ? [name] : []));
  const ordered = [...names.filter((name) => !isOverride(name)), ...names.filter(isOverride)];
  const backends = ordered.flatMap((name) => {
    const text = readText(files, posix.join(folder, name)) ?? "";
    return (name.endsWith(".json") ? backendOfJson(name, text) : backendOfHcl(name, text)) ?? [];
  });
  return backends.at(-1) ?? { type: "local", settings: new Map(), code: new Map() };
}

function backendOfHcl(name: string, text: string): Backend | undefined {
  const { blocks } = outline(text).body;
  const inner = blocks
    .filter(({ type }) => type === "terraform")
    .flatMap(({ body }) => body.blocks);
  const found = inner.find(({ type }) => type === "backend" || type === "cloud");
  if (!found) return undefined;
  const textOf = ({ start, end }: Block): string => text.slice(start, end);
  // OpenTofu: a state may be encrypted, and a backend may be set by variables.
  const encryption = inner.filter(({ type }) => type === "encryption");
  const values = blocks.filter(({ type }) => type === "variable" || type === "locals");
  const code = [
    `terraform {\n${[found, ...encryption].map(textOf).join("\n")}\n}\n`,
    ...values.map(textOf),
  ];
  return {
    type: found.type === "cloud" ? "cloud" : (found.labels[0]?.text ?? "local"),
    settings: settingsIn(found),
    file: name,
    code: new Map([["backend.tf", code.join("\n")]]),
  };
}

/** With those of nested blocks: one has the workspace's name. */
function settingsIn({ body }: Block): ReadonlyMap<string, string> {
  const own = body.attributes.flatMap(({ name, expression }): [string, string][] => {
    const value = plainText(expression);
    return value === undefined ? [] : [[name, value]];
  });
  return new Map([...body.blocks.flatMap((block) => [...settingsIn(block)]), ...own]);
}

/** A block of JSON may be a list of blocks. */
function backendOfJson(name: string, text: string): Backend | undefined {
  for (const terraform of jsonObjects(jsonObjects(readJson(text))[0]?.terraform)) {
    const cloud = jsonObjects(terraform.cloud)[0];
    const [type, body] = cloud
      ? ["cloud", cloud]
      : (Object.entries(jsonObjects(terraform.backend)[0] ?? {})[0] ?? []);
    if (type === undefined) continue;
    const settings = Object.entries(jsonObjects(body)[0] ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    const { backend, encryption } = terraform;
    const kept = {
      terraform: { ...(cloud ? { cloud } : { backend }), ...(encryption ? { encryption } : {}) },
    };
    return {
      type,
      settings: new Map(settings),
      file: name,
      code: new Map([["backend.tf.json", JSON.stringify(kept)]]),
    };
  }
  return undefined;
}

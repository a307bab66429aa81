import { overlay } from "../files/overlay.ts";
import { attributeNamed } from "../hcl/outline/find.ts";
import { literalValue } from "../hcl/outline/literalValue.ts";
import type { Attribute } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import type { Environment } from "../model/environment.ts";
import { decodeText, type Files } from "../model/files.ts";
import type { MaskText } from "../model/maskText.ts";
import type { Project } from "../model/project.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Step } from "../model/step.ts";
import type { Value } from "../model/value.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import { keysOf, mapAt, openSpec, pairOf } from "../yaml/openSpec.ts";
import { maskDefinitions } from "./definitions.ts";
import { maskingOf, sensitiveText } from "./mask.ts";

/**
 * Masks what is sensitive in specs and generated files, so that a diff of them can be shown: each value that a
 * sensitive variable is given becomes a number, in one file equal numbers for equal texts; wherever else one of
 * `environments`' values stands it is left out.
 *
 * @param environments with the values that may be shown nowhere
 * @param earlier what else may be shown nowhere, by variable
 * @returns `undefined` where nothing is sensitive
 */
export function maskTexts(
  stack: ProjectStack,
  environments: readonly Environment[],
  earlier?: ReadonlyMap<string, readonly Value[]>,
): MaskText | undefined {
  const masking = maskingOf(stack, environments, earlier);
  if (!masking) return undefined;
  const { pattern, numbers } = masking;
  const names = new Set(numbers.keys());
  const seen = new Map<string, string[]>();
  return (path, text) => {
    const shown: Shown = (name, value) => {
      const key = `${path} ${name}`;
      const values = seen.get(key) ?? [];
      seen.set(key, values);
      if (!values.includes(value)) values.push(value);
      return sensitiveText(values.indexOf(value) + 1);
    };
    const masked = path.endsWith(".yaml")
      ? maskSpec(text, names, shown)
      : maskDefinitions(text, names, shown);
    return pattern ? masked.replaceAll(pattern, "(sensitive)") : masked;
  };
}

/** Masks what is, or was when files were generated last, sensitive in any stack of a project, see {@link maskTexts}. */
export function maskProject({
  schema,
  environments,
  files,
}: Pick<Project, "schema" | "environments" | "files">): MaskText {
  const masks = [...schema.stacks.values()].flatMap((stack) => {
    const own = environments.filter((environment) => environment.stack === stack);
    const isSensitive = [...stack.variables.values()].some(({ sensitive }) => sensitive);
    const mask = isSensitive && maskTexts(stack, own, earlierValues(stack, own, files));
    return mask ? [mask] : [];
  });
  return (path, text) => masks.reduce((masked, mask) => mask(path, masked), text);
}

/** The same after files were written: what stood there before is in the steps. */
export function maskWritten(project: Project, steps: readonly Step[]): MaskText {
  const before = steps.flatMap((step) => {
    const text = "old" in step ? decodeText(step.old) : undefined;
    return text === undefined ? [] : [[step.path, text] as const];
  });
  return maskProject({ ...project, files: overlay(project.files, new Map(before)) });
}

type Shown = (name: string, text: string) => string;

function maskSpec(text: string, names: ReadonlySet<string>, shown: Shown): string {
  const spec = openSpec(text.replace(/^\uFEFF/, ""));
  const each = mapAt(spec, ["each"]);
  const entries = each ? keysOf(each).map((key) => ["each", key]) : [];
  const sections = [[], ...entries].flatMap(
    (within) => mapAt(spec, [...within, "variables"]) ?? [],
  );
  const pairs = sections.flatMap((section) =>
    [...names].map((name) => [name, pairOf(section, name)] as const),
  );
  const edits = pairs.flatMap(([name, pair]): TextEdit[] => {
    const [start, end = 0] = pair?.value?.range ?? [];
    if (start === undefined) return [];
    const value = spec.text.slice(start, end).trimEnd();
    return [{ start, end: start + value.length, text: shown(name, value) }];
  });
  return applyEdits(spec.text, edits);
}

/**
 * What sensitive variables were given when files were generated last, by name: the definitions and defaults that are on
 * disk say it. Such a value may stand in other files too, and a diff shows what they were.
 */
function earlierValues(
  stack: ProjectStack,
  environments: readonly Environment[],
  files: Files,
): ReadonlyMap<string, readonly Value[]> {
  const earlier = new Map<string, Value[]>();
  const folders = environments.map(({ directory }) => directory);
  for (const folder of folders) {
    for (const { name: file } of files.list(folder)) {
      if (!/\.(?:tf|tfvars)$/.test(file)) continue;
      const text = decodeText(files.read(`${folder}/${file}`) ?? new Uint8Array()) ?? "";
      for (const { name, expression } of file.endsWith(".tf")
        ? defaults(text)
        : definitions(text)) {
        const value = stack.variables.get(name)?.sensitive ? literalValue(expression.tokens) : null;
        if (value !== undefined) earlier.set(name, [...(earlier.get(name) ?? []), value]);
      }
    }
  }
  return earlier;
}

type Given = Pick<Attribute, "name" | "expression">;

function definitions(text: string): readonly Given[] {
  return outline(text).body.attributes;
}

function defaults(text: string): readonly Given[] {
  // Most files give no default: they are not read further.
  if (!/^\s*default\s*=/m.test(text)) return [];
  return outline(text).body.blocks.flatMap(({ type, labels, body }) => {
    const given = type === "variable" ? attributeNamed(body, "default") : undefined;
    const name = labels[0]?.text;
    return given && name !== undefined ? [{ name, expression: given.expression }] : [];
  });
}

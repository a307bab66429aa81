import { outline } from "../hcl/outline/outline.ts";
import { applyEdits } from "../text/textEdit.ts";

/**
 * A text with something else in place of the values, and the comments after them, that some names are defined with at the
 * top level, as in `terraform.tfvars`. A text that is not HCL defines none.
 */
export function maskDefinitions(
  text: string,
  names: ReadonlySet<string>,
  shown: (name: string, value: string) => string,
): string {
  const defined = outline(text).body.attributes.filter(({ name }) => names.has(name));
  return applyEdits(
    text,
    defined.map(({ name, start: attribute, lineEnd }) => {
      const start = text.indexOf("=", attribute) + 1;
      const value = text.slice(start, lineEnd).trimEnd();
      return { start, end: start + value.length, text: ` ${shown(name, value.trim())}` };
    }),
  );
}

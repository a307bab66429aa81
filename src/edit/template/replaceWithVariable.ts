import { referencesOf } from "../../hcl/outline/find.ts";
import { outline } from "../../hcl/outline/outline.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { maskMustaches } from "./mask.ts";

/** Blocks in which Terraform does not allow variables, or which declare them. */
const withoutVariables = new Set(["terraform", "variable", "moved", "import", "removed"]);

/** Arguments of a module call that are written out. */
const writtenOut = new Set(["source", "version"]);

/**
 * Makes a template that wrote a setting's value read the variable of that name: `var.NAME` where Terraform can
 * read one, the value itself (`values.NAME`) everywhere else.
 */
export function replaceWithVariable(file: string, text: string, name: string): string {
  const isCode = /\.tf\.hbs$/.test(file);
  const whole = new RegExp(`\\{\\{\\{?\\s*settings\\.${name}\\s*\\}\\}\\}?`, "g");
  const edits = [...text.matchAll(whole)].flatMap((match): TextEdit[] => {
    const { index } = match;
    const [found] = match;
    const isRaw = found.startsWith("{{{");
    const written = isRaw ? `\${var.${name}}` : `var.${name}`;
    const edit = { start: index, end: index + found.length, text: written };
    return isCode && isRead(applyEdits(text, [edit]), index, name) ? [edit] : [];
  });
  const any = new RegExp(`(?<![\\w.])settings\\.${name}(?![\\w])`, "g");
  return applyEdits(text, edits).replace(any, `values.${name}`);
}

/** Whether a reference begins there that Terraform may read: one of its blocks takes it. */
function isRead(text: string, start: number, name: string): boolean {
  const { body } = outline(maskMustaches(text));
  const block = body.blocks.find((one) => one.start <= start && start < one.end);
  if (!block || withoutVariables.has(block.type)) return false;
  const statement = block.body.statements.find((one) => one.start <= start && start < one.end);
  if (
    !statement ||
    (statement.kind === "attribute" && block.type === "module" && writtenOut.has(statement.name))
  )
    return false;
  return referencesOf(statement).some(
    ({ root, start: at, steps: [step] }) =>
      root === "var" && step?.name === name && at >= start && at <= start + 2,
  );
}

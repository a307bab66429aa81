import { columns } from "./graphemes.ts";

interface Entry {
  readonly name: string;
  readonly width: number;
  readonly expression: string;
}

/**
 * Lines of `name = expression` with `=` aligned as `terraform fmt` aligns it, each ending in a newline:
 * definitions in a `.tfvars`, arguments of a module, attributes of an object.
 *
 * Each expression is in `fmt`'s form already, for lines indented by `indentation` (its first line
 * goes after the `=`), and carries no comment. Heredocs align with their neighbours; any
 * other expression of several lines stands alone and separates those around it.
 */
export function attributeLines(
  entries: Iterable<readonly [name: string, expression: string]>,
  indentation = "",
): string {
  let text = "";
  let run: Entry[] = [];
  let widest = 0;
  const close = (): void => {
    for (const { name, width, expression } of run) {
      text += `${indentation}${name}${" ".repeat(widest - width)} = ${expression}\n`;
    }
    run = [];
    widest = 0;
  };
  for (const [name, expression] of entries) {
    if (expression.includes("\n") && !expression.startsWith("<<")) {
      close();
      text += `${indentation}${name} = ${expression}\n`;
    } else {
      const width = nameColumns(name);
      widest = Math.max(widest, width);
      run.push({ name, width, expression });
    }
  }
  close();
  return text;
}

/** Quotes are separate tokens, so the text between them joins with neither. */
function nameColumns(name: string): number {
  return name.startsWith('"') ? columns(name.slice(1, -1)) + 2 : columns(name);
}

/** A plain string that is a whole value or element, but for paths of modules and what may be a number or a boolean. */
const plainString =
  /(= |\[|, )"(?![.\d+-]|true"|false")[^"\\$%\n]*(?:(?:\\.|\$\$\{|%%\{)[^"\\$%\n]*)*"(?=[\],\n])/g;

const number = /= -?\d[\d.]*\n/g;

const boolean = /= (?:true|false)\n/g;

/**
 * Code with its plain values blanked out: texts that are then the same have the same structure, and values of the
 * same types. The first line tells what made the file.
 */
export function withoutLiterals(text: string): string {
  return withoutHeader(text)
    .replace(plainString, '$1""')
    .replace(number, "= 0\n")
    .replace(boolean, "= true\n");
}

/** Code without the line that names what it was made from. */
export function withoutHeader(text: string): string {
  return text.startsWith("# ") ? text.slice(text.indexOf("\n") + 1) : text;
}

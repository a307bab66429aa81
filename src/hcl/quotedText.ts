const plain = /^[ !#-$&-[\]-~]*$/;
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
const escapePattern = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gsu;
const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * Text as it stands between the quotes of an HCL string, escaped as Terraform itself escapes:
 * what cannot be seen (control characters, odd blanks, joiners, direction marks) as `\uXXXX`, and
 * `${` and `%{` doubled so that they begin no template.
 */
export function escapeText(text: string): string {
  if (plain.test(text) && !text.includes("${")) {
    return text;
  }
  return text
    .replaceAll(/[\\"]/g, "\\$&")
    .replaceAll(/[$%](?=\{)/g, "$&$&")
    .replaceAll(unprintable, escapeCharacter);
}

/** Whether every character shows when printed; of the blanks only the space does. */
export function isPrintable(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
  }
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}

/** The text between the quotes of an HCL string without template sequences; undefined for an unknown escape. */
export function unescapeText(quoted: string): string | undefined {
  if (plain.test(quoted) && !quoted.includes("${")) {
    return quoted;
  }
  let isValid = true;
  const text = quoted
    .replaceAll(/([$%])\1\{/g, "$1{")
    .replaceAll(escapePattern, (_, short?: string, long?: string, letter?: string) => {
      const hex = short ?? long;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        isValid &&= code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
        return isValid ? String.fromCodePoint(code) : "";
      }
      const character = named[letter ?? ""];
      isValid &&= character !== undefined;
      return character ?? "";
    });
  return isValid ? text : undefined;
}

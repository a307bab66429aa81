import { escapeText, unescapeText } from "./quotedText.ts";
import { createToken, type Token } from "./tokens.ts";

/**
 * A block's labels in quotes, with the escapes Terraform writes; undefined if that is what they are.
 *
 * As Terraform does, this drops comments before and between labels, and labels in which `$` or `%` stands
 * with other text, since Terraform's formatter does not recognise those.
 */
export function modernLabels(header: readonly Token[]): readonly Token[] | undefined {
  const last = header.findLastIndex((token) => token.kind !== "comment");
  const labels: Token[] = [];
  let isChanged = false;
  for (const [index, token] of header.slice(0, last + 1).entries()) {
    if (token.kind === "identifier") {
      isChanged = true;
      labels.push(...quoted(escapeText(token.text.normalize("NFC"))));
    } else if (token.kind === "comment") {
      isChanged = true;
    } else if (token.kind === "openQuote") {
      const next = header[index + 1];
      const text = next?.kind === "quotedText" ? next.text : "";
      const label = modernLabel(text);
      isChanged ||= label !== text;
      labels.push(...(label === undefined ? [] : quoted(label)));
    }
  }
  return isChanged ? [...labels, ...header.slice(last + 1)] : undefined;
}

/** What HCL's scanner takes for one token of text: `$` and `%` stand alone. */
const oneScannedToken = /^(?:(?:[^$%\\]|\\.)*|[$%]|\$\$\{~?|%%\{~?)$/su;

function modernLabel(text: string): string | undefined {
  const label = oneScannedToken.test(text) ? unescapeText(text) : undefined;
  return label === undefined ? undefined : escapeText(label.normalize("NFC"));
}

function quoted(text: string): readonly Token[] {
  const content = text === "" ? [] : [createToken("quotedText", text)];
  return [createToken("openQuote", '"'), ...content, createToken("closeQuote", '"')];
}

import { locationAt } from "../diagnostics/position.ts";
import { plainText } from "../hcl/outline/find.ts";
import type { Body } from "../hcl/outline/nodes.ts";
import { outline } from "../hcl/outline/outline.ts";
import { pathIn, type Root } from "./roots.ts";

/** A place of a plain text that looks like a secret. Its value is not reported. */
export interface PlainSecret {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

const secretName =
  /(?:^|[_-])(?:passw(?:or)?d|pwd|secret|token|credentials?|(?:api|access|private|secret|encryption|signing)[_-]?key)s?$/i;

/** Keys of clouds and services, and private keys. */
const secretValue =
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$|^gh[pousr]_\w{30,}|^xox[abprs]-|^sk_live_|^glpat-|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** What looks like a secret in a root module's files. */
export function plainSecrets(root: Root): readonly PlainSecret[] {
  return [...root.files].flatMap(([name, text = ""]) => {
    if (!/\.(?:tf|tofu|tfvars)$/.test(name)) return [];
    const file = pathIn(root, name);
    return secretsIn(outline(text).body, undefined).map(({ name: secret, offset }) => ({
      file,
      line: locationAt(file, text, offset).line,
      name: secret,
    }));
  });
}

function secretsIn(
  { attributes, blocks }: Body,
  label: string | undefined,
): readonly { readonly name: string; readonly offset: number }[] {
  const own = attributes.flatMap(({ name, expression, start }) => {
    const text = plainText(expression);
    const called = name === "default" && label !== undefined ? label : name;
    const isSecret =
      text !== undefined &&
      ((secretName.test(called) && text.length > 3) || secretValue.test(text));
    return isSecret ? [{ name: called, offset: start }] : [];
  });
  const below = blocks.flatMap(({ type, labels, body }) =>
    secretsIn(body, type === "variable" ? labels[0]?.text : undefined),
  );
  return [...own, ...below];
}

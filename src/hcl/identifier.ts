const pattern = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/**
 * Whether HCL reads the text as one name: of a variable, an argument, a block. Letters that came to
 * Unicode after version 9 pass here, and HCL refuses them. Terraform keeps some names for itself beside
 * that: no variable can be called `source`.
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers
 */
export function identifier(text: string): boolean {
  return pattern.test(text);
}

const metaArguments = new Set(
  "source version providers count for_each depends_on lifecycle".split(" "),
);

/** Whether an argument of a module call is Terraform's own. */
export function isMetaArgument(name: string): boolean {
  return metaArguments.has(name);
}

/**
 * Whether Terraform lets no variable have a name.
 *
 * @see https://developer.hashicorp.com/terraform/language/values/variables#declaring-an-input-variable
 */
export function isReservedName(name: string): boolean {
  return isMetaArgument(name) || name === "locals";
}

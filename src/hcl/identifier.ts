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

const pattern = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/**
 * Whether HCL reads the text as one name: of a variable, an argument, a block. Terraform keeps some
 * names for itself beside that (a module's argument cannot be called `source`).
 *
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#identifiers
 */
export function identifier(text: string): boolean {
  return pattern.test(text);
}

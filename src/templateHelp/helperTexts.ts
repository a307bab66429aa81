/** How a helper is called, and its result. */
export interface HelperText {
  readonly call: string;
  readonly says: string;
}

const text = (call: string, says: string): HelperText => ({ call, says });

export const helperTexts: Readonly<Record<string, HelperText>> = {
  variableDeclarations: text(
    '{{variableDeclarations module="x"}}',
    "`variable` blocks: the root's, or those of the variables that are passed to a module.",
  ),
  moduleArguments: text(
    '{{moduleArguments module="x"}}',
    "The `name = var.name` lines of a module call, and its `for_each` where it has one.",
  ),
  variableDefinitions: text("{{variableDefinitions}}", "The lines of `terraform.tfvars`."),
  moduleSource: text(
    '{{moduleSource "x"}}',
    "A module's or a call's source: the relative path of its folder from the file that is written, or where it comes from.",
  ),
  moduleVersion: text('{{moduleVersion "x"}}', "The version that the schema gives a call."),
  reference: text('{{reference "x"}}', "`var.x`."),
  lookup: text('{{lookup map "key"}}', "A member of a map, or null where there is none."),
  eq: text("(eq a b)", "Whether two values are the same."),
  ne: text("(ne a b)", "Whether two values differ."),
  not: text("(not a)", "True for what `#if` takes for nothing."),
  and: text("(and a b ...)", "Whether all hold."),
  or: text("(or a b ...)", "Whether one holds."),
  includes: text('(includes list "x")', "Whether a list, a map or a string has something."),
  concat: text("{{concat a b ...}}", "Texts, one after the other."),
  join: text('{{join list "-"}}', "The items of a list, with a text between them."),
  replace: text('{{replace text "a" "b"}}', "A text with another one in place of each `a`."),
  lower: text("{{lower text}}", "A text in lower case."),
  upper: text("{{upper text}}", "A text in upper case."),
  environment: text(
    '(environment "network/prod")',
    "Another environment, of any stack: `name`, `path`, `directory`, `spec`, `stack`, `settings`, `values`, `outputs`.",
  ),
  environments: text('(environments stack="network")', "The environments of a stack, or all."),
  variables: text(
    '{{#variables container="core"}}...{{/variables}}',
    "The block for each variable: `name`, `reference`, `stringReference`, `type`, `description`, `sensitive`, `labels`, `drift`, and `value` in an environment.",
  ),
  secrets: text(
    '{{#secrets container="core"}}...{{/secrets}}',
    "The block for each secret: `name`, `description`, `labels`.",
  ),
  outputs: text(
    "{{#outputs}}...{{/outputs}}",
    'The block for each output that the stack declares: `name`, `type`, `description`; in files of no environment `stack="x"`.',
  ),
  outputOf: text(
    '{{outputOf network "vpc_id"}}',
    'The name of an output that an environment\'s stack declares; with `type="string"` its type is checked too.',
  ),
  if: text(
    "{{#if x}}...{{else}}...{{/if}}",
    "The block where something is neither false nor empty.",
  ),
  unless: text("{{#unless x}}...{{/unless}}", "The block where something is false or empty."),
  each: text("{{#each list as |item|}}...{{/each}}", "The block for each item of a list or a map."),
  with: text("{{#with x as |y|}}...{{/with}}", "The block, with other names in view."),
  raw: text("{{{{raw}}}}...{{{{/raw}}}}", "The block as it is."),
};

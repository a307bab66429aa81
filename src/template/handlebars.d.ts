/** The parser alone: the package's main module would also compile templates and register file endings with Node. */
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  import type {} from "handlebars";
  export function parse(source: string): hbs.AST.Program;
}

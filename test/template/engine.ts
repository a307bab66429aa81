import Handlebars from "handlebars";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { success } from "../../src/model/result.ts";
import type { Template } from "../../src/model/templates.ts";
import { evaluate } from "../../src/template/evaluate.ts";
import { Expression, type TemplateData } from "../../src/template/expression.ts";
import type { BlockHelper, Helper } from "../../src/template/helper.ts";
import { ownMember } from "../../src/template/lookUp.ts";
import { plainOutput } from "../../src/template/output.ts";
import { parseTemplate } from "../../src/template/parseTemplate.ts";

/** Partials by name, as texts. */
export type Partials = Readonly<Record<string, string>>;

/** A parsed template; a syntax error fails the test. */
export function parsed(text: string, file = "main.hbs"): Template {
  const result = parseTemplate(file, text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const helpers: Record<string, Helper> = {
  lookup: {
    parameters: 2,
    options: [],
    run: ({ parameters: [from = null, name = null] }) => ownMember(from, String(name)) ?? null,
  },
  shout: {
    parameters: 1,
    options: ["mark"],
    run: ({ parameters: [word = null], options }) =>
      `${String(word).toUpperCase()}${String(options.get("mark") ?? "!")}`,
  },
  lines: { parameters: 0, options: [], run: () => new Expression("x = <<EOT\none\ntwo\nEOT") },
};
const blockHelpers: Record<string, BlockHelper> = {
  pairs: { parameters: 0, options: "any", items: () => [{ name: "a" }, { name: "b" }] },
};

/** What a test's templates may call. */
export function libraryOf(partials: Partials = {}) {
  const parsedPartials = Object.entries(partials).map(
    ([name, text]) => [name, parsed(text, `_${name}.hbs`)] as const,
  );
  return {
    helpers: new Map(Object.entries(helpers)),
    blockHelpers: new Map(Object.entries(blockHelpers)),
    partials: new Map(parsedPartials),
  };
}

/** A rendering by our engine; `{{x}}` writes what `{{{x}}}` does, as Handlebars without escapes. */
export function render(template: string, data: unknown, partials?: Partials) {
  const output = plainOutput();
  const run = {
    library: libraryOf(partials),
    literal: (value: TemplateData) => success(String(value)),
  };
  const problems = evaluate(parsed(template), data as TemplateData, run, output);
  return { text: output.text(), problems };
}

/** The mistakes in a template, each as `line:column message | suggestion`. */
export function mistakes(template: string, data: unknown, partials?: Partials): string[] {
  return render(template, data, partials).problems.map((problem) => {
    const { message, advice } = words(problem);
    const { file, line, column } = problem.location ?? { file: "", line: 0, column: 0 };
    const place = `${file === "main.hbs" ? "" : `${file}:`}${line}:${column}`;
    return `${place} ${message}${advice === undefined ? "" : ` | ${advice}`}`;
  });
}

/** The same template by Handlebars itself. */
export function handlebars(template: string, data: unknown, partials: Partials = {}): string {
  const instance = Handlebars.create();
  for (const [name, text] of Object.entries(partials)) instance.registerPartial(name, text);
  instance.registerHelper("shout", (word: unknown, { hash }: Handlebars.HelperOptions) => {
    return `${String(word).toUpperCase()}${hash.mark ?? "!"}`;
  });
  // The engine's own block, and the usual way to have it in Handlebars.
  instance.registerHelper("raw", function (this: unknown, options: Handlebars.HelperOptions) {
    return options.fn(this);
  });
  return instance.compile(template, { noEscape: true })(data);
}

import { didYouMean, list, lowerFirst } from "../phrases.ts";
import { clauseOf, error, type Near, warning } from "./entry.ts";
import { type OutputNameReason, outputNameReasons } from "./reasons.ts";
import { type TemplateMistake, templateMistakes } from "./templateMistakes.ts";

/** What can be wrong with templates/, and with the files generated from them. */
export const templatesMessages = {
  "stack-without-templates": warning<{ stack: string; folder: string }>(({ stack, folder }) => ({
    message: `stack "${stack}" has environments but no templates: nothing is generated from their values`,
    advice: `Write its templates in ${folder}/: main.tf.hbs, variables.tf.hbs, terraform.tfvars.hbs.`,
  })),
  "state-shared": error<{ environment: string; other: string; state: string }>(
    ({ environment, other, state }) => ({
      message: `${environment} would keep its state where ${other} does: ${state}`,
      advice:
        "Each would destroy the resources of the other. Use the environment's name in the key: {{environment.name}}, or a computed setting.",
    }),
  ),
  "template-syntax": error<{ message: string }>(({ message }) => lowerFirst(plainly(message))),
  template: error<{ mistake: TemplateMistake } & Near>(({ mistake, suggestion }) => ({
    message: clauseOf(templateMistakes, mistake),
    advice: didYouMean(suggestion),
  })),
  "template-place": error<{ stack: string; known: readonly string[] } & Near>(
    ({ stack, known, suggestion }) => ({
      message: `this template is for a stack "${stack}" that does not exist`,
      advice:
        didYouMean(suggestion) ??
        `templates/environments/ has a folder for each stack: ${list(known)}.`,
    }),
  ),
  "template-of-values": error<{ stack: string }>(({ stack }) => ({
    message: `an environment of stack "${stack}" is only a values file, generated from terraform.tfvars.hbs`,
    advice: `Move it to the template folder of the root module, or to templates/ outside of environments/${stack}/.`,
  })),
  "condition-place": error(() => ({
    message:
      "this file is generated once for all environments, so its path cannot have a condition",
    advice:
      "Move it into templates/environments/<stack>/, where a path may have conditions, or use {{#if}} inside the file.",
  })),
  "condition-unknown": error<{ name: string; stack: string } & Near>(
    ({ name, stack, suggestion }) => ({
      message: `the condition tests "${name}", which is not a setting of stack "${stack}"`,
      advice:
        didYouMean(suggestion) ??
        "Name one of its settings, or environments: environment=staging,production",
    }),
  ),
  "template-of-terraform": error(() => ({
    message: "this is a file that Terraform itself writes: a state, a plan or a lock file",
    advice: "It would overwrite that file in every environment. Remove it from templates/.",
  })),
  "output-name": error<{ path: string; why: OutputNameReason }>(({ path, why }) => ({
    message: `${JSON.stringify(path)} is not a valid file name on every system: ${clauseOf(outputNameReasons, why)}`,
    advice: "Rename the template.",
  })),
  "output-twice": error<{ path: string; first: string; second: string }>(
    ({ path, first, second }) => ({
      message: `${path} is generated twice: from ${first} and from ${second}`,
      advice: "Rename or remove one of the two.",
    }),
  ),
  "output-syntax": error<{
    path: string;
    line: number;
    column: number;
    message: string;
    text: string;
    insideQuotes: boolean;
  }>(({ path, line, column, message, text, insideQuotes }) => ({
    message: `${path} would not parse (line ${line}, column ${column}): ${plainly(message)}`,
    advice: insideQuotes
      ? "{{name}} writes a string with its own quotes; inside a string, write {{{name}}}."
      : `The line would be: ${text.trim()}`,
  })),
} as const;

/** A parser's message, with a stack overflow in plain words. */
function plainly(message: string): string {
  return /maximum call stack/i.test(message) ? "it is nested too deeply" : message;
}

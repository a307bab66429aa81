import type { templatesWords } from "../words/templates.ts";
import type { Meanings } from "./entry.ts";

export const templatesMeanings: Meanings<typeof templatesWords> = {
  "template-syntax": ["The template is not valid Handlebars.", "Mend the line that is named."],
  template: [
    "A template reads a name that does not exist, or uses a helper wrongly.",
    "Correct the name; docs/templates.md lists names and helpers.",
  ],
  "condition-place": [
    "A file that is made once for all environments stands under a condition on one.",
    "Move it into templates/environments/<stack>/, or use {{#if}}.",
  ],
  "condition-unknown": [
    "The condition of a file asks for something that is no setting of its stack.",
    "Name a setting, or environments: environment=staging,production.",
  ],
  "template-place": [
    "A folder of templates/environments/ is named for no stack.",
    "Rename the folder.",
  ],
  "state-shared": [
    "Two environments would keep their states in one place, and each would plan to destroy what the other has made.",
    "Make the backend's key of the environment's name, or give each spec a key of its own.",
  ],
  "output-twice": ["Two templates write one file.", "Rename or remove one of the two."],
  "output-syntax": [
    "What a template makes does not parse; it was not written.",
    "Mend the template at the place that is named.",
  ],
  "template-of-terraform": [
    "A state, a plan or a lock file stands under templates/ and would replace that of every environment.",
    "Remove it from templates/.",
  ],
  "output-name": [
    "A file would have a name that is not valid on every system.",
    "Rename the template.",
  ],
  "stack-without-templates": [
    "A stack's environments are generated, and no template makes anything for them.",
    "Write the stack's templates, or correct the name of their folder.",
  ],
};

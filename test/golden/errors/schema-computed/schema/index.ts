import { defineProject, defineStack, variable } from "terraloom";
import * as z from "zod";

const text = (description: string) => variable(z.string(), { description });

const app = defineStack({
  variables: {
    one: text("Computed from another"),
    other: text("Computed from one"),
    thrown: text("Computed by a function that fails"),
    wrong: variable(z.int(), { description: "Computed as something else" }),
    name: text("Computed, and said"),
    misread: text("Computed from a variable that has another name by now"),
  },
  computed: {
    variables: {
      one: ({ variables }) => variables.other,
      other: ({ variables }) => variables.one,
      thrown: ({ variables }) => variables.name.slice(0, (undefined as unknown as string).length),
      wrong: () => "5" as unknown as number,
      name: ({ environment }) => environment.name,
      misread: ({ variables, environment }) => `${environment.name}-${(variables as { nmae?: string }).nmae}`,
    },
  },
});

export default defineProject({ stacks: { app } });

import { defineProject, defineStack, secret, variable } from "terraloom";
import * as z from "zod";

const tree: z.ZodType = z.lazy(() => z.object({ children: z.array(tree) }));

const app = defineStack({
  labels: { container: ["core", "jobs"] },
  variables: {
    region: variable(z.union([z.string(), z.number()]), { description: "A union" }),
    created: variable(z.date(), { description: "A date" }),
    shout: variable(z.string().transform((text) => text.toUpperCase()), { description: "Changed" }),
    anything: variable(z.any(), { description: "Anything" }),
    tree: variable(tree, { description: "A tree" }),
    ahead: variable(z.string().regex(/^(?!admin).*$/), { description: "Not admin" }),
    count: variable(z.int(), { description: "Reserved by Terraform" }),
    "two words": variable(z.string(), { description: "Not a name" }),
    labelled: variable(z.string(), { description: "Labels", labels: { container: ["coer"] } }),
    undescribed: variable(z.string(), { description: "" }),
    permitted: variable(z.string(), { description: "Without a reason", drift: " " }),
    // @ts-expect-error a wrong option does not compile
    misspelt: variable(z.string(), { description: "Misspelt", sensitiv: true }),
    // @ts-expect-error nor does what is no variable
    plain: z.string(),
  },
  secrets: { labelled: secret({ description: "Also a variable" }) },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "produciton", "staging"] });

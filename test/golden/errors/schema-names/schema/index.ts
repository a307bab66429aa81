import { defineProject, defineStack, secret, setting, variable } from "terraloom";

const app = defineStack({
  settings: { backend: setting(String as never) },
  variables: {
    region: variable("string" as never, { description: "No zod type" }),
  },
  secrets: { "API PASSWORD": secret({ description: "Not a name" }) },
});

export default defineProject({ stacks: { "my app": app, other: {} as never } });

import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  settings: {
    state_key: setting(z.string(), { description: "Key of the state", drift: "one state each" }),
  },
  variables: {
    DATACITE_API_URL: variable(z.url(), {
      description: "DataCite API",
      drift: "staging deposits into DataCite's test API",
    }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });

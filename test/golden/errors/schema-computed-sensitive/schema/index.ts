import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const password = z.string().min(12, { error: ({ input }) => `"${input}" is too short` });
const text = (description: string) => variable(z.string(), { description, drift: "one each" });

const app = defineStack({
  settings: { key: setting(z.string(), { drift: "one each" }) },
  variables: {
    DB_PASSWORD: variable(password, { description: "Password", sensitive: true, drift: "one each" }),
    DB_PIN: variable(z.string().min(4), { description: "PIN", sensitive: true, drift: "one each" }),
    db_url: text("Address with the password"),
    db_urls: variable(z.array(z.string()), { description: "Addresses", drift: "one each" }),
    has_pin: variable(z.boolean(), { description: "Whether there is a PIN", drift: "one each" }),
    thrown: text("Computed by a function that tells what it read"),
    short: variable(z.string().max(3), { description: "Wrong, and sensitive", sensitive: true, drift: "one each" }),
  },
  computed: {
    settings: { key: ({ variables }) => variables.db_url },
    variables: {
      db_url: ({ variables }) => `db://${variables.DB_PASSWORD}`,
      db_urls: ({ environments }) => environments.map(({ variables }) => variables.DB_PASSWORD),
      has_pin: ({ variables }) => variables.DB_PIN !== "",
      thrown: ({ variables }) => {
        throw new Error(`not with ${variables.DB_PASSWORD}`);
      },
      short: ({ variables }) => variables.DB_PASSWORD,
    },
  },
});

export default defineProject({ stacks: { app } });

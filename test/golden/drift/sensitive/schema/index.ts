import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  settings: { note: setting(z.string(), { drift: "one each" }) },
  variables: {
    alarm_email: variable(z.email(), {
      description: "Address of those on call",
      sensitive: true,
      drift: "one each",
    }),
    basic_auth: variable(z.record(z.string(), z.string()), {
      description: "Users and passwords",
      sensitive: true,
    }),
    motd: variable(z.string(), { description: "A key, in lines", sensitive: true, drift: "one each" }),
    pin: variable(z.int(), { description: "A number", sensitive: true, drift: "one each" }),
    port: variable(z.int(), { description: "Not sensitive" }),
    same: variable(z.string(), { description: "The same", sensitive: true }),
  },
});

export default defineProject({ stacks: { app }, promotion: ["staging", "production"] });

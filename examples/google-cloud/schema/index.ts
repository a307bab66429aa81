import { defineProject } from "terraloom";
import { app } from "./app.ts";
import { network } from "./network.ts";

export default defineProject({
  stacks: { network, app },
  promotion: ["network/staging", "staging", "network/production", "production/europe"],
});

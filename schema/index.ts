import { defineProject } from "terraloom";
import { deployment } from "./deployment.ts";
import { global } from "./global.ts";

export default defineProject({
  stacks: { deployment, global },
  promotion: ["staging", "production"],
});

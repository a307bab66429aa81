import { defineProject } from "terraloom";
import { limits } from "./limits.ts";

export default defineProject({ stacks: limits.stacks.all });

import { defineProject } from "terraloom";

export default defineProject({ stacks: {  );

import * as terraloom from "terraloom";
import { appVariables } from "./names.ts";

const options = { variables: appVariables };
const app = terraloom.defineStack(options);

const project = terraloom.defineProject({
  stacks: { app } satisfies Record<string, terraloom.Stack>,
  promotion: ["staging", "production"],
});
export { project as default };

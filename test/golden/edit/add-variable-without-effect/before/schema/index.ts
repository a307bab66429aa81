import * as terraloom from "terraloom";
import * as ours from "./ours.ts";
import { appVariables } from "./names.ts";

const options = { variables: appVariables };
const app = ours.defineStack(options);

const project = terraloom.defineProject({
  stacks: { app } satisfies Record<string, terraloom.Stack>,
  promotion: ["staging", "production"],
});
export { project as default };

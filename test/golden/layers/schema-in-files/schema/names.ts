export { variables as appVariables } from "./variables.ts";

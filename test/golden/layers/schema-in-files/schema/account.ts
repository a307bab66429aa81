import { variable } from "terraloom";
import * as z from "zod";

/** What every stack has. */
export const account = {
  region: variable(z.string(), { description: "AWS region", modules: ["service"] }),
};

import { variable } from "terraloom";
import * as z from "zod";
import { account } from "./account.ts";

const memory = z.int().min(256);

export const variables = {
  ...account,
  core_memory: variable(memory, { description: "Memory", modules: ["service"], drift: "sizes" }),
  origins: variable(z.array(z.string()), { description: "Origins", modules: ["service"] }),
} as const;

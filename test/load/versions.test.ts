import { expect, it } from "vitest";
import * as z from "zod";
import { defineStack, variable } from "../../src/schema/index.ts";
import { memoryProject } from "../render/memoryProject.ts";

it.each<[string, { terraform?: string; opentofu?: string }, boolean]>([
  ["nothing is said", {}, false],
  ["Terraform knows it", { terraform: "1.15" }, true],
  ["Terraform does not know it yet", { terraform: "1.14" }, false],
  ["OpenTofu alone is said, and knows it", { opentofu: "1.10" }, true],
  ["OpenTofu knows it, and Terraform does not", { terraform: "1.14", opentofu: "1.10" }, false],
  ["both know it", { terraform: "1.15", opentofu: "1.11" }, true],
  ["what is said is no version", { terraform: "1.15", opentofu: ">= 1.11" }, false],
])(
  "writes deprecated only where all that a stack supports know it: %s",
  (_, versions, isWritten) => {
    const old = variable(z.int(), { description: "Memory", deprecated: "use more" });
    const { schema } = memoryProject({ app: defineStack({ ...versions, variables: { old } }) }, {});
    const { declaration } = schema.stacks.get("app")?.variables.get("old") ?? {};
    expect(declaration?.deprecated).toBe(isWritten ? "use more" : undefined);
  },
);

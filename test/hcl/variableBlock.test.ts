import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { format } from "../../src/hcl/format.ts";
import { variableBlock } from "../../src/hcl/variableBlock.ts";
import { success } from "../../src/model/result.ts";
import type {
  ObjectAttribute,
  TerraformType,
  VariableDeclaration,
} from "../../src/model/terraformType.ts";
import type { Value } from "../../src/model/value.ts";
import { terraformAvailable } from "../support/programs.ts";
import { terraformFaults } from "./terraform.ts";
import { text, value } from "./values.ts";

const everything: VariableDeclaration = {
  name: "core_memory",
  type: { kind: "number" },
  description: "Memory of a core task in MiB",
  default: 4096,
  nullable: false,
  sensitive: true,
  ephemeral: false,
  validations: [
    { condition: "var.core_memory >= 512", message: "core_memory must be at least 512." },
    { condition: "var.core_memory <= 30720", message: 'core_memory must not exceed "30 GiB".' },
  ],
};

describe("variableBlock", () => {
  it("writes the attributes in Terraform's order", () => {
    expect(variableBlock(everything)).toBe(`variable "core_memory" {
  description = "Memory of a core task in MiB"
  type        = number
  default     = 4096
  nullable    = false
  sensitive   = true
  ephemeral   = false

  validation {
    condition     = var.core_memory >= 512
    error_message = "core_memory must be at least 512."
  }

  validation {
    condition     = var.core_memory <= 30720
    error_message = "core_memory must not exceed \\"30 GiB\\"."
  }
}
`);
  });

  it("leaves out what is absent", () => {
    expect(variableBlock({ name: "region", type: { kind: "string" } })).toBe(
      'variable "region" {\n  type = string\n}\n',
    );
  });

  it("writes null, long descriptions and objects as a person would", () => {
    const declaration: VariableDeclaration = {
      name: "containers",
      description: "Containers to run.\n\nKeys are names: ${name}\n",
      type: {
        kind: "map",
        element: {
          kind: "object",
          attributes: { image: { type: { kind: "string" }, optional: false } },
        },
      },
      default: { web: { image: "nginx" } },
    };
    expect(variableBlock(declaration)).toBe(`variable "containers" {
  description = <<-EOT
    Containers to run.

    Keys are names: $\${name}
  EOT
  type = map(object({
    image = string
  }))
  default = {
    web = {
      image = "nginx"
    }
  }
}
`);
  });

  it("writes a default of null", () => {
    expect(variableBlock({ name: "x", type: { kind: "string" }, default: null })).toContain(
      "default = null\n",
    );
  });
});

/** With `optional` attributes' defaults being any value, or none so that all is valid. */
const typeWith = (value: fc.Arbitrary<Value>): fc.Arbitrary<TerraformType> =>
  fc.letrec<{ type: TerraformType }>((tie) => ({
    type: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      fc
        .constantFrom("string", "number", "bool")
        .map((kind): TerraformType => ({ kind: kind as "string" })),
      fc.record({ kind: fc.constantFrom("list", "set", "map"), element: tie("type") }),
      fc
        .array(tie("type"), { maxLength: 3 })
        .map((elements): TerraformType => ({ kind: "tuple", elements })),
      fc
        .dictionary(
          fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/),
          fc.record<ObjectAttribute>(
            { type: tie("type"), optional: fc.boolean(), default: value },
            { requiredKeys: ["type", "optional"] },
          ),
          { maxKeys: 4 },
        )
        .map((attributes): TerraformType => ({ kind: "object", attributes })),
    ),
  })).type;

const declarationWith = (value: fc.Arbitrary<Value>): fc.Arbitrary<VariableDeclaration> =>
  fc.record(
    {
      name: fc.constant("name"),
      type: typeWith(value),
      description: text,
      default: value,
      sensitive: fc.boolean(),
      ephemeral: fc.boolean(),
      validations: fc.array(fc.record({ condition: fc.constant("can(var.name)"), message: text }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: ["name", "type"] },
  );

describe("any variable block", () => {
  it("is a fixed point of format", () => {
    fc.assert(
      fc.property(declarationWith(value), (each) => {
        const block = variableBlock(each);
        expect(format(block)).toEqual(success(block));
      }),
    );
  });

  it.skipIf(!terraformAvailable)("is valid to terraform", { timeout: 60_000 }, () => {
    const blocks = fc
      .sample(declarationWith(fc.constant(null)), 200)
      .map((each, index) =>
        variableBlock({ ...each, name: `v${index}` }).replaceAll("var.name", `var.v${index}`),
      );
    expect(terraformFaults(blocks.join("\n"))).toBe("");
    expect(terraformFaults(variableBlock(everything))).toBe("");
  });
});

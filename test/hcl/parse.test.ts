import { describe, expect, it } from "vitest";
import { parseHcl } from "../../src/hcl/parse.ts";
import { failure, success } from "../../src/model/result.ts";

describe("parseHcl", () => {
  it("returns the values of the text", async () => {
    expect(
      await parseHcl("main.tf", 'module "m" {\n  a = [1, "x", null]\n  b = var.c\n}\n'),
    ).toEqual(success({ module: { m: [{ a: [1, "x", null], b: "${var.c}" }] } }));
  });

  it("returns an empty object for an empty text", async () => {
    expect(await parseHcl("main.tf", "")).toEqual(success({}));
  });

  it.each([
    [
      "a = 1\nb = [1,\n",
      {
        line: 3,
        column: 1,
        message:
          "Missing expression: Expected the start of an expression, but found the end of the file.",
      },
    ],
    [
      "a = é ö\n",
      {
        line: 1,
        column: 7,
        message: "Missing newline after argument: An argument definition must end with a newline.",
      },
    ],
    [
      "a = 1\na = 2\n",
      {
        line: 2,
        column: 1,
        message:
          'Attribute redefined: The argument "a" was already set at x:1,2-3: .tf:1,1-2. Each argument may be set only once.',
      },
    ],
    [
      'a "b" "c" {}\na "b" {}\n',
      {
        line: 1,
        column: 1,
        message: 'invalid HCL detected for "b" block, cannot have blocks with and without labels',
      },
    ],
  ])("reports the first error of %j", async (text, error) => {
    expect(await parseHcl("x:1,2-3: .tf", text)).toEqual(failure(error));
  });

  it("reports only the first of several errors", async () => {
    expect(await parseHcl("main.tf", "a = `x`\n")).toEqual(
      failure({
        line: 1,
        column: 5,
        message:
          'Invalid character: The "`" character is not valid. To create a multi-line string, use the "heredoc" syntax, like "<<EOT".',
      }),
    );
  });
});

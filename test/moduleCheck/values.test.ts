import { expect, test } from "vitest";
import { readModule } from "../../src/moduleCheck/readModule.ts";
import { scopeIn } from "../../src/moduleCheck/values.ts";

test("a local value that stands in the loops of others is worked out once", () => {
  const keys = Array.from({ length: 10 }, (_, index) => `k${index}`);
  const lines = keys.map((key) => `    ${key} = { size = 1 }`);
  const loop = (from: string): string =>
    `{ for key, value in local.${from} : key => merge(value, local.${from}.k1) }`;
  const text = `locals {
  a = {\n${lines.join("\n")}\n  }
  b = ${loop("a")}
  c = ${loop("b")}
  d = ${loop("c")}
}
`;
  const module = readModule("m", [{ path: "m/main.tf", text }], new Map(), false);
  let asked = 0;
  const counted = {
    ...module,
    get locals() {
      asked++;
      return module.locals;
    },
  };
  const size = new Map([["size", 1]]);
  expect(scopeIn(counted, () => undefined)(["local", "d"])).toEqual(
    new Map(keys.map((key) => [key, size])),
  );
  // Once for d, and 11 times in each loop.
  expect(asked).toBe(34);
});

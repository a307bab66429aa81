import { expect, it } from "vitest";
import { applyOrder, stackRanks } from "../../src/model/order.ts";
import type { Promotion } from "../../src/model/promotion.ts";

const stacks = {
  network: {},
  data: { after: ["network"] },
  app: { after: ["data"] },
  dns: {},
};
const ranks = stackRanks(new Map(Object.entries(stacks)));

function orderOf(names: readonly string[], promotion: Promotion): Record<string, number> {
  const environments = names.map((name) => {
    const stack = name.split("/")[0] as keyof typeof stacks;
    const isFollowed = stack === "network" || stack === "data";
    return { name, stack: { rank: ranks.get(stack) ?? 0, isFollowed, promotion } };
  });
  return Object.fromEntries(applyOrder(environments));
}

it("sorts by wave, then by the order of stacks", () => {
  const promotion = [
    ["app/test", "network/test", "data/test"],
    ["network/prod", "app/prod"],
  ];
  const names = ["app/prod", "app/test", "data/test", "network/prod", "network/test"];
  expect(orderOf(names, promotion)).toEqual({
    "network/test": 1,
    "data/test": 2,
    "app/test": 3,
    "network/prod": 4,
    "app/prod": 5,
  });
});

it("puts environments without a wave last, or first where other stacks come after theirs", () => {
  expect(
    orderOf(["network/all", "app/test", "app/prod", "dns/all"], [["app/test"], ["app/prod"]]),
  ).toEqual({
    "network/all": 1,
    "app/test": 2,
    "app/prod": 3,
    "dns/all": 4,
  });
});

it("sorts by wave alone where stacks have no order", () => {
  expect(orderOf(["dns/a", "dns/b", "dns/c"], [["dns/b"], ["dns/a"]])).toEqual({
    "dns/b": 1,
    "dns/a": 2,
    "dns/c": 3,
  });
});

it("ends where stacks come after each other", () => {
  const circle = new Map([
    ["a", { after: ["b"] }],
    ["b", { after: ["a"] }],
  ]);
  expect([...stackRanks(circle).keys()].sort()).toEqual(["a", "b"]);
});

import { expect, it } from "vitest";
import { describe as words } from "../../src/diagnostics/diagnostic.ts";
import { selectEnvironments } from "../../src/resolve/selectEnvironments.ts";

const environments = [
  ["staging", "app"],
  ["prod/eu", "app"],
  ["prod/us", "app"],
  ["prod/us/canary", "app"],
  ["network/prod", "network"],
].map(([name = "", stack = ""]) => ({ name, stack: { name: stack } }));

const all = environments.map(({ name }) => name);

it.each([
  { selectors: [], chosen: all },
  { selectors: ["staging"], chosen: ["staging"] },
  { selectors: ["prod/us", "staging"], chosen: ["staging", "prod/us"] },
  { selectors: ["prod/*"], chosen: ["prod/eu", "prod/us"] },
  { selectors: ["prod/**"], chosen: ["prod/eu", "prod/us", "prod/us/canary"] },
  { selectors: ["**/canary"], chosen: ["prod/us/canary"] },
  { selectors: ["**/prod"], chosen: ["network/prod"] },
  { selectors: ["prod/?s"], chosen: ["prod/us"] },
  { selectors: ["prod/e.*"], problems: true },
  { selectors: ["stack=network"], chosen: ["network/prod"] },
  { selectors: ["stack=network", "stack=app"], chosen: all },
  { selectors: ["stack=app", "**/us"], chosen: ["prod/us"] },
])("$selectors chooses $chosen", ({ selectors, chosen, problems }) => {
  const selected = selectEnvironments(environments, selectors);
  if (problems) return expect(selected.problems).not.toEqual([]);
  expect(selected.problems).toEqual([]);
  expect(selected.environments.map(({ name }) => name)).toEqual(chosen);
});

it.each([
  { selectors: ["stagin"], advice: 'Did you mean "staging"?' },
  { selectors: ["prd/*"], advice: 'Did you mean "prod/*"?' },
  { selectors: ["stack=networks"], advice: 'Did you mean "stack=network"?' },
  { selectors: ["stack=network", "staging"], message: /no environment matches all of/ },
])("$selectors chooses nothing, and says what was meant", ({ selectors, advice, message }) => {
  const [problem, ...others] = selectEnvironments(environments, selectors).problems;
  expect(others).toEqual([]);
  if (!problem) throw new Error("A problem was expected");
  if (advice) expect(words(problem).advice).toBe(advice);
  if (message) expect(words(problem).message).toMatch(message);
});

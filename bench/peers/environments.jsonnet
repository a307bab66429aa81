// The same environments and variables as makeProject.ts makes, as JSON values alone.
local environments = std.parseInt(std.extVar("environments"));
local variables = std.parseInt(std.extVar("variables"));
local value(index, own) =
  local kind = index % 6;
  if kind == 0 then index * 100 + own
  else if kind == 1 then "value " + index + " of ${environment} " + own
  else if kind == 2 then own % 2 == 0
  else if kind == 3 then ["alpha-" + own, "beta", "gamma"]
  else if kind == 4 then { first: own, second: 2 }
  else "https://service-" + own + ".example.org/path";
{
  ["env-" + environment + ".json"]: {
    stack: "app",
    settings: { backend: { bucket: "states", key: "env-" + environment + ".tfstate" } },
    variables: {
      ["variable_" + index]: value(index, if index % 5 == 0 then environment else 0)
      for index in std.range(0, variables - 1)
    },
  }
  for environment in std.range(0, environments - 1)
}

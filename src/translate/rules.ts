import { sentence } from "../diagnostics/phrases.ts";
/** Something a value must be, as Terraform can check it. */
export interface Rule {
  /** Where in the variable: `""`, `.attribute`, `[*]` for all elements, `[0]` in a tuple. */
  readonly path: string;
  /** It is about the keys of the map at `path`, not its values. */
  readonly keys?: boolean;
  /** What follows "must": `be a whole number`. */
  readonly requirement: string;
  /** The schema author's own words, where the check has some. */
  readonly message?: string;
  /** The HCL condition on the expression `value`; `depth` counts the `for` expressions around it, to name the next. */
  readonly condition: (value: string, depth: number) => string;
}

/** A rule on one value as a rule on all elements of a list or set, or all values of a map. */
export function forElements(rule: Rule): Rule {
  return {
    ...rule,
    path: `[*]${rule.path}`,
    condition: (value, depth) => {
      const item = loopName("item", depth);
      return `alltrue([for ${item} in ${value} : ${rule.condition(item, depth + 1)}])`;
    },
  };
}

/** A rule on a string as a rule on all keys of a map. */
export function forKeys(rule: Rule): Rule {
  return {
    ...rule,
    keys: true,
    condition: (value, depth) => {
      const key = loopName("key", depth);
      return `alltrue([for ${key} in keys(${value}) : ${rule.condition(key, depth + 1)}])`;
    },
  };
}

/** A rule on a part (`.name`, `[0]`) as a rule on the whole. */
export function forPart(part: string, rule: Rule): Rule {
  return {
    ...rule,
    path: part + rule.path,
    condition: (value, depth) => rule.condition(value + part, depth),
  };
}

/** The rule, but null passes. A conditional, since Terraform before 1.12 evaluates both sides of `||`. */
export function unlessNull(rule: Rule): Rule {
  return {
    ...rule,
    condition: (value, depth) => `${value} == null ? true : ${rule.condition(value, depth)}`,
  };
}

/** The sentence Terraform shows when the rule is broken in the variable `name`. */
export function errorMessage(name: string, rule: Rule): string {
  const place = name + rule.path;
  if (rule.message !== undefined) {
    const own = sentence(rule.message);
    return rule.path === "" && !rule.keys
      ? own
      : `In ${rule.keys ? "the keys of " : ""}${place}: ${own}`;
  }
  const subject = rule.keys
    ? `Every key of ${place}`
    : rule.path.includes("[*]")
      ? `Every value of ${place}`
      : `The value of ${place}`;
  return sentence(`${subject} must ${rule.requirement}`);
}

function loopName(name: string, depth: number): string {
  return depth === 0 ? name : `${name}${depth + 1}`;
}

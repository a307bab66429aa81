import type { Path, Value } from "../model/value.ts";

/** A value on one line, in Terraform's notation. */
export function valueText(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${keyText(key)} = ${valueText(item)}`,
    );
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

export function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : JSON.stringify(key);
}

/** A name and a path into its value, as Terraform would refer to it: `zones[0].name`. */
export function pathText(name: string, path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return keyText(step) === step ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return name + steps.join("");
}

import type { $ZodType, $ZodTypes } from "zod/v4/core";

/** The types inside of a type, by the part of a value that they describe. */
interface Inside {
  /** The value itself: what a type is wrapped around, or its options. */
  readonly same?: readonly $ZodType[];
  readonly kind?: "list" | "map";
  readonly keys?: $ZodType;
  readonly each?: $ZodType;
  readonly at?: Readonly<Record<string | number, $ZodType>>;
}

/** What types are inside of a type that `translate` takes. */
export function typesInside(type: $ZodType): Inside {
  const { def } = (type as $ZodTypes)._zod;
  switch (def.type) {
    case "array":
      return { kind: "list", each: def.element };
    case "set":
      return { kind: "list", each: def.valueType };
    case "tuple":
      return { kind: "list", at: Object.fromEntries(def.items.entries()) };
    case "record":
      return { kind: "map", keys: def.keyType, each: def.valueType };
    case "object":
      return { kind: "map", at: def.shape };
    case "union":
      return { same: def.options };
    case "lazy":
      return { same: [def.getter()] };
    default:
      return "innerType" in def ? { same: [def.innerType as $ZodType] } : {};
  }
}

/** The type that judges the item at a step. */
export function typeAt({ each, at }: Inside, step: string | number): $ZodType | undefined {
  return each ?? (at && Object.hasOwn(at, step) ? at[step] : undefined);
}

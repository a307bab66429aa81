import type { ObjectAttribute, TerraformType } from "../model/terraformType.ts";
import { NotUnderstood, TokenCursor } from "./evaluate/tokenCursor.ts";
import type { Expression } from "./outline/nodes.ts";

/**
 * Reads a type constraint, such as `map(list(string))`. The default of an optional attribute is not read: the module
 * that declares it fills it in for null.
 *
 * @returns `undefined` for `any` and for what is no type that can be known
 */
export function readType({ tokens }: Pick<Expression, "tokens">): TerraformType | undefined {
  const reader = new TypeReader(tokens);
  return reader.whole(() => reader.type(), undefined);
}

class TypeReader extends TokenCursor {
  type(): TerraformType {
    const { text: kind } = this.want("identifier");
    if (kind === "string" || kind === "number" || kind === "bool") return { kind };
    this.want("(");
    const type = this.collection(kind);
    this.want(")");
    return type;
  }

  private collection(kind: string): TerraformType {
    switch (kind) {
      case "list":
      case "set":
      case "map":
        return { kind, element: this.type() };
      case "tuple": {
        this.want("[");
        const elements: TerraformType[] = [];
        while (!this.take("]")) {
          elements.push(this.type());
          this.take(",");
        }
        return { kind, elements };
      }
      case "object": {
        this.want("{");
        const attributes: Record<string, ObjectAttribute> = {};
        while (!this.take("}")) {
          const name = this.want("identifier").text;
          if (!this.take("=")) this.want(":");
          attributes[name] = this.attribute();
          this.take(",");
        }
        return { kind, attributes };
      }
      default:
        throw new NotUnderstood();
    }
  }

  private attribute(): ObjectAttribute {
    if (this.peek()?.text !== "optional") return { type: this.type(), optional: false };
    this.next();
    this.want("(");
    const type = this.type();
    this.skipTo(")");
    return { type, optional: true };
  }
}

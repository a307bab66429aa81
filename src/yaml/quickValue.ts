import {
  boolCoreTag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  load,
  mapTag,
  NOT_RESOLVED,
  nullCoreTag,
} from "js-yaml";
import { literalFault } from "../hcl/literalFault.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { decimalDigits } from "./toValue.ts";

/** What calls for the parser that keeps positions: anchors, tags, directives, escapes, documents, tabs, explicit keys. */
const special = /[&*!%\t\r\\]|<<|^(?:---|\.\.\.)|^\s*[?:]/m;

/** A comment before a line that is text alone: the parser that keeps positions takes the key below for a part of the text. */
const commentBeforeText = /^ *#.*\n+ +[^\s#:][^:\n]*$/m;

/** Thrown to give up; no part of the library's own errors. */
const unsure = new Error("This spec is for the other parser");

/** A number that is a double's very own value; hexadecimal, octal and whatever a double would round is left to others. */
const exactNumber = defineScalarTag<number>("tag:yaml.org,2002:float", {
  implicit: true,
  implicitFirstChars: [..."-+.0123456789"],
  identify: () => false,
  resolve(source) {
    if (
      !/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^0[ox]|^[-+]?\.(?:inf|nan)$/i.test(source)
    ) {
      return NOT_RESOLVED;
    }
    const value = Number(source);
    const isInteger = /^[-+]?\d+$/.test(source);
    const isExact = isInteger
      ? Number.isSafeInteger(value)
      : decimalDigits(source) === decimalDigits(String(value));
    if (!isExact) throw unsure;
    return value === 0 ? 0 : value;
  },
});

const plainMap = {
  ...mapTag,
  addPair(map: Record<string, unknown>, key: unknown, value: unknown): string {
    if (typeof key !== "string" || key === "__proto__") throw unsure;
    return mapTag.addPair(map, key, value);
  },
};

const schema = FAILSAFE_SCHEMA.withTags(nullCoreTag, boolCoreTag, exactNumber, plainMap);

/**
 * The data of a plain spec, an order of magnitude faster than the parser that keeps positions. Most specs
 * are plain, and positions are wanted only where there is something to say of them.
 *
 * @returns `undefined` for whatever is not plain, no map, or not YAML: the other parser then decides
 */
export function quickValue(text: string): Value | undefined {
  if (special.test(text) || commentBeforeText.test(text) || literalFault(text)) return undefined;
  try {
    const value = load(text, { schema }) as Value;
    return isMapValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

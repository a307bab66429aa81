/** Why a scalar cannot be written so that Terraform reads the same. */
export type LiteralFault = "lone-surrogate" | "not-normalized" | "not-finite" | "too-many-digits";

const ascii = /^[\0-\x7f]*$/;

/** Terraform holds numbers as binary floats of 512 bits. Larger ones it prints with zeros at the end. */
const largest = 2n ** 512n;

/**
 * Why Terraform would read something else than the value, undefined if it reads the very value:
 *
 * - `lone-surrogate`: half a UTF-16 pair is no character; HCL refuses `\ud800`. `literal` throws.
 * - `not-finite`: HCL has no NaN and no infinity. `literal` throws.
 * - `not-normalized`: Terraform turns every string and map key into Unicode's form NFC, so "e" and
 *   a combining accent become "é". `literal` writes the text as it is.
 * - `too-many-digits`: an integer beyond 2^512. `literal` writes all its digits.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/types#string
 */
export function literalFault(scalar: string | number | bigint): LiteralFault | undefined {
  switch (typeof scalar) {
    case "number":
      return Number.isFinite(scalar) ? undefined : "not-finite";
    case "bigint":
      return scalar <= largest && scalar >= -largest ? undefined : "too-many-digits";
    case "string":
      // Nearly all text is of such characters, which are recognised at once.
      if (ascii.test(scalar)) return undefined;
      if (/\p{Surrogate}/u.test(scalar)) {
        return "lone-surrogate";
      }
      return scalar.normalize("NFC") === scalar ? undefined : "not-normalized";
  }
}

import type { Product } from "../diagnostics/product.ts";

/** A version of Terraform or OpenTofu, as a stack names the lowest that it supports. */
export const versionPattern = /^(\d+)\.(\d+)(?:\.\d+)?$/;

/** The lowest version that is supported of each product; absent: nothing is said of it. */
export type LowestVersions = Readonly<Partial<Record<Product, string>>>;

/** The version that brought something: of both products, or of each its own; the one that is not named does not have it. */
export type Since = string | Readonly<Partial<Record<Product, string>>>;

/** A product whose lowest version is too early for something. */
export interface TooEarlyVersion {
  readonly product: Product;
  readonly lowest: string;
  /** The version that brought it; absent: none of this product has. */
  readonly since: string | undefined;
}

const products = ["terraform", "opentofu"] as const;

/** Whether a version is lower than another. */
export function isBefore(version: string, since: string): boolean {
  const [, major = "0", minor = "0"] = versionPattern.exec(version) ?? [];
  const [, sinceMajor = "0", sinceMinor = "0"] = versionPattern.exec(since) ?? [];
  const [one, other] = [Number(major), Number(sinceMajor)];
  return one < other || (one === other && Number(minor) < Number(sinceMinor));
}

/** The products that a stack supports in a version which does not have something yet. */
export function tooEarlyVersions(versions: LowestVersions, since: Since): TooEarlyVersion[] {
  return products.flatMap((product) => {
    const lowest = versions[product];
    const came = typeof since === "string" ? since : since[product];
    if (lowest === undefined || !versionPattern.test(lowest)) return [];
    return came !== undefined && !isBefore(lowest, came) ? [] : [{ product, lowest, since: came }];
  });
}

/** Whether code that a version brought may be written: only where the stack says that it supports none before. */
export function isWithin(versions: LowestVersions, since: Since): boolean {
  const said = products.flatMap((product) => versions[product] ?? []);
  const areVersions = said.length > 0 && said.every((version) => versionPattern.test(version));
  return areVersions && tooEarlyVersions(versions, since).length === 0;
}

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { ownVersion } from "../files/ownVersion.ts";

/**
 * Another version of terraloom as the possible cause of what differs.
 *
 * @param made the version that the manifest names; absent: made before there was such a line
 * @param own this one
 */
export function otherVersion(made: string | undefined, own = ownVersion()): Diagnostic[] {
  if (made === undefined || made === own) return [];
  const order = made.localeCompare(own, "en", { numeric: true });
  return [diagnostic(order < 0 ? "made-by-older" : "made-by-newer", { made, own })];
}

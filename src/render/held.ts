import type { Environment, Held } from "../model/environment.ts";
import { sha256 } from "../text/sha256.ts";

/** What a spec holds: the environment itself first, then values in its order. */
export function heldIn({
  name,
  acceptedDrift,
  hold,
}: Pick<Environment, "name" | "acceptedDrift" | "hold">): readonly Held[] {
  const values = acceptedDrift.filter((waiver) => waiver.hold);
  return [...(hold ? [heldOf({ kind: "environment", name, ...hold })] : []), ...values.map(heldOf)];
}

/** Without what is beside it. Terraform gives text back in Unicode's form NFC. */
function heldOf({ kind, name, reason, until, by }: Held): Held {
  return {
    kind,
    name: name.normalize("NFC"),
    reason: reason.normalize("NFC"),
    until,
    ...(by === undefined ? {} : { by: by.normalize("NFC") }),
  };
}

/** The digest of what an environment holds: `sha256:` and 64 hexadecimal digits. Nothing has none. */
export function heldDigest(holds: readonly Held[]): string | undefined {
  if (holds.length === 0) return undefined;
  return `sha256:${sha256(JSON.stringify(holds.map(heldOf)))}`;
}

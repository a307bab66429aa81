import { placeText } from "../diagnostics/phrases.ts";
import type { Unneeded, WaiverState } from "../model/drift.ts";
import { groupBy } from "../model/groupBy.ts";
import type { Subject } from "../model/subject.ts";
import { isActive, remainingMeanings } from "./waivers.ts";

/**
 * The permissions of one variable or setting that no difference needs: the schema's, where all environments agree; a
 * waiver, where its environment agrees with those that have none, or where the schema permits the difference already. A
 * waiver that holds a value is needed for as long as that differs, until its last day.
 *
 * A waiver that several environments inherit is needed if any of them needs it.
 */
export function unneededOf(
  { kind, name, drift, computed, place }: Subject,
  meanings: ReadonlyMap<string, string>,
  waivers: readonly WaiverState[],
): Unneeded[] {
  const differs = new Set(meanings.values()).size > 1;
  const remaining = remainingMeanings(meanings, waivers);
  const found: Unneeded[] = [];
  // Several environments inherit a waiver from the line that it is written on.
  for (const shared of groupBy(waivers, ({ place: at }) => placeText(at)).values()) {
    const [waiver] = shared;
    if (!waiver) continue;
    const agrees = shared.every(({ environment }) => {
      const meaning = meanings.get(environment);
      return !differs || (remaining.size === 1 && meaning !== undefined && remaining.has(meaning));
    });
    const holds = waiver.hold && isActive(waiver);
    const isPermitted = drift !== undefined && differs && !holds;
    if (!agrees && !isPermitted) continue;
    const because = isPermitted ? "permitted" : "identical";
    const environments = shared.map(({ environment }) => environment);
    const why = { what: "waiver", reason: waiver.reason, because } as const;
    found.push({ kind, name, ...why, environments, until: waiver.until, place: waiver.place });
  }
  if (drift !== undefined && !differs && !computed) {
    const why = { what: "permission", reason: drift, because: "identical" } as const;
    found.push({ kind, name, ...why, environments: [], place });
  }
  return found;
}

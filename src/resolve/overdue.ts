import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";

/**
 * Environments whose last day is over.
 *
 * @param today `YYYY-MM-DD`
 */
export function overdueEnvironments(
  environments: readonly Environment[],
  today: string,
): Diagnostic[] {
  return environments.flatMap(({ name, until }) => {
    if (!until || until.day >= today) return [];
    return [diagnostic("environment-over", { environment: name, day: until.day }, until.location)];
  });
}

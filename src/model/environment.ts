import type { Location } from "../diagnostics/diagnostic.ts";
import type { ProjectStack } from "./schema.ts";
import type { Path, ValueMap } from "./value.ts";

/** An environment with all that its spec, and what that extends, say of it; checked. */
export interface Environment {
  readonly name: string;
  /** Its spec, relative to the project's root. */
  readonly file: string;
  /** Where in that file: `["each", KEY]` for an entry of `each`, else its root. */
  readonly within: readonly string[];
  /** The key of the entry of `each` that it was made of. */
  readonly each?: string;
  /** The last day that it is meant to be there; absent: it stays. */
  readonly until?: { readonly day: string; readonly location: Location };
  readonly stack: ProjectStack;
  /** The folder that it is applied from, below the project's root. */
  readonly directory: string;
  /** Settings as their zod types give them out, defaults filled in. */
  readonly settings: ValueMap;
  /** What the specs say of settings, as they say it. */
  readonly givenSettings: ValueMap;
  /** What the specs say, as they say it: these become definitions in `terraform.tfvars`. */
  readonly given: ValueMap;
  /** Every variable's value, defaults filled in. */
  readonly values: ValueMap;
  /** What is computed, as `variables.name` or `settings.name`, and what of it was read to do so. */
  readonly computed: ReadonlyMap<string, readonly string[]>;
  readonly acceptedDrift: readonly Waiver[];
  /** Absent: anybody may change it. */
  readonly hold?: EnvironmentHold;
  /** Where the value at a path of the spec was written, in whichever file it was inherited from. */
  readonly locate: (path: Path, what: "key" | "value") => Location;
}

/** An entry of `accepted_drift`: this environment may differ in one name until a day. */
export interface Waiver {
  readonly kind: "variable" | "setting";
  readonly name: string;
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Keeps `converge` and the workflows from undoing it. */
  readonly hold: boolean;
  readonly location: Location;
}

/** Keeps others from changing an environment at all, until a day. */
export interface EnvironmentHold {
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Who holds it. */
  readonly by?: string;
  readonly location: Location;
}

/** A hold as an applied state says it: of the whole environment, whose name it then has, or of one value. */
export interface Held {
  readonly kind: "environment" | Waiver["kind"];
  readonly name: string;
  readonly reason: string;
  readonly until: string;
  /** Who holds it, where that was said. */
  readonly by?: string;
}

import type { Location } from "../diagnostics/diagnostic.ts";
import type { NotAbsorbed } from "../diagnostics/messages/notAbsorbed.ts";
import type { Environment } from "../model/environment.ts";
import type { Subject } from "../model/subject.ts";
import type { Value } from "../model/value.ts";

export interface ValueChange {
  readonly kind: "value";
  readonly environment: Environment;
  readonly subject: Subject;
  /** The whole value of the variable or setting, as a spec would say it; absent: its definition was removed. */
  readonly value?: Value;
  readonly at: Location;
}

/** Text of a template that was changed by hand: `count` lines from `line` (from 1) become `lines`. */
export interface TextChange {
  readonly kind: "text";
  readonly file: string;
  readonly line: number;
  readonly count: number;
  readonly lines: readonly string[];
  readonly at: Location;
}

/** A change for which there is no certain source. */
export interface NoChange {
  readonly kind: "left";
  readonly why: NotAbsorbed;
  readonly belongs?: Location;
  readonly at: Location;
}

export type HandChange = ValueChange | TextChange | NoChange;

import { firstFew } from "../phrases.ts";
import { clauseOf, type Reason } from "./entry.ts";
import { type Misfit, misfitText } from "./misfits.ts";
import { type Uneditable, uneditableThings } from "./uneditable.ts";

/** Why a change by hand cannot be moved to its source. */
export const notAbsorbedReasons = {
  deleted: ({ source }: { source: string }) => `it was deleted, and ${source} still generates it`,
  orphan: "no template generates this file any more: move it elsewhere",
  own: ({ source }: { source: string }) => `this file is generated from the schema (${source})`,
  "not-text": "it is not text",
  foreign: "terraloom did not write this file",
  "no-base":
    "its sources were changed as well, and git has no version with only one of the changes",
  "both-changed": "its sources were changed as well, in the same lines or next to them",
  "no-literal": ({ name }: { name: string }) => `the value of "${name}" is not a literal`,
  computed: ({ name }: { name: string }) =>
    `"${name}" is computed in the schema: change what it is computed from`,
  "no-default": ({ name }: { name: string }) =>
    `"${name}" has no default: every environment needs a value`,
  expression: ({ text = "an expression of the template" }: { text?: string }) =>
    `it is written by ${text}`,
  "no-line": "no template line generated the text that was there",
  "two-places": "the template has other lines there: it may belong before or after them",
  "changed-differently":
    "one template line generates it in several files, and they were changed differently",
  inherited: ({ file }: { file: string }) => `${file} inherits it, and so do others`,
  misfit: ({ label, misfits }: { label: string; misfits: readonly Misfit[] }) =>
    misfitText(misfits, label),
  uneditable: ({ what }: { what: Uneditable }) => clauseOf(uneditableThings, what),
  /** Other problems keep the edit from being made. */
  problems: ({ reason }: { reason: string }) => reason,
  "sources-wrong": "the sources would have errors with it",
  "not-rendered": "the templates could not be rendered with it",
  refused: ({ reason }: { reason: string }) => `Terraform would refuse it: ${reason}`,
  "changes-another": ({ file }: { file: string }) =>
    `it would change ${file} too, which was not edited that way`,
  "without-effect": "rendering would not reproduce the edit",
  "changes-others": ({ files }: { files: readonly string[] }) =>
    `the template also generates ${firstFew(files, 2)}: --everywhere changes it for all of them`,
};

/** Why a change by hand cannot be moved to its source, as data. */
export type NotAbsorbed = Reason<typeof notAbsorbedReasons>;

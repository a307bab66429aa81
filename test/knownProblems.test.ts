import { expect, test } from "vitest";
import { diagnostic } from "../src/diagnostics/diagnostic.ts";
import {
  knownProblems,
  knownProblemsFile,
  printKnownProblems,
} from "../src/manifest/knownProblems.ts";
import { layoutOf } from "../src/model/layout.ts";

const layout = layoutOf("infra");
const fault = (file: string, name = "queue") =>
  diagnostic(
    "module-not-called",
    { module: name, stack: "app", variable: "size" },
    {
      file,
      line: 3,
      column: 1,
    },
  );
const listing = (text: string) => ({
  read: (path: string) =>
    path === knownProblemsFile(layout) ? new TextEncoder().encode(text) : undefined,
});
const severities = (text: string, ...problems: readonly ReturnType<typeof fault>[]) =>
  knownProblems(listing(text), layout)(problems).map(({ severity }) => severity);

test("a listed fault is a warning, wherever its line has moved to", () => {
  const text = printKnownProblems([fault("a.tf")]);
  expect(
    severities(text, { ...fault("a.tf"), location: { file: "a.tf", line: 9, column: 2 } }),
  ).toEqual(["warning"]);
});

test("the same fault in another place, or another fault in that place, is an error", () => {
  const text = printKnownProblems([fault("a.tf")]);
  expect(severities(text, fault("b.tf"), fault("a.tf", "topic"))).toEqual(["error", "error"]);
});

test("a file that is no list excuses nothing", () => {
  for (const text of ["", "{}", "[1, null]", "<<<<<<< a", '["x"]']) {
    expect(severities(text, fault("a.tf"))).toEqual(["error"]);
  }
});

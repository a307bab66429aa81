import { firstFew } from "../phrases.ts";
import { error, warning } from "./entry.ts";

/** Handwritten files beside generated ones, and files that git ignores. */
export const handwrittenMessages = {
  "code-overridden": error<{ path: string }>(({ path }) => ({
    message: `${path} overrides generated code: what Terraform does is not what was reviewed`,
    advice:
      "Put the change into the template and remove the file. Code that only adds needs no override file: give it another name.",
  })),
  "values-beside": error<{ path: string; spec: string | undefined }>(({ path, spec }) => ({
    message: `the values in ${path} override those of ${spec ?? "the spec"}`,
    advice: `Move them into ${spec ?? "the spec"} and remove the file.`,
  })),
  "file-ignored": error<{
    pattern: string;
    paths: readonly string[];
    negations: readonly string[];
  }>(({ pattern, paths, negations }) => ({
    message: `"${pattern}" keeps ${firstFew(paths, 1)} out of git: a clone would lack code that is applied here`,
    advice: backAdvice(negations),
  })),
  "lock-file-ignored": warning<{
    pattern: string;
    paths: readonly string[];
    negations: readonly string[];
  }>(({ pattern, paths, negations }) => ({
    message: `"${pattern}" keeps ${firstFew(paths, 1)} out of git: each checkout may then use other provider versions`,
    advice: backAdvice(negations),
  })),
  "lock-files-differ": warning<{ provider: string; versions: readonly string[] }>(
    ({ provider, versions }) => ({
      message: `environments of one stack lock ${provider} at different versions: ${versions.join(", ")}`,
      advice:
        "Run terraform init -upgrade in the one that is behind, and commit its .terraform.lock.hcl.",
    }),
  ),
  "lock-file-absent": warning<{ environment: string; other: string; path: string }>(
    ({ environment, other, path }) => ({
      message: `${other} has a lock file of providers and ${environment} has none: it may use other versions`,
      advice: `Run terraform init in its folder, and commit ${path}.`,
    }),
  ),
} as const;

function backAdvice(negations: readonly string[]): string {
  return negations.length === 0
    ? "It ignores a parent folder, and git cannot include files below an ignored folder again: remove it, or make it more specific."
    : `Add below it: ${negations.join("  ")}`;
}

import { posix } from "node:path";

/** Whether Terraform reads a file of a folder by itself, as code or as values. */
export function isReadByTerraform(name: string): boolean {
  return isCode(name) || isValues(name);
}

/** Whether a file is Terraform's or OpenTofu's code. */
export function isCode(name: string): boolean {
  return /^[^.].*\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** Whether Terraform reads values from a file without `-var-file`. */
export function isValues(name: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name);
}

/** Whether a file is an override file, which changes other files of its folder. */
export function isOverride(name: string): boolean {
  return /^(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** Whether a handwritten file changes generated code: the digest does not cover it, and `check` refuses it. */
export function overridesCode(name: string): boolean {
  return isValues(name) || isOverride(name);
}

/**
 * The folder that a module's `source` names; `undefined` for a registry's or git's, which has no leading dot.
 *
 * @param folder of the module that calls it
 */
export function localFolder(folder: string, source: string | undefined): string | undefined {
  if (source === undefined || !/^\.\.?(?:\/|$)/.test(source)) return undefined;
  return posix.join(folder, source).replace(/\/$/, "");
}

/** The folder of the project that a module's `source` names; `undefined` for one above the project too. */
export function calledFolder(folder: string, source: string | undefined): string | undefined {
  const target = localFolder(folder, source);
  return target?.startsWith("..") ? undefined : target;
}

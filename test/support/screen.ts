import { run } from "../../src/cli/run.ts";
import { holdToSchema } from "./shippedSchema.ts";

/** What a command printed, and how it ended. */
export interface Screen {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line as a person would, in the process of the test, and keeps what it prints. JSON must fit its schema. */
export async function terraloom(root: string, ...argv: readonly string[]): Promise<Screen> {
  return terraloomWith({}, root, ...argv);
}

/** The same, with variables of the environment. */
export async function terraloomWith(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  ...argv: readonly string[]
): Promise<Screen> {
  let stdout = "";
  let stderr = "";
  const exitCode = await run(argv, {
    cwd: root,
    env,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  holdToSchema(argv, stdout);
  return { exitCode, stdout, stderr };
}

/** A screen as golden files keep it. */
export function screenText({ exitCode, stdout, stderr }: Screen): string {
  const part = (name: string, text: string): string => (text === "" ? "" : `--- ${name}\n${text}`);
  return `${part("stdout", stdout)}${part("stderr", stderr)}--- exit ${exitCode}\n`;
}

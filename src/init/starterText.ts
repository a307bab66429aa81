import { fileURLToPath } from "node:url";
import { disk } from "../files/disk.ts";
import { readText } from "../model/files.ts";

const starter = disk(fileURLToPath(new URL("../../starter", import.meta.url)));

/**
 * The text of a file of `starter/`, where a leading dot is `_`, with a value in place of each `<%name%>`. One that is alone
 * on its line stands for whole lines, or none.
 */
export function starterText(path: string, values: Readonly<Record<string, string>> = {}): string {
  const text = readText(starter, path.replaceAll(/(^|\/)\./g, "$1_")) ?? "";
  return text.replaceAll(/^<%(\w+)%>\n|<%(\w+)%>/gm, (_, lines, word) => {
    const value = values[lines ?? word];
    if (value === undefined) throw new Error(`starter/${path}: ${lines ?? word} has no value`);
    return value;
  });
}

import { fileURLToPath } from "node:url";
import { disk } from "../files/disk.ts";
import { readText } from "../model/files.ts";

/** The pages of docs/, which the package carries. */
const docs = disk(fileURLToPath(new URL("../../docs", import.meta.url)));
const ending = ".md";

/** The names of the documentation's pages, sorted. */
export function topics(): string[] {
  return docs
    .list("")
    .flatMap(({ name }) => (name.endsWith(ending) ? name.slice(0, -ending.length) : []));
}

/** A page as it is written: Markdown. */
export function topicText(topic: string): string {
  return readText(docs, `${topic}${ending}`) ?? "";
}

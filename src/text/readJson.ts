/** Parses JSON; `undefined` if it is not JSON. A byte order mark is ignored. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

/** What a text says as JSON; `undefined` where it is not JSON. A byte order mark before it does not count. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

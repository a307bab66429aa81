/** Tests that run the program run what users get: dist/, built before they begin. */
export async function setup(): Promise<void> {
  const path = new URL("../../bin/build.js", import.meta.url).href;
  const { buildIfStale } = await import(path);
  await buildIfStale();
}

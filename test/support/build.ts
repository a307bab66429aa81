import { join } from "node:path";
import { forgetCaches, keepCaches } from "./keptCaches.ts";
import { repository, temporaryProject } from "./temporaryProject.ts";

/** Tests that run the program run what users get: dist/, built before they begin. */
export async function setup(): Promise<void> {
  const path = new URL("../../bin/build.js", import.meta.url).href;
  const { buildIfStale } = await import(path);
  await buildIfStale();
  forgetCaches(repository);
  for (const name of ["base", "status", "in-place"]) {
    const { root, remove } = temporaryProject(join(repository, "test/golden", name));
    await keepCaches(repository, name, root);
    remove();
  }
}

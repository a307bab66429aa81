/**
 * Node's `import()`. The program that is built is a script, which has none: there another one stands for it
 * (`bin/build.js`).
 *
 * @param url the module's
 */
export function importModule(url: string): Promise<{ readonly default?: unknown }> {
  return import(url);
}

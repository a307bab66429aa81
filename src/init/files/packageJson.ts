import { isJsonObject, type JsonObject } from "../../model/value.ts";
import { readJson } from "../../text/readJson.ts";
import type { OwnPackage } from "../ownPackage.ts";

/** The scripts of a project: its commands, by the names that this documentation uses. */
export const scripts: Readonly<Record<string, string>> = {
  generate: "terraloom generate",
  check: "terraloom check",
  "drift-report": "terraloom drift-report",
  status: "terraloom status",
  verify: "terraloom verify",
  test: "node --test",
};

/**
 * The text of package.json.
 *
 * @param folder the project's below the repository's root, with `/` at its end: a package of a workspace has a name
 */
export function packageJson({ ranges }: OwnPackage, folder = ""): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  const content = {
    ...(name === "" ? {} : { name, version: "0.0.0" }),
    private: true,
    type: "module",
    engines: { node: ">=20" },
    scripts,
    devDependencies: ranges,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** What `npm init -y` writes where nobody has said what the tests are. */
const noTest = /^echo .*no test specified.* && exit 1$/;

/**
 * What a package.json that is there already lacks.
 *
 * @param add the command that adds a package of development
 * @returns the commands that add it; a script that says something else already is left to its owner
 */
export function packageJsonLacks(
  text: string,
  add: string,
):
  | {
      readonly commands: readonly string[];
      /** Names of scripts that are taken. */
      readonly taken: readonly string[];
    }
  | undefined {
  const content = readJson(text);
  if (!isJsonObject(content)) return undefined;
  const given = objectIn(content, "scripts");
  const isMissing = (name: string): boolean =>
    typeof given[name] !== "string" || noTest.test(given[name]);
  const missing = Object.entries(scripts).filter(([name]) => isMissing(name));
  const packages = ["dependencies", "devDependencies"].flatMap((key) =>
    Object.keys(objectIn(content, key)),
  );
  const absent = ["terraloom", "zod"].filter((name) => !packages.includes(name));
  const settings = missing.map(([name, command]) => `"scripts.${name}=${command}"`);
  const commands: string[] = [];
  if (absent.length > 0) commands.push(`${add} ${absent.join(" ")}`);
  if (settings.length > 0) commands.push(`npm pkg set ${settings.join(" ")}`);
  const taken = Object.entries(scripts).filter(
    ([name, command]) => !isMissing(name) && given[name] !== command,
  );
  return { commands, taken: taken.map(([name]) => name) };
}

function objectIn(content: JsonObject, key: string): JsonObject {
  const value = content[key];
  return isJsonObject(value) ? value : {};
}

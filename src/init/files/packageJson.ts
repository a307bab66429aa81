import { isJsonObject, type JsonObject } from "../../model/value.ts";
import { readJson } from "../../text/readJson.ts";
import type { Lack } from "../kept.ts";
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
 * What a package.json that exists already lacks: the commands that add it. A script that says something else already is left
 * to its owner.
 *
 * @param add the command that adds a package of development
 */
export function packageJsonLack(text: string, add: string): Lack | undefined {
  const content = readJson(text);
  if (!isJsonObject(content)) {
    return { advice: "it is no JSON object, and npm needs one.", lines: [] };
  }
  const given = objectIn(content, "scripts");
  const isMissing = (name: string): boolean =>
    typeof given[name] !== "string" || noTest.test(given[name]);
  const packages = ["dependencies", "devDependencies"].flatMap((key) =>
    Object.keys(objectIn(content, key)),
  );
  const absent = ["terraloom", "zod"].filter((name) => !packages.includes(name));
  const missing = Object.entries(scripts).filter(([name]) => isMissing(name));
  const settings = missing.map(([name, command]) => `"scripts.${name}=${command}"`);
  const lines = [
    ...(absent.length > 0 ? [`${add} ${absent.join(" ")}`] : []),
    ...(settings.length > 0 ? [`npm pkg set ${settings.join(" ")}`] : []),
  ];
  const taken = Object.entries(scripts)
    .filter(([name, command]) => !isMissing(name) && given[name] !== command)
    .map(([name]) => name);
  const others =
    taken.length > 0
      ? ` (${taken.join(", ")}: a script of this name does something else, and may stay)`
      : "";
  if (lines.length > 0) return { advice: `add what it lacks${others}:`, lines };
  return others === "" ? undefined : { advice: `it has all${others}.`, lines };
}

function objectIn(content: JsonObject, key: string): JsonObject {
  const value = content[key];
  return isJsonObject(value) ? value : {};
}

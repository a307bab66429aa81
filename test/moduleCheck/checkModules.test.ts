import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Entry, Files } from "../../src/model/files.ts";
import { defaultLayout } from "../../src/model/layout.ts";
import type { Project } from "../../src/model/project.ts";
import type { Output } from "../../src/model/rendered.ts";
import { calledByHand } from "../../src/moduleCheck/calledByHand.ts";
import { checkModules } from "../../src/moduleCheck/checkModules.ts";
import { readModule } from "../../src/moduleCheck/readModule.ts";
import { treeOf } from "../../src/moduleCheck/tree.ts";
import { broken, type Case, whole } from "./broken.ts";
import { realLooking } from "./realLooking.ts";

const root = "generated/environments/staging";

function filesOf({ main, beside }: Pick<Case, "main" | "beside">): Map<string, string> {
  const texts = Object.entries({ "main.tf": main, ...beside });
  return new Map(texts.map(([path, text]) => [posix.join(root, path), text]));
}

/** Files that are in no folder of any disk. */
function inMemory(texts: ReadonlyMap<string, string>): Files {
  const list = (folder: string): Entry[] => {
    const prefix = folder === "" ? "" : `${folder}/`;
    const below = [...texts.keys()].filter((path) => path.startsWith(prefix));
    const names = below.map((path) => path.slice(prefix.length));
    const entries = names.map((name): Entry => {
      const [first = "", ...rest] = name.split("/");
      return { name: first, kind: rest.length > 0 ? "directory" : "file" };
    });
    return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
  };
  const read = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  return { list, read } as unknown as Files;
}

function check(
  texts: ReadonlyMap<string, string>,
  made: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  const schema = { stacks: new Map(), promotion: [], layout: defaultLayout };
  const stack = {
    name: "app",
    outputs: new Map(),
    after: [],
    rank: 0,
    isFollowed: false,
    promotion: [],
  };
  const environments = [{ name: "staging", directory: root, stack }];
  const project = { files: inMemory(texts), schema, environments } as unknown as Project;
  const outputs = new Map(
    [...made].map((path) => [path, { path, content: texts.get(path) } as Output]),
  );
  return checkModules(project, { outputs }, []);
}

function told({ code, location }: Diagnostic): [code: string, place: string] {
  const file = location?.file.replace(`${root}/`, "");
  return [code, `${file === "main.tf" ? "" : `${file}:`}${location?.line}`];
}

describe("checkModules", () => {
  it.each(broken)("reports $name", (each) => {
    expect(check(filesOf(each)).map(told)).toEqual(each.want);
  });

  it.each([...whole, ...realLooking])("accepts $name", (each) => {
    expect(check(filesOf(each)).map(told)).toEqual([]);
  });

  it("suggests a near name, and points at the declaration", () => {
    const [case_] = broken.filter(({ name }) => name === "variables of one name");
    const [problem] = check(filesOf(case_ as Case));
    expect(problem?.related?.map(({ location }) => location.line)).toEqual([1]);
    const [typo] = check(filesOf(broken[0] as Case));
    expect(typo?.args).toMatchObject({ suggestion: "region" });
  });

  it("reports definitions without a variable, and those of a wrong type", () => {
    const texts = new Map([
      [`${root}/main.tf`, 'variable "size" { type = number }\n'],
      [`${root}/terraform.tfvars`, 'size = "large"\nsise = 1\n'],
    ]);
    expect(check(texts).map(told)).toEqual([
      ["definition-type", "terraform.tfvars:1"],
      ["unread-definition", "terraform.tfvars:2"],
    ]);
    const [, inGenerated] = check(texts, new Set([`${root}/terraform.tfvars`]));
    expect([inGenerated?.code, inGenerated?.severity]).toEqual(["undeclared-definition", "error"]);
  });

  it("knows modules that handwritten code calls elsewhere in the repository", () => {
    const files = inMemory(
      new Map([
        ["live/old/main.tf", 'module "queue" {\n  source = "../../generated/modules/queue"\n}\n'],
        ["generated/modules/queue/main.tf", 'module "topic" {\n  source = "../topic"\n}\n'],
        ["generated/modules/topic/main.tf", ""],
        ["generated/modules/other/main.tf", ""],
      ]),
    );
    const own = ["queue", "topic", "other"].map((name) => `generated/modules/${name}`);
    const { folder } = treeOf(new Map(), [], files, defaultLayout);
    const isCalled = calledByHand(files, own, (path) =>
      readModule(path, folder(path).files, new Map(), false),
    );
    expect(own.map(isCalled)).toEqual([true, true, false]);
  });

  it("takes no longer for a text that is almost a literal", () => {
    const text = `locals {\n  a = "${"x".repeat(100)}" == "y"\n}\n`;
    expect(check(new Map([[`${root}/main.tf`, text]])).map(told)).toEqual([]);
  });

  it("checks environments that differ only in literals once", () => {
    const texts = new Map([
      ["generated/environments/a/main.tf", 'locals {\n  a = "one"\n  b = var.x\n}\n'],
      ["generated/environments/b/main.tf", 'locals {\n  a = "two"\n  b = var.x\n}\n'],
      ["generated/environments/c/main.tf", 'locals {\n  a = "3"\n  b = var.y\n}\n'],
    ]);
    const files = check(texts).map(({ location }) => location?.file);
    expect(files).toEqual(["generated/environments/a/main.tf", "generated/environments/c/main.tf"]);
  });
});

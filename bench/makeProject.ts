import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("..", import.meta.url));

/**
 * Writes a project of `environments` environments with `variables` variables each: a third numbers, a third
 * strings, the rest lists, maps and booleans; a fifth of them differ between environments, and one has its value in a
 * file that all extend.
 */
export function makeProject(root: string, environments: number, variables: number): void {
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(root);
  cpSync(join(repository, "test/golden/base/templates"), join(root, "templates"), {
    recursive: true,
  });
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(repository, "node_modules/zod"), join(root, "node_modules/zod"));
  write("schema/index.ts", schemaText(variables));
  write("templates/modules/service/main.tf.hbs", moduleText);
  for (let index = 0; index < environments; index++) {
    write(`envs/env-${index}.yaml`, specText(index, variables));
  }
  write("envs/_shared.yaml", sharedText);
}

const kinds = [
  "z.number()",
  "z.string()",
  "z.boolean()",
  "z.array(z.string())",
  "z.record(z.string(), z.number())",
  "z.string()",
];

function schemaText(variables: number): string {
  const lines = Array.from({ length: variables }, (_, index) => {
    const drift = index % 5 === 0 ? ', drift: "each has its own"' : "";
    return `    variable_${index}: variable(${kinds[index % kinds.length]}, { description: "Variable number ${index}", modules: ["service"]${drift}, labels: { container: ["core"] } }),`;
  });
  return `import { defineProject, defineStack, setting, variable } from "terraloom";
import * as z from "zod";

const app = defineStack({
  labels: { container: ["core", "jobs"] },
  settings: { backend: setting(z.object({ bucket: z.string(), key: z.string() }), { drift: "each has a state" }) },
  variables: {
${lines.join("\n")}
  },
});

export default defineProject({ stacks: { app } });
`;
}

const moduleText = `locals {
  core = [
    {{#variables module="service" container="core"}}
    { name = {{name}}, value = {{stringReference}} },
    {{/variables}}
  ]
}
`;

/** The variable whose value all environments inherit. */
const shared = 1;

const sharedText = `# yaml-language-server: $schema=../generated/schema/app.schema.json
variables:
  variable_${shared}: "value ${shared} of all"
`;

function specText(environment: number, variables: number): string {
  const lines = Array.from({ length: variables }, (_, index) => {
    const own = index % 5 === 0 ? environment : 0;
    const values = [
      `${index * 100 + own}`,
      `"value ${index} of \${environment} ${own}"`,
      `${own % 2 === 0}`,
      `[alpha-${own}, beta, gamma]`,
      `{ first: ${own}, second: 2 }`,
      `https://service-${own}.example.org/path`,
    ];
    return index === shared ? [] : [`  variable_${index}: ${values[index % values.length]}`];
  }).flat();
  return `# yaml-language-server: $schema=../generated/schema/app.schema.json
stack: app
extends: _shared.yaml
settings:
  backend: { bucket: states, key: env-${environment}.tfstate }
variables:
${lines.join("\n")}
`;
}

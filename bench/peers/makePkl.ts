import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes the project of makeProject.ts as a user of Pkl has it: a schema with a typed property for each variable,
 * and a file for each environment that amends it.
 */
export function makePkl(folder: string, environments: number, variables: number): void {
  mkdirSync(join(folder, "envs"), { recursive: true });
  writeFileSync(join(folder, "schema.pkl"), schemaText(variables));
  for (let index = 0; index < environments; index++) {
    writeFileSync(join(folder, `envs/env-${index}.pkl`), environmentText(index, variables));
  }
}

const types = ["Int", "String", "Boolean", "List<String>", "Map<String, Int>", "String"];

function schemaText(variables: number): string {
  const lines = Array.from(
    { length: variables },
    (_, index) =>
      `/// Variable number ${index}\nvariable_${index}: ${types[index % types.length]}\n`,
  );
  return `class Backend {\n  bucket: String\n  key: String\n}\n\nbackend: Backend\n\n${lines.join("\n")}`;
}

function environmentText(environment: number, variables: number): string {
  const lines = Array.from({ length: variables }, (_, index) => {
    const own = index % 5 === 0 ? environment : 0;
    const values = [
      `${index * 100 + own}`,
      `"value ${index} of $environment ${own}"`,
      `${own % 2 === 0}`,
      `List("alpha-${own}", "beta", "gamma")`,
      `Map("first", ${own}, "second", 2)`,
      `"https://service-${own}.example.org/path"`,
    ];
    return `variable_${index} = ${values[index % values.length]}\n`;
  });
  return `amends "../schema.pkl"

backend {
  bucket = "states"
  key = "env-${environment}.tfstate"
}

${lines.join("")}`;
}

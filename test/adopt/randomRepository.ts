/** Draws whole numbers below a bound: the same ones for the same seed. */
export type Draw = (bound: number) => number;

/** A draw that a seed decides (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const names = ["dev", "staging", "production", "qa", "eu-1"];
const words = ["app", "api", "queue", "cache", "web", "logs"];

/**
 * The files of some environments, by path: what they have in common, and what each does its own way, as people's
 * repositories have it.
 *
 * @param folder what the environments lie in
 */
export function randomRepository(draw: Draw, folder: string): ReadonlyMap<string, string> {
  const environments = names.slice(0, 2 + draw(4));
  const files = new Map<string, string>();
  const fileNames = ["main.tf", "variables.tf", "extra.tf", "_odd.tf"].slice(0, 1 + draw(4));
  for (const file of fileNames) {
    const common = Array.from({ length: 1 + draw(7) }, (_, at) => ({ kind: draw(10), at }));
    const habits = { crlf: draw(8) === 0, tidy: draw(3) > 0 };
    for (const environment of environments) {
      if (file !== "main.tf" && draw(6) === 0) continue;
      files.set(`${folder}/${environment}/${file}`, fileText(draw, common, environment, habits));
    }
  }
  if (draw(2) === 0) {
    for (const environment of environments) {
      const lines = words.slice(0, 2 + draw(3)).map((word) => `${word} = ${literalText(draw)}\n`);
      files.set(`${folder}/${environment}/terraform.tfvars`, lines.join(draw(4) === 0 ? "\n" : ""));
    }
  }
  for (const environment of environments) {
    const path = `${folder}/${environment}/main.tf`;
    files.set(path, `${files.get(path)}\nmodule "m" {\n  source = "./m"\n}\n`);
  }
  return files;
}

function fileText(
  draw: Draw,
  common: readonly { readonly kind: number; readonly at: number }[],
  environment: string,
  { crlf, tidy }: { readonly crlf: boolean; readonly tidy: boolean },
): string {
  const order = draw(8) === 0 ? common.toReversed() : common;
  const parts = order.flatMap(({ kind, at }) => {
    if (draw(9) === 0) return [];
    return [statement(draw, kind, at, environment, tidy)];
  });
  const gap = ["\n", "\n\n", "\n# ---\n\n"][draw(6)] ?? "\n";
  const text = parts.join(gap) + (draw(12) === 0 ? "# only here {{ and }} \\{{\n" : "");
  const ended = draw(10) === 0 ? text.replace(/\n$/, "") : text;
  return crlf && draw(6) > 0 ? ended.replaceAll("\n", "\r\n") : ended;
}

function statement(
  draw: Draw,
  kind: number,
  at: number,
  environment: string,
  tidy: boolean,
): string {
  const word = words[at % words.length] ?? "x";
  const blanks = tidy ? "" : " ".repeat(draw(3));
  const value = draw(3) === 0 ? literalText(draw) : `"${word}"`;
  const comment = draw(6) === 0 ? `# ${environment}: ${draw(3)}\n` : "";
  switch (kind) {
    case 0:
      return `${comment}locals {\n  ${word}${blanks} = ${value}\n}\n`;
    case 1:
      return `${comment}variable "${word}" {\n  default = ${value}\n}\n`;
    case 2:
      return `resource "null_resource" "${word}_${draw(5) === 0 ? environment : "x"}" {\n  triggers = {\n    a = "${environment}-\${var.x}"\n    b${blanks} = ${value}\n  }\n}\n`;
    case 3:
      return `output "${word}" {\n  value = <<-EOT\n    first ${draw(2)}\n${draw(3) === 0 ? "\n      more {{x}}\n" : ""}    last \${local.y}\n  EOT\n}\n`;
    case 4:
      return `${comment}locals { ${word} = ${value} }\n`;
    case 5:
      return `locals {\n  list = [\n${words
        .slice(0, draw(5))
        .map((one) => `    "${one}",\n`)
        .join("")}  ]\n}\n`;
    case 6:
      return `resource "x" "${word}" {\n${["a", "b", "c"]
        .slice(draw(3))
        .map((name) => `  rule {\n    name = "${name}"\n    port = ${draw(3)}\n  }\n`)
        .join("\n")}}\n`;
    case 7:
      return `output "${word}" {\n  value = ${draw(2) === 0 ? "local.a" : `cond ? ${value} : [for x in y : x]`}\n}\n`;
    case 8:
      return `/* a block\n   comment ${draw(2)} */\nlocals {\n\n  z = {}\n\n}\n`;
    default:
      return `resource "y" "${word}" {\n  text = "\${a}}${draw(2)}{{b}}"\n  obj  = {x={y=${value}}}\n}\n`;
  }
}

function literalText(draw: Draw): string {
  return (
    [
      '"plain"',
      "1",
      "1.50",
      "true",
      "null",
      '["a", "b"]',
      '"C:\\\\x"',
      '"$${no} %%{no}"',
      "{\n    k = 1\n  }",
      '"é😀"',
      '"{{x}}"',
      "-3",
      "[]",
      "var.other",
    ][draw(14)] ?? '""'
  );
}

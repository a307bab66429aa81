/** A pattern as a test of paths: `*` and `?` stay in one folder, `prod/**` is all below prod/, at any depth. */
export function pathPattern(pattern: string): (path: string) => boolean {
  if (!/[*?]/.test(pattern)) return (path) => path === pattern;
  const source = pattern
    .split(/(\*\*\/?|\*|\?)/)
    .map((piece, index) => (index % 2 === 0 ? escaped(piece) : wildcards[piece]))
    .join("");
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

const wildcards: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
};

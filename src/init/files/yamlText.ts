/** A text as YAML, in quotes where it would be read as something else. */
export function yamlText(text: string): string {
  return /^[A-Za-z0-9./][\w./-]*(?: \([\w./-]+\))?$/.test(text) ? text : JSON.stringify(text);
}

/** A folder or file as a pattern of GitHub's and GitLab's, in quotes, and what follows it there. */
export function yamlPattern(path: string, rest = ""): string {
  return JSON.stringify(path.replaceAll(/[*?+[\]!\\{}]/g, "\\$&") + rest);
}

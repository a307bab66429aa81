/** A command of a maskfile: its words, the names of what it takes, and its script. */
export interface MaskCommand {
  readonly words: string;
  readonly parameters: readonly string[];
  readonly script: string;
}

/** The commands of a maskfile that have a script. @see https://github.com/jacobdeichert/mask */
export function maskCommands(maskfile: string): readonly MaskCommand[] {
  return maskfile.split(/^#{2,} /m).flatMap((section) => {
    const [heading = ""] = section.split("\n", 1);
    const script = /^```bash\n(.*?)^```$/ms.exec(section)?.[1];
    if (script === undefined) return [];
    const parameters = [...heading.matchAll(/\((\w+)\)/g)].map(([, name]) => String(name));
    return [{ words: heading.replace(/ *\(.*$/, ""), parameters, script }];
  });
}

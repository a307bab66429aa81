import type { Adopted, AdoptedStack } from "./adopt.ts";
import type { LeftAlone } from "./propose.ts";

/** What was taken over, in words. */
export function adoptedText({ stacks, plan }: Adopted, alone: readonly LeftAlone[]): string {
  const parts = stacks.map((stack) => stackText(stack, plan.output));
  const left = alone.map(({ folder, why }) => `  ${folder}: ${why}\n`);
  return `${parts.join("\n")}${left.length > 0 ? `\nLeft as they are:\n${left.join("")}` : ""}`;
}

function stackText({ plan, files, holdings }: AdoptedStack, output: string): string {
  const settings = holdings.all.filter(({ kind }) => kind === "setting").length;
  const variables = holdings.all.length - settings;
  const verbatim = files.filter(({ carrying }) => carrying === "verbatim");
  const names = plan.members.map(({ name }) => name).join(", ");
  const folder = [output, plan.pattern].filter((step) => step !== "").join("/");
  const kept = verbatim.map(
    ({ name, why }) => `  carried as it is, for each environment: ${name} (${why})\n`,
  );
  return `stack ${plan.name} in ${folder}: ${names}
  ${files.length} files, ${variables} variables, ${settings} settings
${kept.join("")}`;
}

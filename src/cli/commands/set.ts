import { textsOf } from "../../edit/declare.ts";
import { nameOfValue } from "../../edit/namedValue.ts";
import { environmentsFrom, type SetRequest, setValues } from "../../edit/setValues.ts";
import { maskProject } from "../../mask/maskTexts.ts";
import type { MaskText } from "../../model/maskText.ts";
import type { Project } from "../../model/project.ts";
import { success } from "../../model/result.ts";
import { changedProject } from "../../project/loadProject.ts";
import { selectorHelp } from "../../resolve/selectEnvironments.ts";
import { canonical } from "../../values/canonical.ts";
import { setRequest } from "../answers/set.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "VARIABLE VALUE",
  description: `Changes the value of a variable or a setting in the selected environments, and generates. Edits the
file that the current value comes from: their specs, or specs that these extend. If other
environments get the value from the same file, it asks which file to edit. VARIABLE may be an entry
of a map: tags.owner, settings.backend.bucket.

${selectorHelp}`,
  examples: {
    "set core_memory 4096 --environment production": "in one environment",
    "set LOG_LEVEL debug --environment 'preview/*'": "in all environments that match a pattern",
    "set tags.owner web --environment staging --in own":
      "in its own spec, not in the one that it extends",
  },
  options: {
    "--environment ENV...": "the environments: a name, a pattern, or stack=NAME; repeatable",
    "--in FILE": 'the file that is edited; "own": the spec of each environment',
  },
  async work(project, interview) {
    const request = await setRequest(project, interview);
    if (!request.ok) return request;
    const set = setValues(project, request.value);
    if (!set.ok) return set;
    const { draft, places } = set.value;
    const files = [...new Set(places.map(({ file }) => file))].join(", ");
    const label = nameOfValue(request.value.path);
    const names = request.value.environments.map(({ name }) => name).join(", ");
    if (draft.changes().length === 0) {
      return success({ next: [`nothing to do: ${label} is that in ${names} already.`] });
    }
    const changed = await changedProject(project, textsOf(draft));
    return success({
      draft,
      mask: maskBoth(project, changed),
      next: [
        `\nSet ${label} in ${files} for ${environmentsFrom(changed, request.value.path, places).join(", ")}.`,
        ...unpermitted(changed, request.value),
      ],
    });
  },
});

/** Hides what was sensitive and what is now. */
function maskBoth(before: Project, after: Project): MaskText {
  const old = before.environments.map((environment) => ({
    ...environment,
    stack: after.schema.stacks.get(environment.stack.name) ?? environment.stack,
  }));
  return maskProject({ ...after, environments: [...after.environments, ...old] });
}

/** Where the environments of a stack now differ without permission: reported before CI does it. */
function unpermitted(
  { environments }: Project,
  { path: [section, name = ""], environments: chosen }: SetRequest,
): string[] {
  const stacks = new Set(chosen.map(({ stack }) => stack.name));
  return [...stacks].flatMap((stackName) => {
    const members = environments.filter(({ stack }) => stack.name === stackName);
    const [first] = members;
    if (!first || first.stack[section].get(name)?.drift !== undefined) return [];
    const values = members.map(({ values: variables, settings }) =>
      canonical((section === "variables" ? variables : settings)[name] ?? null),
    );
    if (new Set(values).size < 2) return [];
    return [
      `The environments of ${stackName} now differ in ${name}, which is not declared: drift-report fails until the others get the same value,`,
      "a spec accepts it until a date (accepted_drift), or the schema gives a reason (drift).",
    ];
  });
}

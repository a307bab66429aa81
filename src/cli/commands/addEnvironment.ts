import { addEnvironment } from "../../edit/addEnvironment.ts";
import { terraformLine } from "../../model/environment.ts";
import { environmentDirectory } from "../../model/layout.ts";
import { success } from "../../model/result.ts";
import { environmentRequest } from "../answers/environment.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "NAME",
  description: `Copies an environment's spec, including comments, and generates the new environment. Where the
schema permits environments to differ, the copy needs its own values; those that are not given are
asked for. Waivers of the original are not copied.`,
  examples: {
    "add environment eu --from production --promote-after production":
      "asks for each value that may differ",
    "add environment demo --from staging --copy-rest --value hostname=demo.example.org":
      "keeps the rest of the values of staging",
  },
  options: {
    "--from ENV": "the environment that is copied",
    "--value NAME=VALUE...":
      "a value of the new environment; repeatable; settings as settings.NAME.KEY=VALUE",
    "--copy-rest": "keep the original's value where none is given",
    "--promote-after ENV": "add it to the promotion order after this one",
  },
  async work(project, interview) {
    const request = await environmentRequest(project, interview);
    if (!request.ok) return request;
    const added = await addEnvironment(project, request.value);
    if (!added.ok) return added;
    const { name, from } = request.value;
    const place = environmentDirectory(project.schema.layout, from.stack.output, name);
    const line =
      from.valuesFile === undefined
        ? terraformLine({ directory: place }, "init")
        : terraformLine({ directory: from.directory, valuesFile: place }, "plan");
    return success({
      draft: added.value,
      next: [
        `\nAdded environment ${name}.`,
        `Read envs/${name}.yaml once: its comments are those of ${from.name}. Then: ${line}`,
      ],
    });
  },
});

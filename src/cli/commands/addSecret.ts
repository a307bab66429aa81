import { success } from "../../model/result.ts";
import { declarationOptions, declarationRequest, declareAnswers } from "../answers/declaration.ts";
import { changeCommand } from "../changing.ts";

export const command = changeCommand({
  names: "NAME",
  description: `Declares a secret in the schema and generates. Its value is never written into a file: set it in the
secret store, once, after terraform apply.`,
  examples: {
    'add secret SMTP_PASSWORD --description "Password of the mail server"':
      "asks for the stack where there are several",
    'add secret API_KEY --description "Key of the API" --label container=core --dry-run':
      "shows the diff and writes nothing",
  },
  options: declarationOptions,
  async work(project, interview) {
    const request = await declarationRequest("secret", project, interview);
    const [declared] = await declareAnswers(project, request, interview);
    if (!declared || interview.problems.length > 0) return interview.failure();
    const { name } = request;
    return success({
      draft: declared.draft,
      next: [
        `\nAdded secret ${name}.`,
        "Apply each environment, then set the secret's value in its secret store, before you deploy.",
        `npx terraloom trace ${name} shows where it is used.`,
      ],
    });
  },
});

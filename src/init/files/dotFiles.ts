/** The text of `.gitignore`. Terraform's lock files are committed: they are not in it. */
export const gitIgnore = `node_modules/
.terraform/
*.tfstate
*.tfstate.*
*.tfplan
crash.log
`;

/** The text of `.terraform-version`: which Terraform CI installs, and `tfenv` and `mise` give a person. */
export const terraformVersion = "1.11.4\n";

/** What folds generated files in reviews. */
export const foldedFiles = "generated/** linguist-generated";

/** The text of `.gitattributes`. */
export const gitAttributes = `* text=auto eol=lf
# Made by terraloom: folded in reviews, left out of language statistics. After a merge that conflicts in it,
# merge the rest and run: npx terraloom generate
${foldedFiles}
`;

/** The text of `.vscode/extensions.json`: specs are completed by the one, Terraform by the other. */
export const editorExtensions = `${JSON.stringify(
  { recommendations: ["redhat.vscode-yaml", "hashicorp.terraform"] },
  undefined,
  2,
)}\n`;

/** The text of `.vscode/settings.json`: nobody types into what is made. */
export const editorSettings = `${JSON.stringify(
  {
    "files.readonlyInclude": {
      "**/generated/environments/**": true,
      "**/generated/modules/**": true,
    },
    "files.associations": { "*.hbs": "handlebars" },
    "files.eol": "\n",
  },
  undefined,
  2,
)}\n`;

/** The text of `.editorconfig`, for all editors. */
export const editorConfig = `[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2
`;

/** The text of `tsconfig.json`, for editors: terraloom compiles the schema itself. */
export const compilerOptions = `${JSON.stringify(
  {
    compilerOptions: {
      target: "es2022",
      module: "preserve",
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: [],
    },
    include: ["schema"],
  },
  undefined,
  2,
)}\n`;

import type { Code } from "./catalog.ts";

/** What a code means, and what to do about it, for docs/errors.md. */
export const meanings: Readonly<Record<Code, readonly [meaning: string, remedy: string]>> = {
  // schema/
  "schema-missing": [
    "The folder holds no `schema/index.ts`, so it is not a project.",
    "Run terraloom in the project's folder, or name it with `--root`. `terraloom init` begins a project.",
  ],
  "schema-syntax": ["The schema is not valid TypeScript.", "Mend the line that is named."],
  "schema-throws": [
    "The schema's own code throws while it is read.",
    "Mend the line that is named.",
  ],
  "schema-endless": [
    "The schema's own code has not come to its end within the time limit.",
    "Look for a loop, or a wait, that does not end. `TERRALOOM_SCHEMA_SECONDS` sets another limit than 30 seconds.",
  ],
  "schema-no-project": [
    "`schema/index.ts` does not export a project.",
    "Write `export default defineProject({ stacks: { ... } })`.",
  ],
  "not-a-declaration": [
    "Something under `stacks`, `variables`, `settings` or `secrets` was not made with the function for it.",
    "Use `defineStack`, `variable`, `setting` or `secret`.",
  ],
  "not-a-zod-type": [
    "The type of a variable or a setting is not a zod 4 type.",
    'Import zod as `import * as z from "zod"`, version 4.3 or later, and give a type such as `z.string()`.',
  ],
  "unknown-option": ["A declaration has an option that does not exist.", "Correct its name."],
  "missing-description": [
    "A variable or a secret has no description.",
    "Say in one sentence what it is: it becomes the description in Terraform and in editors.",
  ],
  "missing-drift-reason": [
    "`drift` permits environments to differ and gives no reason.",
    "Write the reason: it is the permission.",
  ],
  "type-not-terraform": [
    "Terraform has no type for this zod type.",
    "Choose another type; docs/schema.md lists what becomes what.",
  ],
  "stack-name": ["The stack's name is not valid as a folder's.", "Use letters, digits, - and _."],
  "output-place": [
    "Output would go out of the project, or into a folder that it is made from.",
    "Name a folder below the project's own.",
  ],
  "variable-name": [
    "Terraform does not accept the name for a variable.",
    "Use letters, digits, - and _, a letter or _ first, and none of the names that Terraform reserves.",
  ],
  "secret-name": [
    "The secret's name is not valid as an environment variable's.",
    "Use letters, digits, - and _, a letter or _ first.",
  ],
  "secret-and-variable": [
    "One name is declared as a secret and as a variable.",
    "Keep one: a variable's value is written down, a secret's never.",
  ],
  "unknown-label": [
    "A label is used that the stack's `labels` do not list.",
    "Correct it, or add it to the stack's `labels`.",
  ],
  "promotion-twice": [
    "An environment stands twice in the promotion order.",
    "Remove one of the two.",
  ],
  "unknown-promotion": [
    "The promotion order names an environment that has no spec.",
    "Correct the name, or write the spec.",
  ],
  "unread-variable": [
    "A variable is never used: no code reads it, and no template writes its value.",
    "Use it, or remove it with `terraloom remove variable`.",
  ],
  "computed-unknown": ["A computed value reads a name that does not exist.", "Correct the name."],
  "computed-cycle": [
    "A computed value is computed from itself.",
    "Let specs say one of them, or compute it from something else.",
  ],
  "schema-function-throws": [
    "A function of the schema throws for an environment.",
    "Mend the function, or the value that it is given.",
  ],
  "computed-wrong": ["What is computed does not fit the type.", "Mend the function, or the type."],
  "call-name": [
    "The name of a module call is not valid.",
    "Use letters, digits, - and _, a letter or _ first.",
  ],
  "call-origin": [
    "A module call names no module.",
    "Name a folder of modules/, or a source with its version.",
  ],
  "call-not-named": [
    "A variable goes to a module that is called under other names.",
    "Name the calls under `modules`.",
  ],
  "call-argument-twice": [
    "A module call would be given one argument twice.",
    "Give one of the variables another name there.",
  ],
  "call-each-unknown": [
    "A module call is made for each entry of a variable that does not exist.",
    "Correct the name.",
  ],
  "call-each-type": [
    "A module call is made for each entry of something that is not a map of objects.",
    "Make its type `z.record(z.string(), z.strictObject({ ... }))`.",
  ],
  "module-argument-differs": [
    "Two calls would make a module declare one variable in two ways.",
    "Make both alike, or give one another name.",
  ],
  // envs/
  "no-environments": ["There is no spec, so nothing is generated.", "Write `envs/staging.yaml`."],
  "spec-ending": ["A file under envs/ ends in `.yml` and is not read.", "Rename it to `.yaml`."],
  "modeline-missing": [
    "The spec does not tell editors where its JSON Schema is.",
    "Begin it with the comment that is shown.",
  ],
  "modeline-wrong": [
    "The spec sends editors to another file than its stack's JSON Schema.",
    "Write the comment that is shown.",
  ],
  "not-utf8": ["A file is not UTF-8 text.", "Save it as UTF-8."],
  "spec-conflict": [
    "A spec holds the marks of a merge conflict.",
    "Keep what is right of both sides.",
  ],
  "spec-syntax": ["The spec is not valid YAML 1.2.", "Mend the line that is named."],
  "spec-value": [
    "A value is valid YAML and cannot be kept exactly: a number too long, a text not in NFC, an alias without an anchor.",
    "Follow the advice: most of these become right in quotes.",
  ],
  "spec-empty": ["The spec says nothing.", "Write at least `stack: ...`."],
  "spec-not-a-map": ["The spec is not a YAML map.", "Begin with `stack: ...`."],
  "unknown-section": [
    "The spec has a top-level key that does not exist.",
    "Correct it, or move it.",
  ],
  "section-kind": [
    "A section of the spec has the wrong kind of value, such as a list in place of a map.",
    "Write it as docs/specs.md shows.",
  ],
  "environment-name": [
    "The spec's file name is not valid as a folder's on every system.",
    "Rename it: letters, digits, `-`, `_`, and `.` in between.",
  ],
  "environment-case": [
    "Two environments differ in letter case alone, and many disks take them for one.",
    "Rename one of the two.",
  ],
  "environment-folder": [
    "Two environments, of one stack or of two, would be written into one folder.",
    "Let each stack's `output` name the environment, and no two stacks use one folder.",
  ],
  "environment-at-root": [
    "An environment would be the project's own folder, where its sources are.",
    "Let the project's or the stack's `output` name a folder.",
  ],
  "environment-twice": [
    "Two specs, or an entry of `each` and a spec, make an environment of one name.",
    "Rename one of them, or change the pattern `name`.",
  ],
  each: [
    "`each`, or the `name` of its entries, is not as it should be.",
    "Write it as docs/specs.md shows.",
  ],
  "environment-over": [
    "The last day (`until`) of an environment is over, and it is still there.",
    "Destroy it and remove its spec, or move the day. A drift report fails until then.",
  ],
  "extends-escapes": ["`extends` names a file outside of envs/.", "Name one under envs/."],
  "extends-missing": ["`extends` names a file that does not exist.", "Correct the path."],
  "extends-too-deep": [
    "A chain of `extends` is longer than the limit of 100 specs.",
    "Put what they say into fewer files.",
  ],
  "source-too-large": [
    "A spec or a template is larger than the limit of 1 MiB. Files that are copied have none.",
    "Put what is data into a file that Terraform reads itself.",
  ],
  "extends-cycle": ["Specs extend each other in a circle.", "Remove one `extends`."],
  "stack-missing": ["The spec does not say which stack it is of.", "Add `stack: ...`."],
  "unknown-stack": ["The spec names a stack that the schema does not have.", "Correct the name."],
  "unknown-name": [
    "The spec gives a value to something that its stack does not declare.",
    "Correct the name, declare it in the schema, or remove the line.",
  ],
  "missing-value": [
    "A variable or a setting without a default has no value.",
    "Give it one in the spec, or in a file that the spec extends; or give its type a default.",
  ],
  "wrong-value": [
    "A value does not fit its type.",
    "Correct the value, or the type in the schema.",
  ],
  "secret-value": [
    "A spec gives a value to a secret.",
    "Remove the line. If it was ever committed, the secret is no longer one: replace it.",
  ],
  hold: [
    "The `hold` of an environment is not well-formed.",
    "Give it a `reason` and `until`, a day.",
  ],
  waiver: [
    "An entry of `accepted_drift` is not well-formed, or is about something that does not exist.",
    "Give it `variable` or `setting`, `reason` and `until`.",
  ],
  "deprecated-given": [
    "A spec uses a name that the schema is about to drop.",
    "Say it as the schema asks for.",
  ],
  "deprecated-twice": [
    "A spec gives a value by its old name, and another one by its new name.",
    "Keep the new one.",
  ],
  "computed-given": ["A spec says what is computed.", "Remove the line."],
  "not-unique": [
    "Two environments have the same value where each must have its own.",
    "Give one of them another value.",
  ],
  "rule-broken": ["A rule of the stack does not hold.", "Change one of the values that it names."],
  // templates/
  "template-syntax": ["The template is not valid Handlebars.", "Mend the line that is named."],
  template: [
    "A template reads a name that does not exist, or uses a helper wrongly.",
    "Correct the name; docs/templates.md lists names and helpers.",
  ],
  "condition-place": [
    "A file that is made once for all environments stands under a condition on one.",
    "Move it into templates/environments/<stack>/, or use {{#if}}.",
  ],
  "condition-unknown": [
    "The condition of a file asks for something that is no setting of its stack.",
    "Name a setting, or environments: environment=staging,production.",
  ],
  "template-place": [
    "A folder of templates/environments/ is named for no stack.",
    "Rename the folder.",
  ],
  "state-shared": [
    "Two environments would keep their states in one place, and each would plan to destroy what the other has made.",
    "Make the backend's key of the environment's name, or give each spec a key of its own.",
  ],
  "output-twice": ["Two templates write one file.", "Rename or remove one of the two."],
  "output-syntax": [
    "What a template makes does not parse; it was not written.",
    "Mend the template at the place that is named.",
  ],
  "terraform-version": [
    "A stack's `terraform` is not a version.",
    'Write the lowest version that it supports alone, such as `terraform: "1.9"`.',
  ],
  "terraform-too-old": [
    "A variable needs a later Terraform than the lowest that its stack supports.",
    "Raise the stack's `terraform`, or do without what needs it.",
  ],
  "deprecated-successor": [
    '`deprecated: "use NAME"` names no variable of the stack.',
    "Correct the name, or declare the variable.",
  ],
  "deprecated-pair": [
    '`deprecated: "use NAME"` makes two names of one value, and these two variables are too different for that.',
    "Make them alike, or say in other words what to do instead.",
  ],
  "helper-name": [
    "A helper of the schema has the name of one of terraloom's own.",
    "Give it another name.",
  ],
  "source-link": [
    "A link under templates/ or envs/ leads out of the project, in a circle or to nothing.",
    "Put a file there, or remove it.",
  ],
  "template-of-terraform": [
    "A state, a plan or a lock file stands under templates/ and would replace that of every environment.",
    "Remove it from templates/.",
  ],
  "output-name": [
    "A file would have a name that is not valid on every system.",
    "Rename the template.",
  ],
  // generated/
  "environment-vanished": [
    "An environment's spec is gone, and its state may still manage resources.",
    "Bring the spec back; or destroy what the state manages, then run `generate --force`.",
  ],
  "code-overridden": [
    "A file beside generated code overrides it.",
    "Move the change into the template, and remove the file.",
  ],
  "values-beside": [
    "A file beside generated code gives values that Terraform prefers to those of the spec.",
    "Move them into the spec, and remove the file.",
  ],
  "file-ignored": [
    "Git ignores a generated file, so a clone would lack it.",
    "Change the pattern in .gitignore.",
  ],
  "lock-file-ignored": [
    "Git ignores a provider lock file, so checkouts may get other providers.",
    "Change the pattern in .gitignore.",
  ],
  "lock-files-differ": [
    "Environments of one stack lock a provider at different versions.",
    "Run `terraform init -upgrade` in the one that is behind, and commit its lock file.",
  ],
  "lock-file-absent": [
    "An environment has no provider lock file, and another of its stack has one.",
    "Run `terraform init` there, and commit the lock file.",
  ],
  "base-broken": [
    "The environment that others are compared with has errors.",
    "Mend it, or name another one with `--base`.",
  ],
  "unknown-base": ["There is no such environment to compare with.", "Name one that there is."],
  "hold-ended": [
    "The hold of an environment is over, and still stands in its spec.",
    "Lift it with `terraloom hold ENV --lift`, or give it a new day.",
  ],
  "hand-edited": [
    "A generated file was changed by hand, and is not replaced.",
    "Move the change into the template, the spec or the schema; `generate --force` drops it.",
  ],
  "not-absorbed": [
    "`absorb` cannot tell for certain which source a change by hand belongs to.",
    "Make it in the template, the spec or the schema; `generate --force` then writes the file anew.",
  ],
  "line-ends": [
    "Generated files differ from what they should be in their line ends alone: git's `core.autocrlf` made them CRLF when it checked them out.",
    "Write `* text=auto eol=lf` into `.gitattributes`, commit it, and run `npx terraloom generate`.",
  ],
  "file-stale": ["A generated file is not what its sources say now.", "Run `terraloom generate`."],
  "file-missing": ["A generated file is gone.", "Run `terraloom generate`."],
  "file-new": ["A file has not been generated yet.", "Run `terraloom generate`."],
  "file-orphaned": [
    "A file was generated, and no source makes it any more.",
    "Run `terraloom generate`, which removes it.",
  ],
  "manifest-stale": ["A manifest does not list the generated files.", "Run `terraloom generate`."],
  "made-by-older": [
    "An older version of terraloom made these files, and this one makes others.",
    "Generate with the new version in a change of its own.",
  ],
  "made-by-newer": [
    "A newer version of terraloom made these files, and this one makes others.",
    "Install the newer one.",
  ],
  "output-blocked": [
    "A link or a folder stands where a file would be written.",
    "Move it away: links are not followed.",
  ],
  "run-locked": [
    "Another run is writing.",
    "Wait for it to end. If there is none, remove the lock file.",
  ],
  "run-unfinished": [
    "A run was killed while it replaced files, or still runs.",
    "Run `terraloom generate`, which completes it.",
  ],
  "run-completed": ["A killed run was completed.", "Read what is listed."],
  // the real Terraform
  "terraform-not-found": [
    "Neither `terraform` nor `tofu` can be run, or what is there answers otherwise than Terraform does.",
    "Install one of them, have a wrapper or a shim choose a version, or name another program with `--terraform`.",
  ],
  "terraform-invalid": ["`terraform validate` refuses the code.", "Mend the place that is named."],
  "terraform-warning": ["`terraform validate` warns of the code.", "See what it says."],
  "terraform-format": [
    "A file that is copied is not formatted as `terraform fmt` would.",
    "Format the file that it is copied from.",
  ],
  "terraform-failed": ["Terraform could not be run to its end.", "See what it says."],
  "environment-not-generated": [
    "The environment has no folder of generated code yet.",
    "Run `terraloom generate`.",
  ],
  "verified-not-current": [
    "What was verified is not what the sources say now.",
    "Run `terraloom generate`, then verify again.",
  ],
  // status
  "generated-not-current": [
    "The code that states are compared with is not what the sources say now.",
    "Run `terraloom generate`.",
  ],
  "digest-missing": ["The environment has no generated code yet.", "Run `terraloom generate`."],
  "history-unknown": [
    "Git cannot be asked, so no commit is named.",
    "Run it in a clone, with git installed.",
  ],
  "since-unknown": [
    "The revision that is compared with is not known.",
    "Fetch it, or name another one.",
  ],
  // modules, seen without Terraform
  "undeclared-reference": [
    "Code refers to a variable, local value, module or resource that its folder does not declare.",
    "Correct the name, or declare it.",
  ],
  "undeclared-output": [
    "Code reads an output that the called module does not have.",
    "Correct the name, or declare the output in the module.",
  ],
  "undeclared-argument": [
    "A module call gives an argument that the module does not declare.",
    "Correct the name, declare the variable in the module, or leave the argument out.",
  ],
  "missing-argument": [
    "A module call does not give a variable that has no default.",
    "Give it, or give the variable a default.",
  ],
  "argument-type": [
    "The value of an argument cannot become the type that the module declares.",
    "Correct the value or the type.",
  ],
  "stack-without-templates": [
    "A stack's environments are generated, and no template makes anything for them.",
    "Write the stack's templates, or correct the name of their folder.",
  ],
  "remote-output-missing": [
    "Code reads an output of another environment's state, and that environment has none of this name.",
    "Correct the name, or write the output.",
  ],
  "module-folder-missing": [
    "The source of a module call leads to a folder without Terraform code.",
    "Correct the path: it begins at the folder of the file.",
  ],
  "module-source-missing": ["A module call has no source.", "Name the folder of the module."],
  "misplaced-reference": [
    "`each`, `count` or `self` stands where it has no value.",
    "Move it into a block that has one, or use another value.",
  ],
  "unknown-attribute": ["`path` has no such attribute.", "Use path.module, path.root or path.cwd."],
  "declared-again": [
    "A folder declares one name twice; all of its files are one module.",
    "Rename or remove one of the two.",
  ],
  "unknown-block": ["Terraform knows no block of this type.", "Correct the word."],
  "block-labels": [
    "A block has more or fewer labels than its type wants.",
    "Give it the labels: a resource has a type and a name.",
  ],
  "argument-outside": [
    "A .tf file gives a value outside of all blocks.",
    "Move it into a block, or into a .tfvars file.",
  ],
  "unknown-block-argument": [
    "A variable or output has an argument that looks like a misspelt one.",
    "Correct the word.",
  ],
  "output-without-value": ["An output has no value.", "Give it one."],
  "default-not-constant": [
    "The default of a variable refers to something or calls a function.",
    "Write a constant; a local value can hold the expression.",
  ],
  "default-type": [
    "The default of a variable cannot become its type.",
    "Correct the default or the type.",
  ],
  "unknown-type": ["A variable has a type that Terraform does not know.", "Correct the word."],
  "reserved-variable": [
    "A variable has a name that every module call has for itself.",
    "Choose another name.",
  ],
  "count-and-for-each": ["A block has both count and for_each.", "Remove one of the two."],
  "locals-cycle": ["Local values refer to each other in a circle.", "Take one reference out."],
  "modules-cycle": ["Modules call each other in a circle.", "Take one call out."],
  "output-sensitive": [
    "An output of an environment shows a sensitive variable.",
    "Add sensitive = true to the output.",
  ],
  "provider-not-passed": [
    "A module call does not pass a provider configuration that the module has among its configuration_aliases.",
    "Pass it with providers.",
  ],
  "provider-not-taken": [
    "A module call passes an aliased provider configuration that the module does not declare.",
    "Declare it in the module's required_providers, with configuration_aliases, or leave it out.",
  ],
  "provider-in-repeated-module": [
    "A module that configures a provider itself is called with count, for_each or depends_on.",
    "Configure the provider where the module is called, and pass it.",
  ],
  "module-not-called": [
    "The schema passes a variable to a module that the stack's environments do not call, nor do the modules that they call.",
    "Call the module, or take it out of the variable's modules.",
  ],
  "undeclared-provider": [
    "A resource names an alias of a provider that no block configures.",
    "Add the provider block, or correct the name.",
  ],
  "undeclared-definition": [
    "A .tfvars file gives a value to a variable that the environment does not declare.",
    "Declare the variable, or leave the line out.",
  ],
  "definition-type": [
    "A value in a .tfvars file cannot become the type of its variable.",
    "Correct the value or the type.",
  ],
  "unknown-module": [
    "The schema passes a variable to a module that no template makes or calls.",
    "Correct the module's name.",
  ],
  "module-without-variable": [
    "The schema passes a variable to a module that does not declare it.",
    "Declare it in the module, or take the module out of the variable's modules.",
  ],
  "shard-unreadable": [
    "A file that `merge` was given does not hold a shard's answers.",
    "Give it what `verify`, `status` or `drift-report` wrote with `--shard K/N`.",
  ],
  "shard-other": [
    "Two shards answer different questions.",
    "Merge the shards of one command, with the same number of parts, environments and options.",
  ],
  "shard-code": [
    "A shard is about other code than what is here.",
    "Merge in a checkout of the commit that the shards ran on, with the same terraloom.",
  ],
  "shard-twice": ["A shard is there twice.", "Give each file once."],
  "shard-missing": ["Not all shards are there.", "See the log of the job that wrote no answers."],
  // commands that change sources
  "answer-missing": [
    "A command needs to know something, and nobody can be asked.",
    "Give the option that is named. In a terminal the command asks.",
  ],
  "answer-wrong": ["An option or an argument is not valid.", "Correct it."],
  "already-declared": ["The name is taken.", "Choose another one."],
  "not-declared": ["The name is not declared.", "Correct it."],
  "still-read": [
    "A variable that is to be removed is read by a template.",
    "Change the template first.",
  ],
  "read-by-others": [
    "A template that several stacks use reads the variable.",
    "Change it for all of them at once.",
  ],
  "call-unknown": [
    "`--module api/db` goes on from the module that `api` calls to one that it calls `db`, and there is no such call.",
    "Name a call of that module: the label of its `module` block.",
  ],
  "eject-not-current": [
    "`eject` leaves the generated code as it is on disk, and that is not what the sources make.",
    "Generate, look at it, commit, and eject then.",
  ],
  "eject-uncommitted": [
    "`eject` removes the sources, and no commit holds them as they are: they would be lost.",
    "Commit first, or say `--force`.",
  ],
  "module-shared": [
    "A variable cannot be renamed in a module that is written by hand, since other calls give the module something under that name.",
    "Let `modules` map the call to the module's own name, and rename the variable then.",
  ],
  "setting-stays": [
    "`make variable` was asked for a setting that is needed as one: templates choose files by it, it is computed, or it is unique.",
    "Keep the setting, and add a variable beside it where Terraform is to read the value.",
  ],
  "edit-by-hand": [
    "A file is written in a way that cannot be edited automatically. Nothing was changed.",
    "Write the change by hand, as the advice says.",
  ],
  "edit-without-effect": [
    "The schema was edited, in memory, and still does not say it: later code overrides the place.",
    "Write the change by hand.",
  ],
  "spec-still-extended": [
    "An environment is to be removed, and another spec extends its spec.",
    "Let that one extend something else first.",
  ],
  "value-hidden": [
    "A value was to be written into a file, and a more particular one gives the environment another value.",
    "Edit that one, or take its value away.",
  ],
  "changed-meanwhile": ["A file changed while the command ran.", "Run the command again."],
  // converge and rollback
  "other-stack": [
    "Two environments of different stacks have no values in common.",
    "Name two of one stack.",
  ],
  "secret-has-no-value": [
    "A secret was named where a value is wanted.",
    "Set the secret where secrets are kept.",
  ],
  held: [
    "A value is held until a day, and this command would change it.",
    "Wait, or remove the hold.",
  ],
  "inherited-entry": [
    "An environment inherits an entry of a map that it must not have; its own spec can only add.",
    "Move the entry to the specs that are to keep it.",
  ],
  "spec-is-extended": [
    "Other environments extend this spec and would change too.",
    "Give them a value of their own first.",
  ],
  "revision-unknown": ["Git does not know the revision.", "Name a branch, a tag or a hash."],
  "revision-broken": [
    "The project had errors at that revision, so its values are not known.",
    "Choose another revision.",
  ],
  "environment-not-there": [
    "The environment did not exist at that revision.",
    "Choose a later revision.",
  ],
  "applied-unknown": [
    "The commit that was applied cannot be found.",
    "Name a revision in place of `applied`.",
  ],
  "value-does-not-fit": [
    "A value of the past does not fit today's type.",
    "Keep today's value with `--keep`.",
  ],
  "value-left-out": [
    "A value of the past is not declared any more, and was left out.",
    "Nothing, if the code no longer needs it.",
  ],
  // init
  "init-exists": ["Files that `init` would write are there already.", "Move them away."],
  "init-without-zod": [
    "zod is not installed beside terraloom.",
    "Run `npm install --save-dev terraloom zod`.",
  ],
  "init-adopt": [
    "`init` does not begin a new project where environments of Terraform are.",
    "Run `terraloom adopt`, or begin with `--module`.",
  ],
  "not-taken-over": [
    "Existing Terraform is of a kind that `init` does not take over.",
    "Change what is named, or begin with `--module`.",
  ],
  "taken-over-but": ["Something to know of what was taken over.", "Read it once."],
  // adopt
  "adopt-nothing": [
    "`adopt` found no two folders of Terraform code that are environments of one kind.",
    "Name them.",
  ],
  "adopt-project": [
    "`adopt` begins a project, and one is there already.",
    "Use the project, or remove it and adopt anew.",
  ],
  "adopt-in-the-way": [
    "Files that `adopt` would write, or a folder that is to be terraloom's alone, are there already.",
    "Move them away, or adopt with `--root` in the folder that holds the environments.",
  ],
  "adopt-unknown": [
    "A folder that `adopt` was given holds no Terraform code of its own.",
    "Name the folders that `terraform apply` is run in.",
  ],
};

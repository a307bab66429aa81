import type { modulesWords } from "../words/modules.ts";
import type { Meanings } from "./entry.ts";

export const modulesMeanings: Meanings<typeof modulesWords> = {
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
  "remote-output-missing": [
    "Code reads an output of another environment's state, and that environment has none of this name.",
    "Correct the name, or write the output.",
  ],
  "remote-output-undeclared": [
    "Code reads an output of another stack's state, and that stack declares its outputs, and none of this name.",
    "Correct the name, or declare the output in the stack's schema.",
  ],
  "stack-output-missing": [
    "A stack declares an output that its environments' code does not write.",
    "Write the output in a template of the stack, or take the declaration out.",
  ],
  "stack-output-type": [
    "The value of an output cannot become the type that its stack declares.",
    "Correct the value or the type.",
  ],
  "stack-order-unsaid": [
    "An environment reads the state of another stack, and the schema does not say which of the two is applied first.",
    "Name the stack that is read in `after` of the one that reads.",
  ],
  "read-before-applied": [
    "An environment reads the state of another one that the promotion order applies later.",
    "Put the one that is read before the other, or into its wave.",
  ],
  "code-too-new": [
    "Code needs a later version of Terraform than the lowest that its stack supports.",
    "Raise the version that the stack says, or write it another way.",
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
  "unknown-attribute": [
    "`path` or `terraform` has no such attribute, or the type of a variable does not.",
    "Correct the name, or give the variable's type that attribute.",
  ],
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
    "Call the module, or take it out of the variable's modules. Where another repository or a root module by hand calls it, name that in the stack's calls, by calledBy.",
  ],
  "undeclared-provider": [
    "A resource names an alias of a provider that no block configures.",
    "Add the provider block, or correct the name.",
  ],
  "undeclared-definition": [
    "A generated .tfvars file gives a value to a variable that the environment does not declare.",
    "Declare the variable, or leave the line out.",
  ],
  "unread-definition": [
    "A .tfvars file by hand gives a value to a variable that the code beside it does not declare. Terraform only warns of that.",
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
};

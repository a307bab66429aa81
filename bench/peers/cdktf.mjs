import { App, TerraformHclModule, TerraformStack, TerraformVariable } from "cdktf";

// The same environments and variables as makeProject.ts makes, synthesised to JSON by CDK for Terraform.
const [environments, variables, outdir] = [
  Number(process.argv[2]),
  Number(process.argv[3]),
  process.argv[4],
];
const app = new App({ outdir });
const types = ["number", "string", "bool", "list(string)", "map(number)", "string"];
for (let environment = 0; environment < environments; environment++) {
  const stack = new TerraformStack(app, `env-${environment}`);
  const passed = {};
  for (let index = 0; index < variables; index++) {
    const own = index % 5 === 0 ? environment : 0;
    const values = [
      index * 100 + own,
      `value ${index} ${own}`,
      own % 2 === 0,
      [`alpha-${own}`, "beta", "gamma"],
      { first: own, second: 2 },
      `https://service-${own}.example.org/path`,
    ];
    const variable = new TerraformVariable(stack, `variable_${index}`, {
      type: types[index % types.length],
      description: `Variable number ${index}`,
      default: values[index % values.length],
    });
    passed[`variable_${index}`] = variable.value;
  }
  new TerraformHclModule(stack, "service", {
    source: "../../modules/service",
    skipAssetCreationFromLocalModules: true,
    variables: passed,
  });
}
app.synth();

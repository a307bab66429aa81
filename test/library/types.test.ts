import { describe, expectTypeOf, it } from "vitest";
import * as z from "zod";
import {
  type check,
  defineProject,
  defineStack,
  type EnvironmentValues,
  type GenerateOptions,
  type GenerateReport,
  type generate,
  type loadProject,
  type Project,
  type SpecValues,
  secret,
  setting,
  type Variable,
  variable,
} from "../../src/index.ts";

const description = "A variable";
const app = defineStack({
  settings: {
    stage: setting(z.enum(["s", "p"])),
    size: setting(z.string().transform((text) => text.length)),
    note: setting(z.string().optional()),
  },
  variables: {
    region: variable(z.string(), { description }),
    amount: variable(z.bigint(), { description }),
    level: variable(z.enum(["info", "debug"]).default("info"), { description }),
    open: variable(z.boolean().optional(), { description }),
    none: variable(z.string().nullable(), { description }),
    limits: variable(z.strictObject({ cpu: z.int().default(1), memory: z.int().optional() }), {
      description,
    }),
  },
  secrets: { KEY: secret({ description }) },
});

/** The compiler judges these (`npm run typecheck`): here they only have to run. */
describe("the types of the schema", () => {
  it("describe an environment's values with defaults filled in", () => {
    expectTypeOf<EnvironmentValues<typeof app>>().toEqualTypeOf<{
      readonly settings: {
        readonly stage: "s" | "p";
        readonly size: number;
        readonly note: string | undefined;
      };
      readonly variables: {
        readonly region: string;
        readonly amount: bigint;
        readonly level: "info" | "debug";
        readonly open: boolean | undefined;
        readonly none: string | null;
        readonly limits: { cpu: number; memory?: number | undefined };
      };
    }>();
  });

  it("describe what a spec may hold, where values with a default are optional", () => {
    const spec = {
      settings: { stage: "s", size: "x" },
      variables: { region: "eu", amount: 1n, none: null, limits: {} },
    } as const;
    expectTypeOf(spec).toExtend<SpecValues<typeof app>>();
    expectTypeOf<SpecValues<typeof app>["variables"]["level"]>().toEqualTypeOf<
      "info" | "debug" | undefined
    >();
    expectTypeOf<SpecValues<typeof app>["settings"]["size"]>().toEqualTypeOf<string>();
    expectTypeOf({ settings: spec.settings, variables: { region: "eu" } }).not.toExtend<
      SpecValues<typeof app>
    >();
    expectTypeOf({
      ...spec,
      variables: { ...spec.variables, level: "loud" },
    } as const).not.toExtend<SpecValues<typeof app>>();
  });

  it("do not require computed values in a spec", () => {
    const computed = defineStack({
      settings: { key: setting(z.string()), stage: setting(z.string()) },
      variables: {
        prefix: variable(z.string(), { description }),
        region: variable(z.string(), { description }),
      },
      computed: {
        settings: { key: ({ environment, settings }) => `${settings.stage}/${environment.name}` },
        variables: { prefix: ({ variables }) => variables.region.slice(0, 2) },
      },
    });
    expectTypeOf<SpecValues<typeof computed>>().toEqualTypeOf<{
      readonly settings: { readonly stage: string };
      readonly variables: { readonly region: string };
    }>();
    expectTypeOf<EnvironmentValues<typeof computed>["settings"]["key"]>().toEqualTypeOf<string>();
    defineStack({
      variables: { prefix: variable(z.string(), { description }) },
      // @ts-expect-error there is no such variable
      computed: { variables: { prefx: () => "a" } },
    });
    defineStack({
      variables: { prefix: variable(z.string(), { description }) },
      // @ts-expect-error the variable is a text
      computed: { variables: { prefix: () => 1 } },
    });
  });

  it("keep each variable's own type", () => {
    expectTypeOf(app.variables.region).toExtend<Variable<z.ZodString>>();
    expectTypeOf(app.variables).not.toHaveProperty("regoin");
  });

  it("refuse unknown options, labels, modules and types", () => {
    variable(z.string(), {
      description,
      labels: { container: ["core"], tier: "web" },
      modules: ["a"],
      drift: "why",
      sensitive: true,
      ephemeral: true,
    });
    variable(z.string(), { description, modules: { a: "its_name" } });
    // @ts-expect-error a variable has a description
    variable(z.string(), {});
    // @ts-expect-error no such option
    variable(z.string(), { description, module: ["a"] });
    // @ts-expect-error a label is text
    variable(z.string(), { description, labels: { container: 1 } });
    // @ts-expect-error a label's values are text
    variable(z.string(), { description, labels: { container: [1] } });
    // @ts-expect-error modules is a list or a map
    variable(z.string(), { description, modules: "a" });
    // @ts-expect-error the reason is the permission
    variable(z.string(), { description, drift: true });
    // @ts-expect-error no zod type
    variable("string", { description });
    // @ts-expect-error no such option
    setting(z.string(), { labels: {} });
    // @ts-expect-error a secret has a description
    secret({});
    // @ts-expect-error a secret has no type
    secret(z.string(), { description });
    // @ts-expect-error a secret has no value that could drift
    secret({ description, drift: "why" });
  });

  it("refuse unknown parts of a stack or a project", () => {
    defineProject({ stacks: { app }, promotion: ["staging", "production"] });
    // @ts-expect-error a variable is made with variable()
    defineStack({ variables: { region: z.string() } });
    // @ts-expect-error a secret is no variable
    defineStack({ variables: { KEY: secret({ description }) } });
    // @ts-expect-error a setting is no variable
    defineStack({ variables: { stage: setting(z.string()) } });
    // @ts-expect-error no such section
    defineStack({ variable: {} });
    // @ts-expect-error labels are lists of their values
    defineStack({ labels: { container: "core" } });
    // @ts-expect-error a project has stacks
    defineProject({ promotion: [] });
    // @ts-expect-error a stack is made with defineStack()
    defineProject({ stacks: { app: { variables: {} } } });
    // @ts-expect-error promotion is a list of names
    defineProject({ stacks: { app }, promotion: "staging" });
  });

  it("of the library's functions are unchanged", () => {
    expectTypeOf<typeof loadProject>().parameter(0).toEqualTypeOf<string>();
    expectTypeOf<typeof loadProject>().returns.toEqualTypeOf<Promise<Project>>();
    expectTypeOf<typeof generate>().parameter(0).toEqualTypeOf<Project>();
    expectTypeOf<typeof generate>().parameter(1).toEqualTypeOf<GenerateOptions | undefined>();
    expectTypeOf<typeof generate>().returns.toEqualTypeOf<Promise<GenerateReport>>();
    expectTypeOf<Awaited<ReturnType<typeof check>>["current"]>().toEqualTypeOf<boolean>();
  });
});

describe("functions of the schema", () => {
  it("know the types of their stack's values and of their result", () => {
    const network = defineStack({ variables: { cidr: variable(z.string(), { description }) } });
    defineStack({
      settings: { key: setting(z.string()), stage: setting(z.enum(["s", "p"])) },
      variables: {
        amount: variable(z.bigint(), { description }),
        double: variable(z.bigint(), { description }),
      },
      computed: {
        settings: {
          key: ({ environment, settings }) => {
            expectTypeOf(settings.stage).toEqualTypeOf<"s" | "p">();
            return environment.name;
          },
        },
        variables: {
          double: ({ variables, environmentsOf }) => {
            expectTypeOf(environmentsOf(network)[0]?.variables.cidr).toEqualTypeOf<
              string | undefined
            >();
            return variables.amount * 2n;
          },
          // @ts-expect-error: it gives text for a number
          amount: () => "5",
        },
      },
      rules: { "double is positive": ({ variables }) => variables.double > 0n },
    });
  });
});

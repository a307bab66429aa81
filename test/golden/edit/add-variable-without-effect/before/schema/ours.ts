import * as terraloom from "terraloom";

/** Stacks with what is released. */
export const defineStack: typeof terraloom.defineStack = (options) =>
  terraloom.defineStack({
    ...options,
    variables: Object.fromEntries(
      Object.entries(options.variables ?? {}).filter(([name]) => !name.startsWith("beta_")),
    ),
  } as never) as never;

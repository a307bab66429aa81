/** Where a declaration was written: a stack trace whose first frame is the call, read only when asked for. */
export interface Declared {
  readonly declaredAt: { readonly stack?: string };
}

/**
 * Adds the place of the call to a declaration. It is not enumerable, so that declarations compare
 * and print as what they say.
 *
 * @param maker the function that the user called; frames above it are left out
 */
export function declaredHere<T extends object>(
  declaration: T,
  maker: (...parameters: never[]) => unknown,
): T & Declared {
  const declaredAt: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(declaredAt, maker);
  Error.stackTraceLimit = limit;
  Object.defineProperty(declaration, "declaredAt", { value: declaredAt });
  return declaration as T & Declared;
}

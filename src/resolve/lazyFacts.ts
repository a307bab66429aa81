/**
 * An object whose members are made when they are read. Where one is read that there is not, such as a variable that has
 * another name by now, `undefined` would go on into what is computed: it is refused.
 */
export function lazyFacts(
  names: readonly string[],
  {
    make,
    refuse,
  }: {
    readonly make: (name: string) => unknown;
    readonly refuse: (name: string, known: readonly string[]) => Error;
  },
): object {
  const object = {};
  for (const name of names) {
    Object.defineProperty(object, name, { enumerable: true, get: () => make(name) });
  }
  return new Proxy(Object.freeze(object), {
    get: (target, key) => {
      // JSON.stringify asks everything whether it has a toJSON.
      if (typeof key === "string" && !(key in target) && key !== "toJSON") throw refuse(key, names);
      return Reflect.get(target, key);
    },
  });
}

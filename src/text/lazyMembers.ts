/** Where an object keeps the functions that compute its members. */
const makers = Symbol("makers");

type Makers = Readonly<Record<string, () => unknown>>;

/** One function a name for all objects: with functions of its own, each of them would take four times the memory. */
const descriptors = new Map<string, PropertyDescriptor>();

function descriptorOf(name: string): PropertyDescriptor {
  const known = descriptors.get(name);
  if (known) return known;
  const descriptor = {
    enumerable: true,
    get(this: { readonly [makers]: Makers }) {
      return this[makers][name]?.();
    },
  };
  descriptors.set(name, descriptor);
  return descriptor;
}

/**
 * Gives an object members that are computed each time they are read: environments have most of their texts in common,
 * and the texts of thousands would fill the memory. A copy of the object holds what was made.
 */
export function withLazyMembers<Known extends object, Made extends Makers>(
  known: Known,
  made: Made,
): Known & { readonly [Name in keyof Made]: ReturnType<Made[Name]> } {
  Object.defineProperty(known, makers, { value: made });
  for (const name in made) Object.defineProperty(known, name, descriptorOf(name));
  return known as ReturnType<typeof withLazyMembers<Known, Made>>;
}

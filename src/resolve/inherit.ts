import {
  type Section,
  type Spec,
  type SpecSections,
  type Specs,
  sectionNames,
  specKey,
} from "../model/spec.ts";
import { isMapValue, type Value } from "../model/value.ts";

/**
 * A spec and all it extends, the most particular first: the spec itself, then what it extends from
 * the last named to the first. What several of them extend counts once, below all of them. Cycles
 * and absent files, which are reported where they are named, are left out.
 *
 * @param place a spec, or an environment that is made of it
 */
export function layersOf(specs: Specs, place: Pick<Spec, "file" | "within">): readonly Spec[] {
  const layers: Spec[] = [];
  const seen = new Set<Spec>();
  const add = (layer: Spec): void => {
    if (seen.has(layer)) return;
    seen.add(layer);
    for (const { target } of layer.extends) {
      const next = specs.get(target);
      if (next) add(next);
    }
    layers.unshift(layer);
  };
  const own = specs.get(specKey(place));
  if (own) add(own);
  return layers;
}

/**
 * The sections that could not be read completely, so that it is not known whether a value is missing
 * there. Where a file is absent that `extends` names, these are all of them.
 */
export function unreadSections(specs: Specs, layers: readonly Spec[]): ReadonlySet<Section> {
  const unread = new Set(layers.flatMap((layer) => [...layer.unread]));
  const isWhole = layers.every((layer) => layer.extends.every(({ target }) => specs.has(target)));
  return isWhole && !unread.has("extends") ? unread : new Set(sectionNames);
}

/** The sections of all layers as one: maps merge deeply; scalars and lists of a more particular layer replace. */
export function inherit(layers: readonly Spec[]): SpecSections {
  if (layers.length === 1 && layers[0]) return layers[0].sections;
  const merged = layers.reduceRight<Value>(
    (below, layer) => merge(below, layer.sections as Value),
    {},
  );
  return merged as SpecSections;
}

function merge(below: Value, above: Value): Value {
  if (!isMapValue(below) || !isMapValue(above)) return above;
  const inherited = Object.entries(below).map(([key, value]) => {
    const own = Object.hasOwn(above, key) ? above[key] : undefined;
    return [key, own === undefined ? value : merge(value, own)] as const;
  });
  const added = Object.entries(above).filter(([key]) => !Object.hasOwn(below, key));
  return Object.fromEntries([...inherited, ...added]);
}

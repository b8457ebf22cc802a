import type { Content } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import type { Draft } from './draft.ts';

/** What refers to a person or an identifier refers to one that is there; nothing is listed twice. */
export const referenceGaps = ({ content }: Pick<Draft, 'content'>): Gap[] => [...unknown(content), ...twice(content)];

function unknown({ items, identifiers = [], persons = [] }: Content): Gap[] {
  return items.flatMap((item, index) => [
    ...strangers(item.identifiers ?? [], identifiers, `items.${index}.identifiers`, 'identifier'),
    ...strangers(item.persons ?? [], persons, `items.${index}.persons`, 'person'),
    ...strangers(item.addressee === undefined ? [] : [item.addressee], persons, `items.${index}.addressee`, 'person'),
  ]);
}

function strangers(named: readonly string[], listed: readonly { id: string }[], field: string, what: string): Gap[] {
  const ids = new Set(listed.map(({ id }) => id));
  return named
    .filter((id) => !ids.has(id))
    .map((id) => ({
      field,
      rule: `unknown-${what}`,
      message: `names "${id}", and no such ${what} is listed`,
      source: citeRule('HR-55'),
    }));
}

function twice(content: Content): Gap[] {
  const { offences, persons, identifiers, earlier, items } = content;
  return Object.entries({ offences, persons, identifiers, earlier, items }).flatMap(([list, entries = []]) => {
    const first = new Map<string, number>();
    entries.forEach(({ id }, index) => {
      if (!first.has(id)) first.set(id, index);
    });
    return entries.flatMap(({ id }, index) => (first.get(id) === index ? [] : [repeated(`${list}.${index}.id`, id)]));
  });
}

const repeated = (field: string, id: string): Gap => ({
  field,
  rule: 'listed-twice',
  message: `is used twice: "${id}"`,
  source: citeRule('HR-55'),
});

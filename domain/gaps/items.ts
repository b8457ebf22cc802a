import type { Content, ItemContent } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { isItemType, type Need, rulesOf } from '../item-types.ts';
import { type Draft, type ItemOf, isFilled, typeOf } from './draft.ts';
import { missing } from './missing.ts';

/** K9: each item has a title, a description, and what its type must say. */
export const itemGaps = (draft: Draft): Gap[] => [
  ...draft.content.items.flatMap((item, index) =>
    gapsOf(item, `items.${index}`, typeOf(draft, item.id), draft.content),
  ),
  ...draft.request.items.flatMap(({ id }, index) =>
    draft.content.items.some((item) => item.id === id)
      ? []
      : [missing(`items.${index}`, `what is asked in item ${id}`, citeRule('HR-47'))],
  ),
];

function gapsOf(item: ItemOf, field: string, type: string, content: Content): Gap[] {
  if (!isItemType(type)) {
    return [
      {
        field,
        rule: 'item-type',
        message: `has the type "${type}", which the house does not know`,
        source: citeRule('HR-75'),
      },
    ];
  }
  const core = [
    ...(isFilled(item.title) ? [] : [missing(`${field}.title`, 'a title', citeRule('HR-47'))]),
    ...(isFilled(item.description)
      ? []
      : [missing(`${field}.description`, 'a description of what is asked', citeRule('HR-47'))]),
  ];
  const needs: readonly Need[] = rulesOf(type)?.needs ?? [];
  return [
    ...core,
    ...needs
      .filter((need) => isOwed(need, item) && !isMet(need, item, content))
      .map((need) => unmet(need, field, item)),
  ];
}

const isOwed = ({ status }: Need, item: ItemOf): boolean =>
  status === undefined || (item.status !== undefined && status.includes(item.status));

const isMet = ({ oneOf }: Need, item: ItemOf, content: Content): boolean =>
  oneOf.some((field) => (SAID_ELSEWHERE[field] ?? isSaid)(item, content, field));

const isSaid = (item: ItemOf, _content: Content, field: keyof ItemContent): boolean => isFilled(item[field]);

function printed(item: ItemOf, { identifiers = [] }: Content) {
  const named = new Set(item.identifiers);
  return identifiers.filter(({ id, leftOut }) => !leftOut && named.has(id));
}

/** Fields that are more than filled or empty, or may stand in another part. */
const SAID_ELSEWHERE: Partial<Record<keyof ItemContent, typeof isSaid>> = {
  /** What is left out of the letter tells a provider nothing. */
  identifiers: (item, content) => printed(item, content).length > 0,
  provider: (item, content) => {
    const lines = printed(item, content);
    return isFilled(item.provider) || (lines.length > 0 && lines.every(({ provider }) => isFilled(provider)));
  },
  address: (item, { persons = [] }) =>
    isFilled(item.address) || isFilled(persons.find(({ id }) => id === item.addressee)?.location),
  /** Wished or not: either is an answer. */
  oath: (item) => item.oath !== undefined,
};

function unmet({ oneOf: [first], what, rule }: Need, field: string, item: ItemOf): Gap {
  const consent =
    first === 'rights' && item.status === 'suspect' ? ', and that a suspect is heard only by consent' : '';
  return missing(`${field}.${first}`, `${what}${consent}`, citeRule(rule));
}

import type { Content, ItemContent } from '../content.ts';
import { type ItemOf, isFilled } from './draft.ts';

type Field = keyof ItemContent;
type Says = (item: ItemOf, content: Content, field: Field) => boolean;

/** Whether an item says something in a field, or says it elsewhere. */
export const isSaid: Says = (item, content, field) => (ELSEWHERE[field] ?? isWritten)(item, content, field);

const isWritten: Says = (item, _content, field) => isFilled(item[field]);
/** Wished or not, told or not: either is an answer. */
const isAnswered: Says = (item, _content, field) => item[field] !== undefined;

function printed(item: ItemOf, { identifiers = [] }: Content) {
  const named = new Set(item.identifiers);
  return identifiers.filter(({ id, leftOut }) => !leftOut && named.has(id));
}

/** Fields that are more than filled or empty, or may stand in another part. */
const ELSEWHERE: Partial<Record<Field, Says>> = {
  /** What is left out of the letter tells a provider nothing. */
  identifiers: (item, content) => printed(item, content).length > 0,
  provider: (item, content) => {
    const lines = printed(item, content);
    return isFilled(item.provider) || (lines.length > 0 && lines.every(({ provider }) => isFilled(provider)));
  },
  address: (item, { persons = [] }) =>
    isFilled(item.address) || isFilled(persons.find(({ id }) => id === item.addressee)?.location),
  oath: isAnswered,
  noNotice: isAnswered,
};

import type { Content } from '../content.ts';
import { INSTEAD, type ItemContent, type Statement } from '../item-content.ts';
import { type ItemOf, isFilled } from './draft.ts';

type Field = keyof ItemContent;
type Says = (item: ItemOf, content: Content, field: Field) => boolean;

/** Whether an item says something in a field, says it elsewhere, or says that there is nothing to say. */
export const isSaid: Says = (item, content, field) =>
  (ELSEWHERE[field] ?? isWritten)(item, content, field) || isStated(item, field);

const STATEMENTS: Partial<Record<Field, Statement>> = INSTEAD;
function isStated(item: ItemOf, field: Field): boolean {
  const statement = STATEMENTS[field];
  return statement !== undefined && item[statement.by] === true;
}

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
  account: (item, content) =>
    isFilled(item.account) || printed(item, content).some(({ type }) => type === 'iban' || type === 'bank-account'),
  oath: isAnswered,
  noNotice: isAnswered,
};

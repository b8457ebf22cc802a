import type { Content } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { isItemType, isRequestType, rulesOf } from '../item-types.ts';
import type { Need } from '../needs.ts';
import { type Draft, type ItemOf, isFilled, typeOf } from './draft.ts';
import { missing } from './missing.ts';
import { isSaid } from './said.ts';

/** K9: each item has a title, a description, and what its type must say. */
export const itemGaps = (draft: Draft): Gap[] => [
  ...draft.content.items.flatMap((item, index) => gapsOf(item, `items.${index}`, typeOf(draft, item.id), draft)),
  ...draft.request.items.flatMap(({ id }, index) =>
    draft.content.items.some((item) => item.id === id)
      ? []
      : [missing(`items.${index}`, `what is asked in item ${id}`, citeRule('HR-47'))],
  ),
];

function gapsOf(item: ItemOf, field: string, type: string, { type: own, content }: Draft): Gap[] {
  if (own === undefined ? !isItemType(type) : type !== own) {
    const why = isRequestType(type)
      ? `which is asked apart from this request: ${own === undefined ? 'it' : `"${own}"`} has a procedure of its own`
      : 'which the house does not know';
    return [{ field, rule: 'item-type', message: `has the type "${type}", ${why}`, source: citeRule('HR-75') }];
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
      .filter((need) => isOwed(need, item, content) && !isMet(need, item, content))
      .map((need) => unmet(need, field)),
  ];
}

/** A need of some persons only is owed where the item is about one of them. */
function isOwed({ status, roles }: Need, item: ItemOf, { persons = [] }: Content): boolean {
  const addressee = persons.find(({ id }) => id === item.addressee);
  return (
    (status === undefined || (item.status !== undefined && status.includes(item.status))) &&
    (roles === undefined || (addressee !== undefined && roles.includes(addressee.role)))
  );
}

const isMet = ({ oneOf }: Need, item: ItemOf, content: Content): boolean =>
  oneOf.some((field) => isSaid(item, content, field));

const unmet = ({ oneOf: [first], what, rule, isWished }: Need, field: string): Gap =>
  isWished
    ? missing(`${field}.${first}`, `${what} (asked for where possible)`, citeRule(rule), 'warning')
    : missing(`${field}.${first}`, what, citeRule(rule));

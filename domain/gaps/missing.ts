import type { Content } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule, type HouseRuleId } from '../house-rules.ts';
import type { ItemContent } from '../item-content.ts';
import { mayLack } from '../item-types.ts';
import { type ContentRule, cite, type Instrument, isConfirmed, reaches } from '../treaties/type.ts';
import {
  type Draft,
  governingOf,
  type ItemOf,
  instrumentsOf,
  isFilled,
  isUnlisted,
  typeOf,
  typesOf,
  withStatutes,
} from './draft.ts';
import { isSaid } from './said.ts';

type Core = {
  readonly field: string;
  readonly what: string;
  readonly rule: HouseRuleId;
};

/** What every letter says (K2 to K10), where no article says it. */
const CORE: readonly Core[] = [
  { field: 'title.case', what: 'the case in a few words', rule: 'HR-40' },
  { field: 'title.offence', what: 'the offence in a few words', rule: 'HR-40' },
  { field: 'office.name', what: 'the office that asks', rule: 'HR-41' },
  { field: 'office.officer.name', what: 'the officer to turn to', rule: 'HR-41' },
  { field: 'office.officer.telephone', what: 'the officer’s telephone', rule: 'HR-41' },
  { field: 'office.officer.email', what: 'the officer’s e-mail address', rule: 'HR-41' },
  { field: 'office.hours', what: 'the office hours', rule: 'HR-41' },
  { field: 'office.zone', what: 'the time zone of the office', rule: 'HR-41' },
  { field: 'case.number', what: 'the file number', rule: 'HR-42' },
  { field: 'case.authority', what: 'the authority that conducts the case', rule: 'HR-42' },
  { field: 'case.stage', what: 'the stage of the proceedings', rule: 'HR-42' },
  { field: 'offences', what: 'the offences', rule: 'HR-43' },
  { field: 'persons', what: 'the persons concerned', rule: 'HR-46' },
  { field: 'facts', what: 'the facts in order of time', rule: 'HR-44' },
  {
    field: 'nexus',
    what: 'what ties the facts to the requested State and to the help asked',
    rule: 'HR-45',
  },
  { field: 'items', what: 'at least one thing asked', rule: 'HR-47' },
  { field: 'purpose', what: 'what the answer is for', rule: 'HR-48' },
  { field: 'results.address', what: 'where the results are to be sent', rule: 'HR-52' },
  { field: 'results.means', what: 'by what means the results are to be sent', rule: 'HR-52' },
];

/** `office.officer.name` of the content. */
function at(content: Content, path: string): unknown {
  return path.split('.').reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? value[key as keyof typeof value]
        : undefined, // own key, just checked
    content,
  );
}

export const missing = (field: string, what: string, source: string, severity?: Gap['severity']): Gap => ({
  field,
  rule: `missing-${field.replace(/\.\d+/g, '').replaceAll('.', '-')}`,
  message: `is missing: ${what}`,
  source,
  ...(severity ? { severity } : {}),
});

export function missingCore(draft: Draft): Gap[] {
  const types = typesOf(draft);
  const isLacked = (field: string): boolean =>
    types.length > 0 && types.every((type) => mayLack(type).includes(field.split('.')[0] ?? ''));
  return CORE.filter(({ field }) => !isFilled(at(draft.content, field)) && !isLacked(field)).map(
    ({ field, what, rule }) => missing(field, what, citeRule(rule)),
  );
}

/** V11: what the instruments in use ask for, and the statute of the requested State, with the article that asks. */
export function missingContents(draft: Draft): Gap[] {
  if (isUnlisted(draft)) return [];
  const { items } = draft.content;
  const governing = items.map(({ id }) => governingOf(draft, id));
  const inUse = instrumentsOf(draft);
  const others = items.length > 0 ? governing.flat() : withStatutes(draft, inUse, draft.type ?? '');
  return [...new Set([...inUse, ...others])].flatMap((instrument) =>
    missingUnder(instrument, draft, (index) => governing[index]?.includes(instrument) ?? false),
  );
}

function missingUnder(instrument: Instrument, draft: Draft, governs: (index: number) => boolean): Gap[] {
  const { contents: rules } = instrument;
  const governed = draft.content.items
    .map((item, index) => ({ item, index, type: typeOf(draft, item.id) }))
    .filter(({ index }) => governs(index));
  if (draft.content.items.length === 0)
    return rules.flatMap((rule) => (reaches(rule, draft.type ?? '') ? unmet(rule, instrument, draft) : []));
  return governed.flatMap(({ item, index, type }) => {
    const reached = rules.filter((rule) => reaches(rule, type));
    const gaps = new Map(reached.map((rule) => [rule, unmet(rule, instrument, draft, { item, index })]));
    return reached.filter((rule) => isOwed(rule, reached, gaps)).flatMap((rule) => gaps.get(rule) ?? []);
  });
}

/** A rule with alternatives is owed only when none of them is met, and then the first speaks for all. */
function isOwed(
  rule: ContentRule,
  rules: readonly ContentRule[],
  gaps: ReadonlyMap<ContentRule, readonly Gap[]>,
): boolean {
  if (rule.alternative === undefined) return true;
  const others = rules.filter(({ alternative }) => alternative === rule.alternative);
  return others.every((other) => gaps.get(other)?.length !== 0) && others[0] === rule;
}

function unmet(
  rule: ContentRule,
  instrument: Instrument,
  { content }: Draft,
  of?: { item: ItemOf; index: number },
): Gap[] {
  const source = rule.house === undefined ? cite(instrument, rule.article) : citeRule(rule.house);
  const doubt = doubtOf(rule, instrument);
  const what = doubt === undefined ? rule.label : `${rule.label} (${doubt})`;
  const gap = (field: string): Gap => missing(field, what, source, doubt === undefined ? undefined : 'warning');
  return rule.fields.flatMap((path) => {
    if (!path.startsWith('item.')) return isFilled(at(content, path)) ? [] : [gap(path)];
    const field = path.slice('item.'.length) as keyof ItemContent; // by the type of the path
    return of === undefined || isSaid(of.item, content, field) ? [] : [gap(`items.${of.index}.${field}`)];
  });
}

/** Why a rule blocks nothing; undefined where it does. What a house rule stands in for is asked on the house's own account. */
function doubtOf(rule: ContentRule, instrument: Instrument): string | undefined {
  if (rule.isWherePossible) return 'asked for where possible';
  return rule.house !== undefined || isConfirmed(instrument, rule)
    ? undefined
    : 'that it is asked for is not confirmed';
}

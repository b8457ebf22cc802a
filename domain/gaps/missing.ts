import type { Content } from '../content.ts';
import type { Gap } from '../errors.ts';
import { citeRule, type HouseRuleId } from '../house-rules.ts';
import { rulesOf } from '../item-types.ts';
import { type ContentRule, cite, type Instrument, isConfirmed, reaches } from '../treaties/type.ts';
import { type Draft, type ItemOf, instrumentsOf, isFilled, typeOf, typesOf } from './draft.ts';

type Core = {
  readonly field: string;
  readonly what: string;
  readonly rule: HouseRuleId;
  readonly unlessOnlyServed?: true;
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
  { field: 'facts', what: 'the facts in order of time', rule: 'HR-44', unlessOnlyServed: true },
  {
    field: 'nexus',
    what: 'what ties the facts to the requested State and to the help asked',
    rule: 'HR-45',
    unlessOnlyServed: true,
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

export const missing = (field: string, what: string, source: string): Gap => ({
  field,
  rule: `missing-${field.replace(/\.\d+/g, '').replaceAll('.', '-')}`,
  message: `is missing: ${what}`,
  source,
});

export function missingCore(draft: Draft): Gap[] {
  const types = typesOf(draft);
  const onlyServed = types.length > 0 && types.every((type) => rulesOf(type)?.mayLackFacts === true);
  return CORE.filter(
    ({ field, unlessOnlyServed }) => !isFilled(at(draft.content, field)) && !(unlessOnlyServed && onlyServed),
  ).map(({ field, what, rule }) => missing(field, what, citeRule(rule)));
}

/** V11: what the instruments in use ask for, with the article that asks. */
export const missingContents = (draft: Draft): Gap[] =>
  instrumentsOf(draft).flatMap((instrument) => missingUnder(instrument, draft));

function missingUnder(instrument: Instrument, draft: Draft): Gap[] {
  const rules = instrument.contents.filter(
    (rule) => !rule.isWherePossible && (rule.house !== undefined || isConfirmed(instrument, rule)),
  );
  const governed = draft.content.items
    .map((item, index) => ({ item, index, type: typeOf(draft, item.id) }))
    .filter(({ item }) => governs(instrument, draft, item.id));
  if (draft.content.items.length === 0)
    return rules.flatMap((rule) => (reaches(rule, '') ? unmet(rule, instrument, draft) : []));
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

function governs({ id }: Instrument, { request }: Draft, item: string): boolean {
  const basis = request.items.find((one) => one.id === item)?.basis ?? request.basis;
  return basis.some(({ instrument }) => instrument === id);
}

function unmet(
  rule: ContentRule,
  instrument: Instrument,
  { content }: Draft,
  of?: { item: ItemOf; index: number },
): Gap[] {
  const source = rule.house === undefined ? cite(instrument, rule.article) : citeRule(rule.house);
  return rule.fields.flatMap((path) => {
    const field = path.startsWith('item.') ? `items.${of?.index}.${path.slice('item.'.length)}` : path;
    if (path.startsWith('item.') && of === undefined) return [];
    return isFilled(at(content, field)) ? [] : [missing(field, rule.label, source)];
  });
}

import type { Gap } from '../errors.ts';
import { citeRule } from '../house-rules.ts';
import { cite, type Instrument, type Issuing, isConfirmed, reaches } from '../treaties/type.ts';
import { type Draft, type ItemOf, instrumentsFor, isFilled, typeOf } from './draft.ts';
import { isSaid } from './said.ts';

type Placed = { item: ItemOf; field: string; type: string };
type Guard = (placed: Placed, draft: Draft) => Gap[];

/** What a measure is open for, whatever else its item says. */
export const measureGaps = (draft: Draft): Gap[] =>
  draft.content.items.flatMap((item, index) => {
    const placed = { item, field: `items.${index}`, type: typeOf(draft, item.id) };
    return GUARDS.flatMap((guard) => guard(placed, draft));
  });

/** An order for data of these categories is the act of a judge. */
const issuing: Guard = ({ item, field, type }, draft) =>
  instrumentsFor(draft, item.id).flatMap((instrument) => {
    const { issuing: rule } = instrument;
    if (!rule || !reaches(rule, type)) return [];
    const { dataCategory, issuedBy } = item;
    if (dataCategory === undefined || !rule.categories.includes(dataCategory)) return [];
    if (issuedBy === undefined || rule.by.includes(issuedBy)) return [];
    return [
      {
        field: `${field}.issuedBy`,
        rule: 'issuing-authority',
        message: `is "${issuedBy}", and the data are of the category "${dataCategory}": ${rule.text}`,
        source: sourceOf(instrument, rule),
      },
    ];
  });

const sourceOf = (instrument: Instrument, rule: Issuing): string =>
  isConfirmed(instrument, rule) ? cite(instrument, rule.article) : citeRule(rule.house);

/** European Extradition Convention 2(1). */
const EXTRADITABLE_YEARS = 1;

/** A controlled delivery is for an extraditable offence; death is more than any term of years. */
const extraditable: Guard = ({ item, type }, draft) => {
  const { offences = [] } = draft.content;
  const isOne = offences.some(
    ({ maximumYears = 0, deathPenalty }) => deathPenalty || maximumYears >= EXTRADITABLE_YEARS,
  );
  if (type !== 'controlled-delivery' || offences.length === 0 || isOne) return [];
  const unstated = offences.findIndex(({ maximumYears }) => maximumYears === undefined);
  const [article] = instrumentsFor(draft, item.id).flatMap(({ short, extraditable: rule }) =>
    rule?.article === undefined ? [] : [cite({ short }, rule.article)],
  );
  return [
    {
      field: `offences.${Math.max(0, unstated)}.maximumYears`,
      rule: 'not-extraditable',
      message: `no offence states a maximum of ${EXTRADITABLE_YEARS} year or more, and a controlled delivery is for an extraditable offence`,
      source: article ?? citeRule('HR-70'),
    },
  ];
};

/** A bank finds an account by its number or by its holder: one of the two has to be known. */
const findable: Guard = ({ item, field, type }, { content }) => {
  const isNumbered = isSaid({ ...item, accountUnknown: false }, content, 'account');
  const isUnknown = item.accountUnknown === true && item.holderUnknown === true;
  if (type !== 'bank-records' || !isUnknown || isNumbered || isFilled(item.persons)) return [];
  return [
    {
      field: `${field}.account`,
      rule: 'account-unidentified',
      message: 'can be found by nobody: neither its number nor its holder is known',
      source: citeRule('HR-61'),
    },
  ];
};

const GUARDS: readonly Guard[] = [issuing, extraditable, findable];

import type { Parts } from '../../domain/content.ts';
import { localTimeIn } from '../../domain/dates.ts';
import { INSTEAD, type ItemContent, type Statement } from '../../domain/item-content.ts';
import type { FieldName } from '../languages/fields.ts';
import { code, dateIn, ltr, own, type Sheet } from '../sheet.ts';
import { type Identifier, ranges } from './identifiers.ts';
import { cellText } from './paragraphs.ts';
import { nameOf } from './persons.ts';
import { fill, type Inline } from './runs.ts';
import type { Cell, Entry } from './tables.ts';

/** More identifiers than these are named by their numbers in the list. */
const NAMED_HERE = 10;

export type Around = { identifiers: readonly Identifier[]; persons: Parts['persons'] };
type Field = keyof ItemContent;
/** What an item says beside its description, in this order. */
const PARTICULARS = [
  ['provider', 'provider'],
  ['bank', 'bank'],
  ['branch', 'branch'],
  ['account', 'account'],
  ['identifiers', 'identifiers'],
  ['persons', 'persons'],
  ['holderUnknown', 'holder'],
  ['occupantUnknown', 'occupant'],
  ['addressee', 'addressee'],
  ['status', 'status'],
  ['oath', 'oath'],
  ['consent', 'consent'],
  ['period', 'period'],
  ['session', 'session'],
  ['hearingDate', 'hearingDate'],
  ['accountBelief', 'accountBelief'],
  ['dataFields', 'dataFields'],
  ['searchTerms', 'searchTerms'],
  ['privilege', 'privilege'],
  ['dataUse', 'dataUse'],
  ['evidenceForm', 'evidenceForm'],
  ['rights', 'rights'],
  ['attendees', 'attendees'],
  ['whyNotInPerson', 'whyNotInPerson'],
  ['conductedBy', 'hearingConductedBy'],
  ['interpreter', 'interpreter'],
  ['protection', 'protection'],
  ['technical', 'technical'],
  ['property', 'property'],
  ['value', 'estimatedValue'],
  ['link', 'link'],
  ['thirdParties', 'thirdParties'],
  ['extent', 'extent'],
  ['sharing', 'sharing'],
  ['place', 'place'],
  ['things', 'things'],
  ['grounds', 'grounds'],
  ['order', 'order'],
  ['notified', 'notified'],
  ['warrant', 'warrant'],
  ['law', 'law'],
  ['assurances', 'assurances'],
  ['otherProvider', 'otherProvider'],
  ['callBack', 'callBack'],
  ['agencies', 'agencies'],
  ['method', 'method'],
  ['address', 'address'],
  ['documents', 'documents'],
  ['language', 'language'],
  ['proofWished', 'proofWished'],
  ['allowances', 'allowances'],
  ['safeConduct', 'safeConduct'],
  ['transit', 'transit'],
  ['ticket', 'ticket'],
  ['noNotice', 'noNotice'],
  ['intendsRequest', 'intendsRequest'],
  ['plannedOn', 'plannedOn'],
  ['askedUntil', 'askedUntil'],
  ['asCourtesy', 'asCourtesy'],
] as const satisfies readonly (readonly [Field, FieldName])[];

const yesOrNo = ({ yes, no }: Sheet['words'], is: boolean | undefined): Cell | undefined =>
  is === undefined ? undefined : [{ text: is ? yes : no }];

type Shows = (sheet: Sheet, content: Partial<ItemContent>, around: Around) => Cell | '' | false | undefined;
/** The fields that are more than words. */
const SHOWN: Partial<Record<Field, Shows>> = {
  account: (_, { account }) => account && [code(account)],
  identifiers: (sheet, { identifiers = [] }, around) => identifierLines(sheet, identifiers, around.identifiers),
  persons: (sheet, { persons = [] }, around) => personLines(sheet, persons, around.persons),
  holderUnknown: ({ words }, content) => content.holderUnknown && [{ text: words.instead.unknown }],
  occupantUnknown: ({ words }, content) => (content.occupantUnknown ? [{ text: words.instead.unknown }] : undefined),
  addressee: (sheet, { addressee }, around) => personLines(sheet, addressee ? [addressee] : [], around.persons),
  status: ({ words }, { status }) => status && [{ text: words.hearingStatus[status] }],
  oath: ({ words }, { oath }) => yesOrNo(words, oath),
  noNotice: ({ words }, { noNotice }) => yesOrNo(words, noNotice),
  intendsRequest: ({ words }, { intendsRequest }) => yesOrNo(words, intendsRequest),
  plannedOn: ({ language }, { plannedOn }) => plannedOn && [own(dateIn(language, plannedOn))],
  askedUntil: ({ language }, { askedUntil }) => askedUntil && [own(dateIn(language, askedUntil))],
  asCourtesy: ({ words }, { asCourtesy }) => asCourtesy && yesOrNo(words, true),
  callBack: (_, { callBack }) => callBack && [ltr(callBack)],
  ticket: (_, { ticket }) => ticket && [ltr(ticket)],
  period: (sheet, content) => period(sheet, content.period),
  session: (sheet, content) => sessionLines(sheet, content.session),
  hearingDate: ({ language }, { hearingDate }) => hearingDate && [own(dateIn(language, hearingDate))],
  method: ({ words }, { method }) => method && [{ text: words.deliveryMethods[method] }],
};
const STATEMENTS: Partial<Record<Field, Statement>> = INSTEAD;

export const particulars = (sheet: Sheet, content: Partial<ItemContent>, around: Around): Entry[] =>
  PARTICULARS.map(([field, caption]) => [sheet.words.fields[caption], shownOf(sheet, content, around, field)]);

function shownOf(sheet: Sheet, content: Partial<ItemContent>, around: Around, field: Field): Cell | undefined {
  const shown = SHOWN[field]?.(sheet, content, around) || plainValue(content[field]);
  const statement = STATEMENTS[field];
  const isStated = shown === undefined && statement !== undefined && content[statement.by] === true;
  return isStated ? [{ text: sheet.words.instead[statement.says] }] : shown;
}

const plainValue = (value: unknown): Inline[] | undefined =>
  typeof value === 'string' && value.trim() !== '' ? [own(value)] : undefined;

function period(sheet: Sheet, value: ItemContent['period']): Inline[] | undefined {
  if (value === undefined) return undefined;
  const { language, words } = sheet;
  return fill(words.sentences.period, {
    from: own(dateIn(language, value.from)),
    to: own(dateIn(language, value.to)),
    zone: ltr(value.zone),
  });
}

/** The time of a link as the clocks of both sides show it. */
function sessionLines(sheet: Sheet, session: ItemContent['session']): Cell | undefined {
  if (session === undefined) return undefined;
  const { at, zone, theirZone } = session;
  return [
    { at, zone },
    { at: localTimeIn(session, theirZone), zone: theirZone },
  ].map((one) => {
    const time = own(`${dateIn(sheet.language, one.at)}, ${one.at.slice(11, 16)}`);
    return cellText(sheet, fill(sheet.words.sentences.session, { at: time, zone: ltr(one.zone) }));
  });
}

function identifierLines(sheet: Sheet, ids: readonly string[], printed: readonly Identifier[]): Cell {
  const { words } = sheet;
  const chosen = printed.flatMap((identifier, index) =>
    ids.includes(identifier.id) ? [{ identifier, number: index + 1 }] : [],
  );
  if (chosen.length > NAMED_HERE) {
    const numbers = ltr(ranges(chosen.map(({ number }) => number)));
    return fill(words.sentences.identifierNumbers, { numbers });
  }
  return chosen.map(({ identifier, number }) =>
    cellText(sheet, [{ text: `${number}  `, style: 'Quiet' }, code(identifier.value)]),
  );
}

const personLines = (sheet: Sheet, ids: readonly string[], persons: Parts['persons']): Cell =>
  persons.flatMap((person, index) =>
    ids.includes(person.id) ? [cellText(sheet, [{ text: `${index + 1}  `, style: 'Quiet' }, nameOf(person)])] : [],
  );

import type { Gap } from './errors.ts';
import { type Draft, typesOf } from './gaps/draft.ts';
import { identifierGaps } from './gaps/identifiers.ts';
import { itemGaps } from './gaps/items.ts';
import { missingContents, missingCore } from './gaps/missing.ts';
import { orderGaps } from './gaps/order.ts';
import { demandGaps, languageGaps } from './gaps/partner.ts';
import { referenceGaps } from './gaps/references.ts';
import { statementGaps } from './gaps/statements.ts';
import { checkBasis, checkRoute, type Pair } from './legal-basis.ts';

/** The parts in the order of the letter: gaps are read from top to bottom. */
const ORDER = [
  'partner',
  'route',
  'basis',
  'title',
  'office',
  'case',
  'earlier',
  'persons',
  'facts',
  'nexus',
  'offences',
  'dualCriminality',
  'items',
  'identifiers',
  'procedure',
  'purpose',
  'urgency',
  'confidentiality',
  'undertakings',
  'results',
  'annexes',
];

/** Every gap of a draft at once (V1 to V11), each with its field and its source, in the order of the letter. */
export function findGaps(draft: Draft): Gap[] {
  const named = [
    ...demandGaps(draft),
    ...missingContents(draft),
    ...missingCore(draft),
    ...itemGaps(draft),
    ...statementGaps(draft),
  ];
  return [
    ...basisGaps(draft),
    ...languageGaps(draft),
    ...onceEach(named),
    ...identifierGaps(draft),
    ...referenceGaps(draft),
    ...orderGaps(draft),
  ].sort((a, b) => placeOf(a) - placeOf(b));
}

/** V5, V10: the legal bases of the request and of its items, and the route under the primary one. */
function basisGaps(draft: Draft): Gap[] {
  const { request, partner, ours, instrumentsById, today, route = 'central-authority' } = draft;
  const pair: Pair = { ours, partner, on: today, instruments: instrumentsById };
  const primary = instrumentsById[request.basis[0]?.instrument ?? ''];
  return [
    ...checkBasis(request.basis, pair),
    ...request.items.flatMap(({ id, basis }) =>
      basis ? checkBasis(basis, pair, `items.${indexOf(draft, id)}.basis`) : [],
    ),
    ...(primary ? checkRoute(primary, { route, urgency: request.urgency, itemTypes: typesOf(draft) }, partner) : []),
  ];
}

const indexOf = ({ content, request }: Draft, id: string): number => {
  const index = content.items.findIndex((item) => item.id === id);
  return index >= 0 ? index : request.items.findIndex((item) => item.id === id);
};

/** One field lacks one thing: the strongest source says so (the partner, then the article, then the house). */
function onceEach(gaps: readonly Gap[]): Gap[] {
  const byField = new Map<string, Gap>();
  for (const gap of gaps) if (!byField.has(gap.field)) byField.set(gap.field, gap);
  return [...byField.values()];
}

/** The part, then the entry in it. */
function placeOf({ field }: Gap): number {
  const [part = '', entry = '0'] = field.split('.');
  const index = Number(entry);
  return ORDER.indexOf(part) * 10_000 + (Number.isInteger(index) ? index : 0);
}

import { blocks, type Gap } from './errors.ts';
import { assuranceGaps } from './gaps/assurances.ts';
import { basisGaps } from './gaps/bases.ts';
import type { Draft } from './gaps/draft.ts';
import { emergencyGaps } from './gaps/emergency.ts';
import { experienceGaps } from './gaps/experience.ts';
import { expressGaps } from './gaps/express.ts';
import { extensionGaps } from './gaps/extension.ts';
import { identifierGaps } from './gaps/identifiers.ts';
import { itemGaps } from './gaps/items.ts';
import { languageGaps } from './gaps/language.ts';
import { measureGaps } from './gaps/measures.ts';
import { missingContents, missingCore } from './gaps/missing.ts';
import { orderGaps } from './gaps/order.ts';
import { demandGaps, dualCriminalityGaps } from './gaps/partner.ts';
import { referenceGaps } from './gaps/references.ts';
import { routeGaps } from './gaps/route.ts';
import { statementGaps } from './gaps/statements.ts';
import { summonsGaps } from './gaps/summons.ts';

/** The parts in the order of the letter: gaps are read from top to bottom. */
const ORDER = [
  'partner',
  'letterLanguage',
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

/**
 * Every gap of a draft at once (V1 to V12), each with its field and its source, in the order of the letter. Warnings are
 * among them: they are shown and block nothing.
 */
export function findGaps(draft: Draft): Gap[] {
  const named = [
    ...demandGaps(draft),
    ...emergencyGaps(draft),
    ...expressGaps(draft),
    ...dualCriminalityGaps(draft),
    ...assuranceGaps(draft),
    ...missingContents(draft),
    ...missingCore(draft),
    ...itemGaps(draft),
    ...statementGaps(draft),
  ];
  return [
    ...basisGaps(draft),
    ...routeGaps(draft),
    ...languageGaps(draft),
    ...onceEach([...named.filter(blocks), ...named.filter((gap) => !blocks(gap))]),
    ...identifierGaps(draft),
    ...referenceGaps(draft),
    ...orderGaps(draft),
    ...extensionGaps(draft),
    ...summonsGaps(draft),
    ...measureGaps(draft),
    ...experienceGaps(draft),
  ].sort((a, b) => placeOf(a) - placeOf(b));
}

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

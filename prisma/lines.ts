import type { Client } from 'pg';
import type { AnyEntry } from '../domain/law-entries.ts';
import { calendarFrom, entriesOf, partnerFacts, stateFacts } from '../domain/law-facts.ts';
import { ARVANIA } from './demonstration/arvania.ts';
import { CONTACT_POINT, PARTNERS } from './demonstration/partners.ts';
import { KNOWN_STATES, realState, weekendOf } from './reference/states.ts';

/** Who looked at what the demonstration says of its States, and when. */
const LOOKED = { checkedBy: 'An Siwoo', checkedOn: '2026-02-10' } as const;
const SHIPPED = { source: 'CLDR and IANA, as shipped', confidence: 'confirmed' } as const;

/** The law of the demonstration State and its partners, line by line. */
export const demonstrationLines = (): AnyEntry[] => [
  ...entriesOf(ARVANIA.facts, ARVANIA.calendar).map(looked),
  ...PARTNERS.flatMap(({ state, key, names, address, email, facts }) => [
    ...(key === 'central-authority' ? entriesOf(facts, facts.calendar) : []),
    authority(state, key, { names: { ...names }, address, email }),
  ]).map(looked),
  authority(CONTACT_POINT.state, 'contact-point-24-7', CONTACT_POINT.body, CONTACT_POINT.checkedOn),
];

const looked = (entry: AnyEntry): AnyEntry => ({ ...LOOKED, ...entry });
const authority = (
  about: string,
  key: string,
  body: Extract<AnyEntry, { kind: 'authority' }>['body'],
  checkedOn: string = LOOKED.checkedOn,
): AnyEntry => ({
  kind: 'authority',
  about,
  key,
  body,
  source: 'demonstration',
  confidence: 'confirmed',
  checkedBy: LOOKED.checkedBy,
  checkedOn,
});

/** What is known of real States from public sources, line by line. Their holidays are an administrator's to start. */
export const referenceLines = (except?: string): AnyEntry[] =>
  [...KNOWN_STATES].flatMap(([code, zone]) => (code === except ? [] : linesOfReal(code, zone)));

function linesOfReal(code: string, zone: string): AnyEntry[] {
  const facts = realState(code);
  return facts ? entriesOf(facts, { zone, weekend: weekendOf(code), holidays: [] }, SHIPPED) : [];
}

/** What is known of a State, real or of the demonstration, by whose zone an installation is to work. */
export function linesOfOwn(code: string, zone: string): AnyEntry[] {
  const partner = PARTNERS.find(({ state }) => state === code);
  if (code === ARVANIA.state) return entriesOf(ARVANIA.facts, { ...ARVANIA.calendar, zone });
  return partner ? entriesOf(partner.facts, { ...partner.facts.calendar, zone }) : linesOfReal(code, zone);
}

/** What decisions read, as these lines make it. */
export async function keepFacts(
  client: Client,
  { org, state }: { org: string; state: string },
  lines: readonly AnyEntry[],
): Promise<void> {
  const of = Map.groupBy(lines, ({ about }) => about);
  const ours = of.get(state) ?? [];
  await client.query('update org set facts = $2, calendar = $3 where id = $1', [
    org,
    JSON.stringify(stateFacts(state, ours)),
    JSON.stringify(calendarFrom(ours)),
  ]);
  for (const [code, entries] of of)
    await client.query('update authority set facts = $3 where org_id = $1 and state = $2', [
      org,
      code,
      JSON.stringify(partnerFacts(code, entries)),
    ]);
}

import { InvalidInput } from '../domain/errors.ts';
import type { EntryInput } from '../domain/law-check.ts';
import { UN_MODEL } from '../domain/treaties/un-model-treaty-mla.ts';
import { REAL_STATES } from '../prisma/reference/states.ts';
import type { Applier } from './apply.ts';
import type { Db } from './db.ts';
import { changeOnce } from './idempotency.ts';
import { enter, lockLaw, type Recorded, standing } from './law.ts';

/** What lines of the law are started from: a model for a treaty, tables for the holidays of a State. */

/** A treaty of our own as somebody enters it; `with` is the code of the other State, `since` the day of entry into force. */
export type NewTreaty = {
  id: string;
  name: string;
  short: string;
  with: string;
  since: string;
  citation?: string;
  lastArticle?: number;
} & Pick<EntryInput, 'source' | 'confidence' | 'checkedBy' | 'checkedOn'>;

/**
 * Adds a treaty between us and another State: the clauses of the UN model, none of them confirmed until it is corrected,
 * and that it binds the two of us from that day. All of it or nothing.
 */
export async function addBilateralTreaty(db: Db, by: Applier, treaty: NewTreaty, key?: string): Promise<void> {
  const { id, with: other, since, source, confidence, checkedBy, checkedOn } = treaty;
  const known = { source, ...(checkedBy ? { checkedBy } : {}), ...(checkedOn ? { checkedOn } : {}) };
  const binds = (about: string): EntryInput => ({
    kind: 'membership',
    about,
    key: id,
    body: { since },
    confidence,
    ...known,
  });
  const profile: EntryInput = {
    kind: 'instrument',
    about: id,
    key: '',
    body: { data: fromModel(treaty) },
    confidence: 'unverified',
    ...known,
  };
  await changeOnce(db, by, { what: 'addBilateralTreaty', input: treaty, key }, async (tx) => {
    const { state } = await lockLaw(tx, by.org);
    if (other === state) throw refused('with', 'is our own State');
    const taken = await standing(tx, by.org, { about: [id], kinds: ['instrument'] });
    if (taken.length > 0) throw refused('id', 'is that of a treaty on record: correct its lines instead');
    await enter(tx, by, [profile, binds(other), binds(state)], { field: (index, field) => fieldOf(field, index) });
    return { id };
  });
}

/** The argument that a fault of a line comes from. */
const fieldOf = (field: string, index: number): string =>
  field === 'about' ? (index === 0 ? 'id' : 'with') : (OF_LINES[field] ?? field.split('.').at(-1) ?? field);
const OF_LINES: Readonly<Record<string, string>> = { key: 'id', 'body.data.sources.0': 'source' };

function fromModel({
  id,
  name,
  short,
  citation = name,
  since,
  lastArticle,
  source,
}: NewTreaty): Record<string, unknown> {
  return {
    ...UN_MODEL,
    id,
    name,
    short,
    citation,
    kind: 'bilateral-treaty',
    carries: 'request',
    hasParties: true,
    ...(lastArticle === undefined ? {} : { lastArticle }),
    inForce: { status: 'in force', since },
    sources: [source, `started from the ${UN_MODEL.name}`],
  };
}

/** Enters the public holidays of a State by the tables, unconfirmed, for days of these years that have no line yet. */
export async function startHolidays(
  db: Db,
  by: Applier,
  years: { state: string; from: number; to: number },
  key?: string,
): Promise<Recorded> {
  const { state, from, to } = years;
  const { holidayLines } = await import('../prisma/reference/holidays.ts'); // large, and seldom needed
  const days = REAL_STATES.includes(state) ? holidayLines(state, from, to) : [];
  if (days.length === 0) throw refused('state', 'is none of which the tables have holidays');
  return await changeOnce(db, by, { what: 'startHolidays', input: years, key }, async (tx) => {
    await lockLaw(tx, by.org);
    const there = new Set((await standing(tx, by.org, { about: [state], kinds: ['holiday'] })).map(({ key }) => key));
    const missing = days.filter(({ key }) => !there.has(key));
    const { ids } = await enter(tx, by, missing, { field: () => 'state' });
    return { ids, unchanged: days.length - missing.length };
  });
}

const refused = (field: string, message: string): InvalidInput =>
  new InvalidInput('these lines of the law', [
    { field, rule: 'law', message, source: 'what lines of the law are started from' },
  ]);

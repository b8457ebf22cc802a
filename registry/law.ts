import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type HouseLaw, withOwn } from '../domain/catalogue.ts';
import { dateIn } from '../domain/dates.ts';
import { type Gap, InvalidInput, NotFound } from '../domain/errors.ts';
import { type EntryInput, faultsInPlace, type Known, parseEntry, withBatch } from '../domain/law-check.ts';
import { type AnyEntry, type EntryKind, isAddressed, OF_INSTRUMENTS } from '../domain/law-entries.ts';
import { calendarFrom, houseLaw, OUR_KEY, partnerFacts, stateFacts } from '../domain/law-facts.ts';
import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import { insertLines } from '../prisma/insert-lines.ts';
import { REAL_STATES } from '../prisma/reference/states.ts';
import type { Applier } from './apply.ts';
import { type Db, one, type Tx } from './db.ts';
import { changeOnce } from './idempotency.ts';

export type { EntryInput } from '../domain/law-check.ts';

/** What became of lines that were entered: ids of those that were put on record, and how many stood so already. */
export type Recorded = { ids: string[]; unchanged: number };

/** Lines that came together: how a fault of one of them is named, faults that were found before, and the caller's key. */
export type Batch = {
  field?: (index: number, field: string) => string;
  faults?: readonly Gap[];
  key?: string | undefined;
};

/**
 * Puts lines of the law on record, each in place of the one that stood there, and computes anew what decisions read. All
 * or none: every fault of every line is named at once. A line that stands so already stays.
 */
export const recordEntries = (db: Db, by: Applier, inputs: readonly EntryInput[], batch?: Batch): Promise<Recorded> =>
  changeOnce(db, by, { what: 'recordEntries', input: inputs, key: batch?.key }, (tx) => enter(tx, by, inputs, batch));

/** The same within a transaction. */
export async function enter(tx: Tx, by: Applier, inputs: readonly EntryInput[], batch: Batch = {}): Promise<Recorded> {
  const own = await lockLaw(tx, by.org);
  const before = await standing(tx, by.org);
  const entries = checked(inputs, before, { known: await knownIn(tx, own, before), batch });
  const fresh = entries.filter(isNew(before));
  const ids = await write(tx, by, fresh);
  await recompute(tx, by.org, own, fresh);
  return { ids, unchanged: entries.length - fresh.length };
}

/** Ends a line of the law: it is no longer so, and stays on record with its end. */
export async function endEntry(db: Db, by: Applier, id: string, key?: string): Promise<void> {
  await changeOnce(db, by, { what: 'endEntry', input: { id }, key }, async (tx) => {
    const own = await lockLaw(tx, by.org);
    const ended = one(
      await tx.query<AnyEntry>(
        'update law_entry set ended_at = clock_now(), ended_by = $2 where id = $1 and ended_at is null returning kind, about, key',
        [id, by.actor.id],
      ),
    );
    if (!ended) throw new NotFound('this line of the law');
    if (ended.kind === 'state') await requireUnused(tx, by.org, own, ended.about);
    await recompute(tx, by.org, own, [ended]);
    return { id };
  });
}

/** A State that requests go to, or come from, has zone and weekend. */
async function requireUnused(tx: Tx, org: string, { state }: Own, code: string): Promise<void> {
  const { rows } = await tx.query('select 1 from authority where org_id = $1 and state = $2 limit 1', [org, code]);
  if (rows.length === 0 && code !== state) return;
  const message =
    code === state ? 'is of our own State: enter another in its place' : 'is of a State that has an authority here';
  throw new InvalidInput('this end', [{ field: 'id', rule: 'law', message, source: 'deadlines are counted by it' }]);
}

type Own = { state: string; facts: object; calendar: { zone: string }; law: HouseLaw };

/** Our own State as decisions read it. One change of the law at a time: each computes this from all lines that stand. */
export async function lockLaw(tx: Tx, org: string): Promise<Own> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('law ' || $1, 0))", [org]);
  const own = one(await tx.query<Own>('select state, facts, calendar, law from org where id = $1', [org]));
  if (!own) throw new Error(`Cannot change the law of organisation "${org}": it does not exist`);
  return own;
}

async function knownIn(tx: Tx, { calendar, law }: Own, before: readonly AnyEntry[]): Promise<Known> {
  const described = new Set(before.flatMap(({ kind, about }) => (kind === 'state' ? [about] : [])));
  const now = one(await tx.query<{ now: string }>('select clock_now() as now'))?.now ?? '';
  return {
    instruments: withOwn(INSTRUMENTS, law.instruments),
    shipped: INSTRUMENTS,
    states: new Set([...REAL_STATES, ...described]),
    described,
    today: dateIn(now, calendar.zone),
  };
}

/** The entries, each right by itself, in its place where it is new, and entered once; throws every fault at once. */
function checked(
  inputs: readonly EntryInput[],
  before: readonly AnyEntry[],
  { known, batch: { field: named = (_, field) => field, faults: earlier = [] } }: { known: Known; batch: Batch },
): AnyEntry[] {
  const parsed = inputs.map(parseEntry);
  const entries = parsed.flatMap(({ entry }) => entry ?? []);
  const together = withBatch(known, entries);
  const isFresh = isNew(before);
  const seen = new Set<string>();
  const later = parsed.flatMap(({ entry, faults: ofForm }, index): Gap[] => {
    const again: Gap = { field: 'key', rule: 'law', message: 'is entered twice', source: 'one line says one thing' };
    const found = entry && isFresh(entry) ? faultsInPlace(entry, together) : ofForm;
    const twice = entry && seen.has(nameOf(entry)) ? [again] : [];
    if (entry) seen.add(nameOf(entry));
    return [...found, ...twice].map((gap) => ({ ...gap, field: named(index, gap.field) }));
  });
  const faults = [...earlier, ...later];
  if (faults.length > 0) throw new InvalidInput(inputs.length === 1 ? 'this line of the law' : 'these lines', faults);
  return entries;
}

const nameOf = ({ kind, about, key }: AnyEntry): string => JSON.stringify([kind, about, key]);
/** What a line says, checker and day included. What is absent is null in the table. */
const said = ({ body, source, confidence, checkedBy, checkedOn }: AnyEntry): unknown =>
  JSON.parse(JSON.stringify({ body, source, confidence, checkedBy: checkedBy ?? null, checkedOn: checkedOn ?? null }));

/** Tells lines that say something else than what stands in their place. */
function isNew(before: readonly AnyEntry[]): (entry: AnyEntry) => boolean {
  const standing = new Map(before.map((entry) => [nameOf(entry), said(entry)]));
  return (entry) => !isDeepStrictEqual(said(entry), standing.get(nameOf(entry)));
}

/** So many lines go into one statement: none of them takes too long. */
const AT_ONCE = 1000;
const PUT_ASIDE = `
  update law_entry e set ended_at = clock_now(), ended_by = $3 from jsonb_to_recordset($1) as l(kind text, about text, key text)
  where e.org_id = $2 and (e.kind, e.about, e.key) = (l.kind, l.about, l.key) and e.ended_at is null`;

/** Ends what stood in the place of the entries, and writes them. */
async function write(tx: Tx, { org, actor }: Applier, entries: readonly AnyEntry[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    await tx.query(PUT_ASIDE, [JSON.stringify(some), org, actor.id]);
    ids.push(...(await insertLines(tx, { org, author: actor.id }, some)));
  }
  return ids;
}

const STANDING = `
  select kind, about, key, body, source, confidence, checked_by as "checkedBy", to_char(checked_on, 'YYYY-MM-DD') as "checkedOn"
  from law_entry where org_id = $1 and ended_at is null and ($2::text[] is null or about = any ($2)) and ($3::text[] is null or kind = any ($3))
  order by kind, about, key`;

/** The lines that stand. */
export async function standing(
  tx: Pick<Tx, 'query'>,
  org: string,
  { about, kinds }: { about?: readonly string[] | undefined; kinds?: readonly EntryKind[] | undefined } = {},
): Promise<AnyEntry[]> {
  return (await tx.query<AnyEntry>(STANDING, [org, about ?? null, kinds ?? null])).rows;
}

/** What decisions read, made anew from the lines of the States and instruments that were touched. */
async function recompute(tx: Tx, org: string, own: Own, touched: readonly AnyEntry[]): Promise<void> {
  const isOfInstrument = ({ kind }: AnyEntry): boolean => OF_INSTRUMENTS.includes(kind);
  const states = [...new Set(touched.filter((entry) => !isOfInstrument(entry)).map(({ about }) => about))];
  const lines = Map.groupBy(states.length > 0 ? await standing(tx, org, { about: states }) : [], ({ about }) => about);
  for (const [code, entries] of lines) if (code !== own.state) await keepAuthorities(tx, org, code, entries);
  const ours = lines.get(own.state) ?? [];
  const law = touched.some(isOfInstrument) ? houseLaw(await standing(tx, org, { kinds: OF_INSTRUMENTS })) : own.law;
  const [facts, calendar] = [stateFacts(own.state, ours) ?? own.facts, calendarFrom(ours, OUR_KEY) ?? own.calendar];
  await tx.query(
    'select keep_law($1, $2, $3)',
    [facts, calendar, law].map((one) => JSON.stringify(one)),
  );
}

/** The authorities of a State that requests go to, as its lines have them; one whose line ended stays, for its requests. */
async function keepAuthorities(tx: Tx, org: string, code: string, entries: readonly AnyEntry[]): Promise<void> {
  const factsOf = (key: string): string => JSON.stringify(partnerFacts(code, entries, key));
  if (!stateFacts(code, entries)) return;
  const { rows } = await tx.query<{ key: string }>('select key from authority where org_id = $1 and state = $2', [
    org,
    code,
  ]);
  for (const { key } of rows)
    await tx.query('update authority set facts = $4 where org_id = $1 and state = $2 and key = $3', [
      org,
      code,
      key,
      factsOf(key),
    ]);
  for (const entry of entries) {
    if (!isAddressed(entry)) continue;
    const { names, address, email } = entry.body;
    await tx.query(
      `insert into authority (id, org_id, state, key, names, address, email, facts) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (org_id, state, key) do update set names = $5, address = $6, email = $7`,
      [randomUUID(), org, code, entry.key, JSON.stringify(names), address, email ?? null, factsOf(entry.key)],
    );
  }
}

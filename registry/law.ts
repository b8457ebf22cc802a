import { randomUUID } from 'node:crypto';
import { catalogueOf, correctionFault, type HouseLaw } from '../domain/catalogue.ts';
import { type Gap, InvalidInput, NotFound } from '../domain/errors.ts';
import {
  type AnyEntry,
  calendarFrom,
  ENTRY_BODIES,
  type EntryKind,
  keyFault,
  partnerFacts,
  stateFacts,
} from '../domain/law-entries.ts';
import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import type { Instrument } from '../domain/treaties/type.ts';
import { logAccess } from './access.ts';
import type { Applier } from './apply.ts';
import { type Db, inTransaction, one, type Tx } from './db.ts';

/** A line of the law as somebody enters it. */
export type EntryInput = {
  kind: EntryKind;
  about: string;
  key: string;
  body: unknown;
  source: string;
  confidence: 'confirmed' | 'unverified';
  checkedBy?: string;
  checkedOn?: string;
};

const OF_INSTRUMENTS: ReadonlySet<EntryKind> = new Set(['correction', 'switch', 'instrument']);

/** Puts lines of the law on record, each in place of the one that stood there, and computes anew what decisions read. All or none. */
export async function recordEntries(db: Db, by: Applier, inputs: readonly EntryInput[]): Promise<string[]> {
  return await inTransaction(db, by.viewer, async (tx) => {
    const law = await houseLaw(tx, by.org);
    const entries = inputs.map((input, index) => checkedEntry(input, law, inputs.length === 1 ? '' : `${index}.`));
    const ids: string[] = [];
    for (const entry of entries) ids.push(await record(tx, by, entry));
    await recompute(tx, by.org, entries);
    return ids;
  });
}

/** Ends a line of the law: it is no longer so, and stays on record with its end. */
export async function endEntry(db: Db, by: Applier, id: string): Promise<void> {
  await inTransaction(db, by.viewer, async (tx) => {
    const ended = one(
      await tx.query<AnyEntry>(
        'update law_entry set ended_at = clock_now(), ended_by = $2 where id = $1 and ended_at is null returning kind, about, key',
        [id, by.actor.id],
      ),
    );
    if (!ended) throw new NotFound('this line of the law');
    await logAccess(tx, by.org, { what: 'law-ended', who: by.actor.id, entry: id, kind: ended.kind });
    await recompute(tx, by.org, [ended]);
  });
}

function checkedEntry(input: EntryInput, law: HouseLaw, at: string): AnyEntry {
  const parsed = ENTRY_BODIES[input.kind].safeParse(input.body);
  const faults: Gap[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    field: `${at}body${path.length > 0 ? `.${path.join('.')}` : ''}`,
    rule: 'shape',
    message,
    source: 'the form of this kind of line',
  }));
  const fault = keyFault(input.kind, input.key);
  if (fault) faults.push({ field: `${at}key`, rule: 'shape', message: fault, source: 'the form of this kind of line' });
  if (input.source.trim() === '')
    faults.push({ field: `${at}source`, rule: 'source', message: 'is missing', source: 'a fact has a source' });
  if (faults.length > 0) throw new InvalidInput('this line of the law', faults);
  const entry = { ...input, body: parsed.data } as AnyEntry; // its body was parsed by the schema of its kind
  const wrong =
    entry.kind === 'correction'
      ? correctionFault(catalogueOf(INSTRUMENTS, law), {
          instrument: entry.about,
          path: entry.key,
          value: entry.body.value,
        })
      : undefined;
  if (wrong) throw new InvalidInput('this correction', [{ ...wrong, field: `${at}${wrong.field}` }]);
  return entry;
}

async function record(tx: Tx, by: Applier, entry: AnyEntry): Promise<string> {
  const { kind, about, key } = entry;
  await tx.query(
    'update law_entry set ended_at = clock_now(), ended_by = $4 where org_id = $5 and kind = $1 and about = $2 and key = $3 and ended_at is null',
    [kind, about, key, by.actor.id, by.org],
  );
  const id = randomUUID();
  await tx.query(
    `insert into law_entry (id, org_id, kind, about, key, body, source, confidence, checked_by, checked_on, author_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      by.org,
      kind,
      about,
      key,
      JSON.stringify(entry.body),
      entry.source,
      entry.confidence,
      entry.checkedBy ?? null,
      entry.checkedOn ?? null,
      by.actor.id,
    ],
  );
  await logAccess(tx, by.org, { what: 'law', who: by.actor.id, entry: id, kind });
  return id;
}

const STANDING = `
  select kind, about, key, body, source, confidence, checked_by as "checkedBy", to_char(checked_on, 'YYYY-MM-DD') as "checkedOn"
  from law_entry where org_id = $1 and ended_at is null and ($2::text[] is null or about = any ($2)) and ($3::text[] is null or kind = any ($3))
  order by kind, key`;

/** The lines that stand. */
export async function standing(
  tx: Pick<Tx, 'query'>,
  org: string,
  { about, kinds }: { about?: readonly string[]; kinds?: readonly EntryKind[] } = {},
): Promise<AnyEntry[]> {
  const { rows } = await tx.query<AnyEntry>(STANDING, [org, about ?? null, kinds ?? null]);
  return rows;
}

export async function houseLaw(tx: Pick<Tx, 'query'>, org: string): Promise<HouseLaw> {
  const row = one(await tx.query<{ law: HouseLaw }>('select law from org where id = $1', [org]));
  if (!row) throw new Error(`Cannot load the law of organisation "${org}": it does not exist`);
  return row.law;
}

/** What decisions read, made anew from the lines of the States and instruments that were touched. */
async function recompute(tx: Tx, org: string, touched: readonly Pick<AnyEntry, 'kind' | 'about'>[]): Promise<void> {
  const own = one(
    await tx.query<{ state: string; facts: object; calendar: object; law: HouseLaw }>(
      'select state, facts, calendar, law from org where id = $1',
      [org],
    ),
  );
  if (!own) throw new Error(`Cannot recompute the law of organisation "${org}": it does not exist`);
  const states = [...new Set(touched.filter(({ kind }) => !OF_INSTRUMENTS.has(kind)).map(({ about }) => about))];
  for (const code of states) {
    const entries = await standing(tx, org, { about: [code] });
    const partner = partnerFacts(code, entries);
    if (partner)
      await tx.query('update authority set facts = $3 where org_id = $1 and state = $2', [
        org,
        code,
        JSON.stringify(partner),
      ]);
  }
  const ours = states.includes(own.state) ? await standing(tx, org, { about: [own.state] }) : [];
  const law = touched.some(({ kind }) => OF_INSTRUMENTS.has(kind)) ? await lawFrom(tx, org) : own.law;
  await tx.query('select keep_law($1, $2, $3)', [
    JSON.stringify(stateFacts(own.state, ours) ?? own.facts),
    JSON.stringify(calendarFrom(ours) ?? own.calendar),
    JSON.stringify(law),
  ]);
}

async function lawFrom(tx: Tx, org: string): Promise<HouseLaw> {
  const entries = await standing(tx, org, { kinds: [...OF_INSTRUMENTS] });
  return {
    corrections: entries.flatMap((entry) =>
      entry.kind === 'correction'
        ? [{ instrument: entry.about, path: entry.key, value: entry.body.value, confidence: entry.confidence }]
        : [],
    ),
    switchedOn: entries.flatMap((entry) => (entry.kind === 'switch' && entry.body.on ? [entry.about] : [])),
    instruments: entries.flatMap(
      (entry) =>
        entry.kind === 'instrument' ? [{ ...entry.body.data, id: entry.about } as unknown as Instrument] : [], // checked when it was entered
    ),
  };
}

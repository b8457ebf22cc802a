import { catalogueOf, type HouseLaw } from '../domain/catalogue.ts';
import { DEADLINE_KINDS, sideOf } from '../domain/clocks.ts';
import { lastDay } from '../domain/counting.ts';
import { type Calendar, dateIn } from '../domain/dates.ts';
import { type Deadline, foldDeadlines, type Recounted } from '../domain/deadlines.ts';
import { ActionNotAllowed, MlaError } from '../domain/errors.ts';
import { HOLD, type Hold } from '../domain/hold.ts';
import { HOUSE_RULES, withOverrides } from '../domain/house-rules.ts';
import { countedAnew } from '../domain/moves/recounting.ts';
import type { Actor } from '../domain/roles.ts';
import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import { type ApplyCommand, apply, applyTogether } from './apply.ts';
import { clockNow } from './clock.ts';
import { type Db, one } from './db.ts';
import { looksInTime, markUneventful } from './patience.ts';

/** Lines of the law that changed days off of one State, oldest first; `day` is null where the whole calendar changed. */
type Owed = { org: string; state: string; lines: readonly Line[] };
type Line = { entry: string; ended: boolean; day: string | null };

const OWED = `
  select org_id as org, state, jsonb_agg(jsonb_build_object('entry', entry_id, 'ended', ended, 'day', day) order by at, entry_id) as lines
  from recount where done_at is null group by org_id, state order by min(at)`;

const DONE = `update recount r set done_at = clock_now() from jsonb_to_recordset($1) as l(entry uuid, ended boolean)
  where r.entry_id = l.entry and r.ended = l.ended and r.done_at is null`;

export type Recounting = {
  /** Told of each request whose deadlines moved. */
  announce: (request: string) => void;
  /** How many transactions run at a time, each short: others work on meanwhile. */
  lanes?: number;
  /** Stops between two requests; what is left stays owed. */
  signal?: AbortSignal;
};

/**
 * Counts anew the open deadlines that changed days off touch. A change is done when all of them have been: whoever is
 * stopped half-way leaves it owed, and what was moved already does not move again. Gives how many requests it moved.
 */
export async function recountOwed(db: Db, recounting: Recounting): Promise<number> {
  const { rows } = await db.query<Owed>(OWED);
  if (rows.length > 0) await untilWritersEnd(db);
  let moved = 0;
  for (const owed of rows) {
    moved += await recountState(db, owed, recounting);
    if (recounting.signal?.aborted) return moved;
    await db.query(DONE, [JSON.stringify(owed.lines)]);
  }
  return moved;
}

const PATIENCE_MS = 30_000;

/** Until every step is over that was under way before: it may open a deadline by the calendar as it was. */
async function untilWritersEnd(db: Db): Promise<void> {
  const horizon = one(await db.query('select pg_snapshot_xmax(pg_current_snapshot())::text as at'))?.at;
  const isOver = 'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over';
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    if (one(await db.query<{ over: boolean }>(isOver, [horizon]))?.over) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Requests with open deadlines that count by the days off of a State and that a change from day to day can touch. */
const TOUCHED = `
  select d.request_id as id from deadline d join request r on r.id = d.request_id
  where d.org_id = $1 and d.status = 'open'
    and ((d.kind = any ($3) and $2 = (select state from org where id = $1))
      or (d.kind <> all ($4) and $2 = (select state from authority where id = r.partner_id)))
    and ($5::date is null or (d.due_at > $5::date - interval '1 day' and (d.body ->> 'startedAt')::timestamptz < $6::date + interval '2 days'))
  group by d.request_id order by min(d.due_at)`;

const OURS: readonly string[] = DEADLINE_KINDS.filter((kind) => sideOf(kind) === 'ours');
/** A hold is acted on while both sides work. */
const BY_OUR_DAYS = [...OURS, HOLD];
const AT_ONCE = 200;
/** Requests that move in one transaction. */
const TOGETHER = 16;

async function recountState(db: Db, owed: Owed, { announce, lanes = 2, signal }: Recounting): Promise<number> {
  const days = owed.lines.flatMap(({ day }) => day ?? []).sort();
  const span = days.length === owed.lines.length ? [days[0], days.at(-1)] : [null, null];
  const { rows } = await db.query<{ id: string }>(TOUCHED, [owed.org, owed.state, BY_OUR_DAYS, OURS, ...span]);
  let moved = 0;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const touched = await load(db, owed, rows.slice(from, from + AT_ONCE));
    const left = batchesOf(touched).values();
    const lane = async (): Promise<void> => {
      for (const batch of left) {
        if (signal?.aborted) return;
        const done = await recountFiles(db, owed, batch);
        moved += done.length;
        done.forEach(announce);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
  return moved;
}

type Row = { id: string; version: number; calendar: Calendar; hold: Hold | null; deadlines: Deadline[] };
type House = { calendar: Calendar; law: HouseLaw; rules: Record<string, number> };
/** `isQuiet`: its workflow need not be told. */
type File = { id: string; version: number; lines: string[]; isQuiet: boolean };

const FILES = `
  select r.id, r.version, a.facts -> 'calendar' as calendar, r.state -> 'hold' as hold, jsonb_agg(d.body) as deadlines
  from request r join authority a on a.id = r.partner_id join deadline d on d.request_id = r.id and d.status = 'open'
  where r.id = any ($1) group by r.id, a.id order by min(d.due_at)`;
const HOUSE = `
  select calendar, law, (select coalesce(jsonb_object_agg(id, amount), '{}') from house_rule h where h.org_id = o.id) as rules
  from org o where id = $1`;

/** Those of the requests of which a deadline moves, each with the lines that move it. */
async function load(db: Db, { org, lines }: Owed, ids: readonly { id: string }[]): Promise<File[]> {
  const now = await clockNow(db);
  const house = one(await db.query<House>(HOUSE, [org]));
  if (!house) throw new Error(`Cannot recount for organisation "${org}": it does not exist`);
  const rules = withOverrides(HOUSE_RULES, house.rules);
  const instruments = catalogueOf(INSTRUMENTS, house.law);
  const { rows } = await db.query<Row>(FILES, [ids.map(({ id }) => id)]);
  return rows.flatMap(({ id, version, calendar, hold, deadlines }) => {
    const facts = { calendar: house.calendar, partner: { calendar }, rules, instruments, now };
    const changes = countedAnew({ deadlines, ...(hold ? { hold } : {}) }, facts).deadlines;
    const moves = changes.flatMap((change) => {
      const deadline = deadlines.find(({ kind, cycle }) => kind === change.kind && cycle === change.cycle);
      return deadline ? [{ deadline, change }] : [];
    });
    const after = foldDeadlines(deadlines, changes);
    const isQuiet = looksInTime(deadlines, after, now);
    return moves.length > 0 ? [{ id, version, lines: movedBy(lines, moves), isQuiet }] : [];
  });
}

const MOST_LINES = 50;

/** The newest of the lines that lie between start and end of what moved; all of them where none does. */
function movedBy(lines: readonly Line[], moves: readonly { deadline: Deadline; change: Recounted }[]): string[] {
  const spans = moves.map(({ deadline, change }) => {
    const ends = [deadline.dueAt, change.dueAt].map((dueAt) => lastDay(dueAt, deadline));
    return { from: dateIn(deadline.startedAt, deadline.zone), ends };
  });
  const isWithin = (day: string): boolean =>
    spans.some(({ from, ends }) => from < day && ends.some((end) => day <= end));
  const named = lines.filter(({ day }) => day === null || isWithin(day));
  const ids = (named.length > 0 ? named : lines).map(({ entry }) => entry);
  return [...new Set(ids)].slice(-MOST_LINES);
}

const ENGINE: Actor = { id: 'system', kind: 'system', roles: [] };

const batchesOf = (files: readonly File[]): File[][] =>
  Array.from({ length: Math.ceil(files.length / TOGETHER) }, (_, index) =>
    files.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );

const commandFor = ({ id, version, lines }: File) =>
  ({
    action: 'recountDeadlines',
    request: id,
    key: `recount/${id}/${lines.at(-1)}/${version}`,
    input: { lines },
  }) satisfies ApplyCommand;

/** Those of the requests that moved. Where somebody was faster with one of them, each is taken by itself. */
async function recountFiles(db: Db, { org }: Owed, files: readonly File[]): Promise<string[]> {
  const by = { actor: ENGINE, org };
  try {
    await applyTogether(db, by, files.map(commandFor), async (tx, answers) => {
      const quiet = answers.filter((_, index) => files[index]?.isQuiet);
      await markUneventful(
        tx,
        quiet.map(({ request, version }) => ({ request, first: version, seq: version })),
      );
    });
    return files.map(({ id }) => id);
  } catch (error) {
    if (!(error instanceof MlaError)) throw error;
  }
  const moved: string[] = [];
  for (const file of files) {
    try {
      await apply(db, by, commandFor(file));
      moved.push(file.id);
    } catch (error) {
      if (!(error instanceof ActionNotAllowed)) throw error;
    }
  }
  return moved;
}

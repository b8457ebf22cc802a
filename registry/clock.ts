import { compare } from '../domain/dates.ts';
import { type Db, one } from './db.ts';
import { NEWS_CHANNEL } from './listen.ts';
import { followers, type News } from './outbox.ts';

/** The time by the one clock, an instant. */
export async function clockNow(db: Pick<Db, 'query'>): Promise<string> {
  const row = one(await db.query<{ now: string }>('select clock_now() as now'));
  if (!row) throw new Error('Cannot read the clock: no answer');
  return row.now;
}

export type Poke = (news: readonly News[]) => Promise<void>;

/** Somebody who acts at instants of their own: the clock stands there, too, until that is done. */
export type Agenda = { next(now: string): Promise<string | undefined>; act(now: string): Promise<void> };

export type Move = {
  /** Whether the clock stands at the target until it is moved again; otherwise it goes on from there. */
  stands?: boolean;
  /** Ends the move at the next instant where the clock stands. */
  signal?: AbortSignal;
  agenda?: Agenda;
};

/**
 * Moves the clock of a demonstration, practice or test installation to an instant, from one due instant to the next. It
 * stands at each until the engine has nothing left to do there. Throws where the installation has no clock to move.
 */
export async function moveClock(db: Db, target: string, poke: Poke, move: Move = {}): Promise<void> {
  const { stands = false, signal, agenda } = move;
  await quiet(db);
  for (let isFirst = true; ; isFirst = false) {
    signal?.throwIfAborted();
    const stop = await nextStop(db, target, agenda);
    const at = stop ?? target;
    const isDirect = isFirst && stop === undefined; // otherwise the engine may have needed longer than that
    if (isDirect || compare(at, await clockNow(db)) >= 0)
      await db.query(`select move_clock($1, $2), pg_notify('${NEWS_CHANNEL}', '')`, [at, stands || stop !== undefined]);
    // all sleep for what the clock said before; on the way it is enough to wake those for whom something is due
    await poke(await followers(db, stop === undefined ? 'all' : 'due'));
    await quiet(db);
    if (stop === undefined) return;
    await agenda?.act(at);
    await quiet(db);
  }
}

/** The next instant on the way at which something is due or somebody acts; undefined where there is none. */
async function nextStop(db: Db, target: string, agenda: Agenda | undefined): Promise<string | undefined> {
  const due = one(await db.query<{ at: string | null }>(NEXT_DUE, [target]))?.at ?? undefined;
  const own = await agenda?.next(await clockNow(db));
  const instants = [due, own].filter((at): at is string => at !== undefined && compare(at, target) <= 0);
  return instants.sort(compare)[0];
}

const NEXT_DUE = `
  select least(
    (select min(least(due_at, coalesce(remind_at, due_at))) from deadline where status = 'open' and least(due_at, coalesce(remind_at, due_at)) <= $1),
    (select min(send_at) from notice_mail where status = 'waiting' and attempts = 0 and send_at <= $1)) as at`;

/** What the engine has not delivered, not seen, not fired, not counted anew, not mailed, or is just doing. */
const UNQUIET = `
  select (select count(*) from outbox where delivered_at is null) + (select count(*) from linked_news) + (select count(*) from recount where done_at is null)
       + (select count(*) from notice where not expanded)
       + (select count(*) from notice_mail where status = 'sending' or (status = 'waiting' and attempts = 0 and send_at <= clock_now()))
       + (select count(*) from deadline where status = 'open' and least(due_at, coalesce(remind_at, due_at)) <= clock_now())
       + (select count(*) from request r left join follower f on f.request_id = r.id and f.workflow = 'request'
          where f.request_id is null or (f.seen_seq < r.version and not f.ended))
       + (select count(*) from follower f join request r on r.id = f.request_id where f.workflow <> 'request' and not f.ended and f.seen_seq < r.version)
       + (select count(*) from transmission where status in ('prepared', 'sending'))
       + (select count(*) from request where status = 'approved' or (status = 'in-translation' and state -> 'translation' ->> 'status' = 'certified')) as pending`;

/** Waits until the engine has delivered, seen and done everything that is due now. Throws after `limitMs` of real time. */
export async function quiet(db: Db, limitMs = 60_000): Promise<void> {
  const started = performance.now();
  for (let round = 0; ; round += 1) {
    const pending = one(await db.query<{ pending: number }>(UNQUIET))?.pending ?? 0;
    if (pending === 0) return;
    if (performance.now() - started > limitMs)
      throw new Error(`Cannot wait any longer for the engine: ${pending} things are still pending`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(10 + round * 5, 100)));
  }
}

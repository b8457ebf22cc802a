import { lastDay } from '../../domain/counting.ts';
import { dateIn } from '../../domain/dates.ts';
import type { Claim } from './claims.ts';
import type { Deadline, Happened, Now } from './record.ts';
import type { Called } from './stage.ts';

/** A request or a hold at the end of the play. */
type Ended = { events: readonly Happened[]; now: Now };
export type Told = Called & { to: string; kind: string; at: string };
/** What the record came to, by the names of the scenario. */
export type Kept = {
  files: ReadonlyMap<string, Ended>;
  notices: readonly Told[];
  /** Names of people by their short ones. */
  people: ReadonlyMap<string, string>;
  /** The zone of our central authority. */
  zone: string;
};

export type RecordClaim = Exclude<Claim, { what: 'period' }>;

const nameOf = ({ request, hold }: Named): string => request ?? hold ?? '';
type Named = { request?: string | undefined; hold?: string | undefined };

/** In what the record is other than a claim says; empty when it holds. */
export function faultsOfClaim(claim: RecordClaim, record: Kept): string[] {
  const ended = record.files.get(nameOf(claim));
  if (!ended) return [claim.hold === undefined ? 'the request was not made' : 'the hold was not opened'];
  switch (claim.what) {
    case 'deadline':
      return deadlineFaults(claim, ended);
    case 'no-deadline':
      return ended.now.deadlines
        .filter(({ kind, startedAt }) => kind === claim.kind && isAt(startedAt, claim.startedAt))
        .map(({ dueAt, cycle }) => `cycle ${cycle} is due at ${dueAt}`);
    case 'event':
      return eventFaults(claim, ended, record);
    case 'no-event':
      return ended.events
        .filter((event) => isWithin(event.at, claim) && isLike(event, claim))
        .map(({ action, at }) => `${action} at ${at}`);
    case 'status': {
      const status = statusAt(ended, claim.at);
      return status === claim.is ? [] : [`it is ${status ?? 'not made yet'}`];
    }
    case 'notice': {
      const like = noticesLike(claim, record).map(({ at }) => dateIn(at, record.zone));
      return like.includes(claim.on) ? [] : [like.length === 0 ? 'there is none' : `it came on ${like.join(', ')}`];
    }
    case 'no-notice':
      return noticesLike(claim, record)
        .filter(({ at }) => isWithin(at, claim))
        .map(({ at }) => `it came at ${at}`);
    default:
      return claim satisfies never;
  }
}

type Of<W extends Claim['what']> = Extract<Claim, { what: W }>;

/** A period as the API counts it. */
export type Counted = { due: string; dueAt: string; unrolled: string };
export const faultsOfPeriod = (claim: Of<'period'>, found: Counted): string[] => [
  ...differs('due', claim.due, found.due),
  ...differsAt('dueAt', claim.dueAt, found.dueAt),
  ...differs('unrolled', claim.unrolled, found.unrolled),
];

const isAt = (found: string, wanted = found): boolean => Date.parse(found) === Date.parse(wanted);
const deadlinesOf = (claim: Of<'deadline'>, { now }: Ended): Deadline[] =>
  now.deadlines.filter(({ kind, cycle }) => kind === claim.kind && cycle === (claim.cycle ?? cycle));

function deadlineFaults(claim: Of<'deadline'>, ended: Ended): string[] {
  const found = deadlinesOf(claim, ended)
    .sort((a, b) => a.cycle - b.cycle)
    .at(-1);
  if (!found) {
    const kinds = ended.now.deadlines.map(({ kind, cycle }) => `${kind} ${cycle}`);
    return [`there is none: there are ${[...new Set(kinds)].join(', ') || 'no deadlines'}`];
  }
  return [
    ...differs('due', claim.due, lastDay(found.dueAt, found)),
    ...differsAt('dueAt', claim.dueAt, found.dueAt),
    ...differsAt('remindAt', claim.remindAt, found.remindAt),
    ...differsAt('startedAt', claim.startedAt, found.startedAt),
    ...differs('zone', claim.zone, found.zone),
    ...differs('status', claim.status, found.status),
    ...sumFaults(claim, found),
  ];
}

function sumFaults({ says = '' }: Of<'deadline'>, { explanation }: Deadline): string[] {
  const sum = explanation.map(({ text }) => text).join('; ');
  return sum.includes(says) ? [] : [`its sum says: ${sum}`];
}

const differs = (field: string, wanted: string | undefined, found: string | null): string[] =>
  wanted === undefined || wanted === found ? [] : [`${field} is ${found ?? 'none'}`];
const differsAt = (field: string, wanted: string | undefined, found: string | null): string[] =>
  wanted === undefined || Date.parse(wanted) === Date.parse(found ?? '') ? [] : [`${field} is ${found ?? 'none'}`];

function eventFaults(claim: Of<'event'>, { events }: Ended, { people }: Kept): string[] {
  const like = events.filter((event) => isLike(event, claim));
  const then = like.filter(({ at }) => Date.parse(at) === Date.parse(claim.at));
  if (then.length === 0)
    return [like.length === 0 ? 'it never was' : `it was at ${like.map(({ at }) => at).join(', ')}`];
  const who = claim.by === 'engine' ? null : people.get(claim.by ?? '');
  const right = then.filter(
    ({ to, actor }) =>
      (claim.to === undefined || to === claim.to) && (claim.by === undefined || (actor?.name ?? null) === who),
  );
  return right.length > 0 ? [] : then.map(({ to, actor }) => `it led to ${to}, by ${actor?.name ?? 'the engine'}`);
}

type Like = { action?: string | undefined; kind?: string | undefined };
const isLike = (event: Happened, { action, kind }: Like): boolean =>
  (action === undefined || event.action === action) &&
  (kind === undefined || event.deadlines.some((change) => change.kind === kind));
const noticesLike = (claim: Of<'notice' | 'no-notice'>, { notices }: Kept): Told[] =>
  notices.filter((notice) => notice.to === claim.to && notice.kind === claim.kind && nameOf(notice) === nameOf(claim));

const isWithin = (at: string, { from, until }: { from: string; until: string }): boolean =>
  Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(until);
const statusAt = ({ events }: Ended, instant: string): string | undefined =>
  events.findLast(({ at }) => Date.parse(at) <= Date.parse(instant))?.to;

import { compare, startOfDay } from './dates.ts';
import type { Deadline } from './deadlines.ts';
import { UNDER_WAY } from './exchange.ts';
import type { Request, Status, TextRef } from './request.ts';

/** One arrest on a request for provisional arrest. */
export type Arrest = {
  /** The day of it in the zone of the place, and the instant where that is known. */
  on: string;
  at?: string;
  zone: string;
  place?: TextRef;
  /** The number of the event that recorded it. */
  seq: number;
  /** Since when there is what custody depends on: until then its limits run. */
  goesOnSince?: string;
  releasedOn?: string;
};

/** What became of a request for provisional arrest: its arrests in order, and the receipt of the request that follows. */
export type Custody = { arrests: readonly Arrest[]; papers?: { request: string; on: string } };

/** What became of a request for extradition: granted, a day agreed, the person surrendered. */
export type Surrender = { grantedOn: string; words?: TextRef; appointedOn?: string; place?: TextRef; on?: string };

/** Somebody who was brought to us for an item of a request, from the arrival to the day on which they were free to leave or went back. */
export type Stay = { item: string; arrivedOn: string; returnBy?: string; seq: number; endedOn?: string };

/** What a request says of persons who were arrested, surrendered or brought to us. */
export type OfPersons = { custody?: Custody; surrender?: Surrender; stays?: readonly Stay[] };

/** Where somebody may be in custody: it is not over with the answer. */
export const IN_CUSTODY: readonly Status[] = [...UNDER_WAY, 'executed', 'refused'];

export const ARREST_STANDINGS = ['held', 'release-expected', 'released'] as const;
export type ArrestStanding = (typeof ARREST_STANDINGS)[number];

/** The arrest that stands: the last one, unless the person was released. */
export function standing({ custody }: Pick<Request, 'custody'>): Arrest | undefined {
  const last = custody?.arrests.at(-1);
  return last?.releasedOn === undefined ? last : undefined;
}

/** The limits of custody that an arrest ran or runs against, the last run of each. Only they have a safe date. */
export function limitsOf({ custody, deadlines }: Pick<Request, 'custody' | 'deadlines'>, { seq }: Arrest): Deadline[] {
  const next = custody?.arrests.find((other) => other.seq > seq)?.seq ?? Number.POSITIVE_INFINITY;
  const own = deadlines.filter(({ safeAt, trigger }) => safeAt !== undefined && trigger >= seq && trigger < next);
  return [...new Map(own.map((limit) => [limit.kind, limit])).values()];
}

/** Whether something was there before a limit of custody, by its day where the person is held. */
export const isInTime = (on: string, { zone, dueAt }: Pick<Deadline, 'zone' | 'dueAt'>): boolean =>
  compare(startOfDay(on, zone), dueAt) < 0;

const byEnd = (a: Deadline, b: Deadline): number => compare(a.dueAt, b.dueAt);

/** Whether what custody depends on was there from the start, or came before the last limit. */
export function isKept(request: Pick<Request, 'custody' | 'deadlines'>, arrest: Arrest): boolean {
  const { on, goesOnSince } = arrest;
  return (
    goesOnSince !== undefined &&
    (goesOnSince <= on ||
      limitsOf(request, arrest)
        .sort(byEnd)
        .slice(-1)
        .every((last) => isInTime(goesOnSince, last)))
  );
}

/** How the person stands: once a limit has run out, the release is expected, until custody goes on in time for the last one. */
export function standingOf(request: Pick<Request, 'custody' | 'deadlines'>, arrest: Arrest): ArrestStanding {
  if (arrest.releasedOn !== undefined) return 'released';
  const isExceeded = limitsOf(request, arrest).some(({ status }) => status === 'fired');
  return isExceeded && !isKept(request, arrest) ? 'release-expected' : 'held';
}

/** The limit that runs out next. */
export const nextLimit = (request: Pick<Request, 'custody' | 'deadlines'>, arrest: Arrest): Deadline | undefined =>
  limitsOf(request, arrest)
    .filter(({ status }) => status === 'open')
    .sort(byEnd)[0];

import { z } from 'zod';
import { type Arrest, IN_CUSTODY, isKept, limitsOf, standing } from '../custody.ts';
import { compare, dateIn } from '../dates.ts';
import type { DeadlineChange } from '../deadlines.ts';
import { UNDER_WAY } from '../exchange.ts';
import { instant, zone } from '../fields.ts';
import { ownAuthority } from '../guards.ts';
import { type Decision, type Facts, type Guard, id, move, partnerStep, words } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { fault, inFuture, notNow, present, refuse } from './hold-common.ts';
import { lawPeriods } from './law-clocks-of.ts';
import { common, ofKind, WITH_PARTNER } from './partner-common.ts';
import { isBeforeSending } from './partner-record.ts';

const SOURCE = 'European Extradition Convention 16';
/** Where an arrest can be told. */
const OPEN_TO_ARREST: readonly Status[] = ['sent', 'delivery-failed', ...UNDER_WAY, 'executed'];

const isArrest = ofKind('provisional-arrest', SOURCE, 'no arrest was asked for');
const notHeld: Guard = (request) =>
  standing(request)
    ? { rule: 'arrested', source: SOURCE, because: 'the person was arrested before, and no release is on record' }
    : undefined;
const isHeld: Guard = (request) =>
  standing(request) ? undefined : { rule: 'arrested', source: SOURCE, because: 'nobody is in custody on it' };
const limited: Guard = (request) =>
  standing(request)?.goesOnSince === undefined
    ? undefined
    : { rule: 'goes-on', source: SOURCE, because: 'it is on record that custody goes on' };

/** Where the law asks for the order of review, the papers alone do not keep anybody in custody. */
const papersSuffice = (request: Request, facts: Facts): boolean =>
  !lawPeriods(request, facts).some(({ line }) => line.metBy === 'review-ordered');

/** The request with the last arrest put so; once custody goes on, what it asks is done. */
function withArrest(request: Request, arrest: Arrest, on: string, more: Partial<Request['custody']> = {}): Decision {
  const before = (request.custody?.arrests ?? []).filter(({ seq }) => seq !== arrest.seq);
  const custody = { ...request.custody, ...more, arrests: [...before, arrest] };
  if (!WITH_PARTNER.includes(request.status))
    return {
      to: request.status,
      set: { custody, ...(request.resumeTo === 'acknowledged' ? { resumeTo: 'in-execution' } : {}) },
    };
  if (!isKept({ ...request, custody }, arrest)) return { to: 'in-execution', set: { custody } };
  const items = request.items.map((item) => ({ ...item, outcome: { result: 'done' as const, on } }));
  return { to: 'executed', set: { custody, items } };
}

/** The arrest that stands; the guards have seen to it that one does. */
function held(request: Request): Arrest {
  const arrest = standing(request);
  if (!arrest) throw notNow(request, 'arrested', 'nobody is in custody on it');
  return arrest;
}

/** A day of what became of an arrest: not before it, and not to come. */
const checkDay = (what: string, { on, zone }: Arrest, day: string, { now }: Facts): void =>
  refuse(what, [
    ...inFuture('on', day, dateIn(now, zone)),
    ...(day < on ? [fault('on', 'date-order', `is before the arrest (${on})`, 'house rule HR-21')] : []),
  ]);

/** Of the request for extradition that was drafted from this one: when the requested State received it, with its papers. */
export function papersToNote(
  { id: arrest, custody }: Request,
  { id, kind, origin, receivedOn }: Request,
): string | undefined {
  const { request = id, on } = custody?.papers ?? {};
  const follows = kind === 'extradition' && origin === arrest && request === id;
  return follows && receivedOn !== on ? receivedOn : undefined;
}

export const custodyMoves = {
  recordArrest: move({
    ...common,
    doc: 'The partner says that the person was arrested: on which day, at which instant where that is known, and where. The limits of custody begin; after a release the person may be arrested again.',
    source: SOURCE,
    from: OPEN_TO_ARREST,
    guards: [ownAuthority, isArrest, notHeld],
    input: z.object({
      ...partnerStep,
      arrestedAt: instant.optional(),
      zone: zone.optional(),
      place: words.optional(),
    }),
    decide: (request, { arrestedAt, zone = '', place, on: said = '' }, facts) => {
      const there = zone || facts.partner.calendar.zone;
      const on = arrestedAt === undefined ? said : dateIn(arrestedAt, there);
      const field = arrestedAt === undefined ? 'on' : 'arrestedAt';
      const released = request.custody?.arrests.at(-1)?.releasedOn;
      const isToCome = arrestedAt !== undefined && compare(arrestedAt, facts.now) > 0;
      refuse('this arrest', [
        ...(isToCome ? [fault(field, 'not-in-future', 'has not come yet', 'house rule HR-21')] : []),
        ...(isBeforeSending(request, on)
          ? [fault(field, 'not-before-sending', 'is before the request was sent', 'house rule HR-21')]
          : []),
        ...(released !== undefined && on < released
          ? [fault(field, 'date-order', `is before the release (${released})`, 'house rule HR-21')]
          : []),
      ]);
      const { papers } = request.custody ?? {};
      const arrest = {
        on,
        ...present({ at: arrestedAt, place }),
        zone: there,
        seq: request.version + 1,
        ...(papers && papersSuffice(request, facts) ? { goesOnSince: papers.on } : {}),
      };
      return withArrest(request, arrest, on);
    },
  }),

  confirmCustody: move({
    ...common,
    doc: 'The partner says that custody goes on beyond its limits, and since when: the request for extradition has come with its papers, or the review is ordered where the law asks for that.',
    source: SOURCE,
    from: IN_CUSTODY,
    guards: [ownAuthority, isArrest, isHeld, limited],
    input: z.object(partnerStep),
    decide: (request, { on = '' }, facts) => {
      const arrest = held(request);
      checkDay('this confirmation', arrest, on, facts);
      return withArrest(request, { ...arrest, goesOnSince: on }, on);
    },
  }),

  recordRelease: move({
    ...common,
    doc: 'The partner says that the person was released; the limits of custody run no more.',
    source: SOURCE,
    from: IN_CUSTODY,
    guards: [ownAuthority, isArrest, isHeld],
    input: z.object(partnerStep),
    decide: (request, { on = '' }, facts) => {
      const arrest = held(request);
      checkDay('this release', arrest, on, facts);
      const arrests = (request.custody?.arrests ?? []).map((one) =>
        one === arrest ? { ...one, releasedOn: on } : one,
      );
      const deadlines = limitsOf(request, arrest)
        .filter(({ status }) => status === 'open')
        .map(({ kind, cycle }): DeadlineChange => ({ op: 'cancelled', kind, cycle }));
      return { to: request.status, set: { custody: { ...request.custody, arrests } }, deadlines };
    },
  }),

  notePapers: move({
    doc: 'The requested State has received the request for extradition that was drafted from this one: custody goes on, where it came before its limits.',
    source: SOURCE,
    by: 'system',
    from: OPEN_TO_ARREST,
    needs: ['requests'],
    input: z.object({ linked: id }),
    decide: (request, { linked }, facts) => {
      const received = facts.linked.find((one) => one.id === linked);
      const on = received && papersToNote(request, received);
      if (!on) throw notNow(request, 'received', 'no request for extradition that follows it was received');
      const papers = { request: linked, on };
      const arrest = standing(request);
      if (!arrest || !papersSuffice(request, facts))
        return { to: request.status, set: { custody: { arrests: [], ...request.custody, papers } } };
      return withArrest(request, { ...arrest, goesOnSince: on }, on, { papers });
    },
  }),
} as const;

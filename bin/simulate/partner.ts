import { createHash, randomUUID } from 'node:crypto';
import { addDays, type Calendar, dateIn, rollForward, startOfDay } from '../../domain/dates.ts';
import type { Action } from '../../domain/moves.ts';
import type { Agenda } from '../../registry/clock.ts';
import type { Client } from '../play/client.ts';
import { type Answer, mutationText } from '../play/mutations.ts';
import { Problem } from '../problem.ts';
import { type Act, type Behaviour, nextOf, nextOnHold, type Seen, type SeenHold } from './behaviours.ts';

type SimulatedPartner = {
  /** The person of the partner's authority, signed in. */
  client: Client;
  /** By which its officer is known: part of the seed. */
  name: string;
  calendar: Calendar;
  /** How its requests are answered, the first one by the first word, in turn. */
  answers: readonly Behaviour[];
  seed: number;
};

type Next<S> = { act: Act<S>; number: number; state: string };
/** What is done next with a file, and when; `state` says why, so that it is planned once. */
type Plan = {
  of: 'request' | 'hold';
  seen: Seen | SeenHold;
  state: string;
  at: string;
  do: Action;
  say(day: string): object;
};

const LIST = `{ requests(first: 50) { edges { node { id reference kind status version
  items { id outcome { result } } questions { id answeredAt } conditions { status } } } }
  holds(first: 50) { edges { node { id reference status version askedBy { id } } } } }`;
type List<T> = { edges: { node: T }[] };
const byReference = <T extends { reference: string }>({ edges }: List<T>): T[] =>
  edges.map(({ node }) => node).sort((a, b) => a.reference.localeCompare(b.reference, 'en', { numeric: true }));

/** A partner that sees no more than its officer, and acts as that officer. It throws a Problem where the record refuses. */
export function simulatePartner({ client, name, calendar, answers, seed }: SimulatedPartner): Agenda {
  const kinds = new Map<string, Behaviour>();
  const plans = new Map<string, Plan>();

  async function look(now: string): Promise<void> {
    const found = await client.ask<{ requests: List<Seen>; holds: List<SeenHold> }>(LIST);
    const requests = byReference(found.requests);
    for (const one of requests) planRequest(one, now);
    for (const one of byReference(found.holds)) {
      const asking = requests.find(({ id }) => id === one.askedBy?.id);
      if (asking) planHold(one, asking, now);
    }
  }

  function planRequest(seen: Seen, now: string): void {
    const kind = kinds.get(seen.id) ?? answers[kinds.size % answers.length] ?? 'silent';
    kinds.set(seen.id, kind);
    const next = nextOf(kind, seen);
    const answered = seen.questions.filter(({ answeredAt }) => answeredAt !== null).length;
    const state = `${next?.number} ${seen.status} ${answered}`;
    plan('request', seen, next && { act: next.rule, number: next.number, state }, now);
  }

  function planHold(seen: SeenHold, asking: Seen, now: string): void {
    const act = nextOnHold(kinds.get(asking.id) ?? 'silent', seen, asking);
    plan('hold', seen, act && { act, number: 0, state: seen.status }, now);
  }

  function plan<S extends Seen | SeenHold>(of: Plan['of'], seen: S, next: Next<S> | undefined, now: string): void {
    const { id, reference } = seen;
    if (!next) return void plans.delete(id);
    const { act, number, state } = next;
    const known = plans.get(id);
    const at = known?.state === state ? known.at : instantOf(reference, number, act.days, now);
    plans.set(id, { of, seen, state, at, do: act.do, say: (day) => act.input(seen, day) });
  }

  /** In office hours of a working day there, by the seed alone: the same file at the same instant in every play. */
  function instantOf(
    reference: string,
    number: number,
    [fewest, most]: readonly [number, number],
    now: string,
  ): string {
    const draw = createHash('sha256').update(`${seed} ${name} ${reference} ${number}`).digest();
    const days = fewest + (draw.readUInt32BE(0) % (most - fewest + 1));
    const { date } = rollForward(addDays(dateIn(now, calendar.zone), days), calendar);
    const minutes = 9 * 60 + (draw.readUInt32BE(4) % (8 * 60));
    return new Date(Date.parse(startOfDay(date, calendar.zone)) + minutes * 60_000).toISOString();
  }

  async function take({ of, seen, do: action, say }: Plan, now: string): Promise<void> {
    const told = { [of]: seen.id, expectedVersion: seen.version, key: randomUUID() };
    const given = { ...told, ...say(dateIn(now, calendar.zone)) };
    const { answer } = await client.ask<{ answer: Answer }>(mutationText(action), { input: given });
    if (answer.message !== undefined)
      throw new Problem(`Cannot simulate "${action}" by "${name}" on ${seen.reference}: ${answer.message}`);
  }

  return {
    async next(now) {
      await look(now);
      return [...plans.values()].map(({ at }) => at).sort()[0];
    },
    async act(now) {
      const isDue = ({ at }: Plan): boolean => Date.parse(at) <= Date.parse(now);
      if (![...plans.values()].some(isDue)) return;
      await look(now);
      for (const [id, one] of plans) {
        if (!isDue(one)) continue;
        await take(one, now);
        plans.delete(id);
      }
    },
  };
}

/** Several partners as one agenda. */
export const together = (partners: readonly Agenda[]): Agenda => ({
  async next(now) {
    const instants = await Promise.all(partners.map((partner) => partner.next(now)));
    return instants.filter((instant) => instant !== undefined).sort()[0];
  },
  async act(now) {
    for (const partner of partners) await partner.act(now);
  },
});

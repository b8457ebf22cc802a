import { createHash, randomUUID } from 'node:crypto';
import { addDays, type Calendar, dateIn, rollForward, startOfDay } from '../../domain/dates.ts';
import type { Client } from '../play/client.ts';
import { type Answer, mutationText } from '../play/mutations.ts';
import { Problem } from '../problem.ts';
import { type Behaviour, nextOf, type Seen } from './behaviours.ts';

export type SimulatedPartner = {
  /** The person of the partner's authority, signed in. */
  client: Client;
  /** By which its officer is known: part of the seed. */
  name: string;
  calendar: Calendar;
  /** How its requests are answered, the first one by the first word, in turn. */
  answers: readonly Behaviour[];
  seed: number;
};

/** When a partner does something next, and doing it: it sees no more than its officer, and acts as that officer. */
export type Simulated = {
  /** The instant at which it acts next; undefined while it waits. `now` is what the clock says. */
  next(now: string): Promise<string | undefined>;
  /** Does what is to be done by `now`. Throws a Problem where the record refuses. */
  act(now: string): Promise<void>;
};

type Plan = { seen: Seen; kind: Behaviour; state: string; at: string };

const LIST = `{ requests(first: 50) { edges { node { id reference status version
  items { id outcome { result } } questions { id answeredAt } conditions { status } } } } }`;

export function simulatePartner({ client, name, calendar, answers, seed }: SimulatedPartner): Simulated {
  const kinds = new Map<string, Behaviour>();
  const plans = new Map<string, Plan>();

  async function look(now: string): Promise<void> {
    const { requests } = await client.ask<{ requests: { edges: { node: Seen }[] } }>(LIST);
    const seen = requests.edges.map(({ node }) => node);
    for (const one of seen.sort((a, b) => a.reference.localeCompare(b.reference, 'en', { numeric: true })))
      plan(one, now);
  }

  function plan(seen: Seen, now: string): void {
    const kind = kinds.get(seen.id) ?? answers[kinds.size % answers.length] ?? 'silent';
    kinds.set(seen.id, kind);
    const next = nextOf(kind, seen);
    const known = plans.get(seen.id);
    if (!next) return void plans.delete(seen.id);
    const answered = seen.questions.filter(({ answeredAt }) => answeredAt !== null).length;
    const state = `${next.number} ${seen.status} ${answered}`;
    const at = known?.state === state ? known.at : instantOf(seen.reference, next.number, next.rule.days, now);
    plans.set(seen.id, { seen, kind, state, at });
  }

  /** In office hours of a working day there, by the seed alone: the same request at the same instant in every play. */
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

  async function take({ seen, kind }: Plan, now: string): Promise<void> {
    const next = nextOf(kind, seen);
    if (!next) return;
    const { do: action, input } = next.rule;
    const told = { request: seen.id, expectedVersion: seen.version, key: randomUUID() };
    const given = { ...told, ...input(seen, dateIn(now, calendar.zone)) };
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
      await look(now);
      for (const [id, one] of plans) {
        if (Date.parse(one.at) > Date.parse(now)) continue;
        await take(one, now);
        plans.delete(id);
      }
    },
  };
}

/** Several partners as one agenda. */
export const together = (partners: readonly Simulated[]): Simulated => ({
  async next(now) {
    const instants = await Promise.all(partners.map((partner) => partner.next(now)));
    return instants.filter((instant) => instant !== undefined).sort()[0];
  },
  async act(now) {
    for (const partner of partners) await partner.act(now);
  },
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import { PARTNER_PEOPLE, PARTNERS } from '../../prisma/demonstration/partners.ts';
import type { Agenda } from '../../registry/clock.ts';
import { Problem } from '../problem.ts';
import { simulatePartner, together } from '../simulate/partner.ts';
import type { Stack } from '../stack.ts';
import { type Cast, playerOf, signInAll } from './cast.ts';
import { type Counted, faultsOfClaim, faultsOfPeriod, type Kept, type RecordClaim, type Told } from './check-claims.ts';
import type { Claim } from './claims.ts';
import type { Client } from './client.ts';
import { type Clock, openClock } from './clock.ts';
import { setTheLaw } from './law.ts';
import type { Out } from './lines.ts';
import { type Played, playSteps, type StepOutcome } from './play.ts';
import { type Deadline, type Happened, type Now, readEvents, readNow } from './record.ts';
import { writeResults } from './results.ts';
import type { Scenario } from './scenario-file.ts';
import { type Called, called, type Stage } from './stage.ts';
import { verifyRecord } from './verified.ts';

/** Whether something that was expected came about, and what was found instead. */
export type ClaimOutcome = (StepOutcome | Claim) & { holds: boolean; found: string[] };
/** What a scenario came to. Instants are simulated ones. */
export type ScenarioOutcome = {
  title: string;
  events: (Called & { actor: string } & Omit<Happened, 'actor'>)[];
  deadlines: (Called & Deadline)[];
  notices: Told[];
  expectations: ClaimOutcome[];
  violations: readonly { where: string; what: string }[];
};

type Run = {
  scenario: Scenario;
  stack: Pick<Stack, 'config' | 'url' | 'users' | 'filesFolder' | 'mailFolder'>;
  lines: Out;
  out?: string | undefined;
};

/** Plays a scenario on an installation that nothing has happened in, and tells what it came to. */
export async function runScenario({ scenario, stack, lines, out }: Run): Promise<ScenarioOutcome> {
  if (out) mkdirSync(out, { recursive: true }); // what is wrong with the folder is told before a year is played
  const clock = await openClock(stack.config);
  try {
    const played = await playScenario(scenario, { clock, stack, lines });
    const outcome = { ...(await outcomeOf(scenario, played)), violations: (await verifyRecord(stack)).violations };
    if (out) await writeAll(played, outcome, { out, mailFolder: stack.mailFolder });
    return outcome;
  } finally {
    await clock.close();
  }
}

type On = { clock: Clock } & Pick<Run, 'stack' | 'lines'>;

async function playScenario(scenario: Scenario, { clock, stack, lines }: On): Promise<Played> {
  const { administrator, steps, until } = scenario;
  await clock.begin(steps[0]?.at ?? '');
  const cast = await signInAll(scenario, stack.url, stack.users);
  clock.follow(simulated(scenario, cast));
  if (administrator !== undefined) {
    await setTheLaw(playerOf(cast, administrator).client, scenario);
    await clock.quiet();
  }
  return await playSteps(scenario, { clock, cast, out: lines, isStrict: false, until });
}

/** The partners that answer by themselves, each as its officer. Throws a Problem for somebody who is no officer of a partner. */
function simulated({ people, partners = {}, seed }: Scenario, cast: Cast): Agenda {
  return together(
    Object.entries(partners).map(([alias, { answers }]) => {
      const officer = PARTNER_PEOPLE.find(({ email }) => email === people[alias]?.email);
      const calendar = PARTNERS.find(({ id }) => id === officer?.authority)?.facts.calendar;
      if (!calendar) throw new Problem(`Cannot simulate "${alias}": it is no officer of a partner`);
      const { client } = playerOf(cast, alias);
      return simulatePartner({ client, name: alias, calendar, answers, seed });
    }),
  );
}

type Outcome = Omit<ScenarioOutcome, 'violations'>;

async function outcomeOf(scenario: Scenario, { stages, steps }: Played): Promise<Outcome> {
  const made = [...stages.values()].filter(({ id }) => id !== '');
  const ended: { stage: Stage; events: Happened[]; now: Now }[] = [];
  for (const one of made) {
    const { client } = one.reader;
    ended.push({ stage: one, events: await readEvents(client, one), now: await readNow(client, one) });
  }
  const [stage] = made;
  const notices = stage ? await noticesOf(stage.cast, made) : [];
  const people = new Map([...(stage?.cast ?? [])].map(([alias, { name }]) => [alias, name]));
  const files = new Map(ended.map((one) => [one.stage.name, one]));
  const kept: Kept = { files, notices, people, zone: ARVANIA.zone };
  const claims: ClaimOutcome[] = [];
  for (const claim of scenario.expect ?? []) {
    const found =
      claim.what === 'period' && stage
        ? faultsOfPeriod(claim, await count(stage.reader.client, claim))
        : faultsOfClaim(claim as RecordClaim, kept); // the others
    claims.push({ ...claim, holds: found.length === 0, found });
  }
  return {
    title: scenario.title,
    events: ended
      .flatMap((one) =>
        one.events.map((event) => ({ ...called(one.stage), ...event, actor: event.actor?.name ?? 'the engine' })),
      )
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    deadlines: ended.flatMap((one) => one.now.deadlines.map((deadline) => ({ ...called(one.stage), ...deadline }))),
    notices,
    expectations: [...steps, ...claims],
  };
}

const PERIOD = `query($rule: String!, $start: String!, $calendar: [String!]) {
  period(rule: $rule, start: $start, calendar: $calendar) { due dueAt unrolled } }`;
const count = async ({ ask }: Client, { rule, start, calendar = [] }: Claim & { what: 'period' }): Promise<Counted> =>
  (await ask<{ period: Counted }>(PERIOD, { rule, start, calendar })).period;

const TOLD = `query($after: String) { notices(first: 100, after: $after) {
  edges { node { kind at request { id } hold { id } } } pageInfo { hasNextPage endCursor } } }`;
type Page = { edges: { node: Notice }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
type Notice = { kind: string; at: string; request: { id: string } | null; hold: { id: string } | null };

/** What everybody was told, in the order of time. */
async function noticesOf(cast: Cast, stages: readonly Stage[]): Promise<Told[]> {
  const names = new Map(stages.map((stage) => [stage.id, called(stage)]));
  const all: Told[] = [];
  for (const [to, { client }] of cast) {
    for (const { kind, at, request, hold } of await toldTo(client))
      all.push({ to, ...names.get((request ?? hold)?.id ?? ''), kind, at });
  }
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

async function toldTo({ ask }: Client): Promise<Notice[]> {
  const all: Notice[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { notices }: { notices: Page } = await ask<{ notices: Page }>(TOLD, { after });
    all.push(...notices.edges.map(({ node }) => node));
    ({ hasNextPage: more, endCursor: after } = notices.pageInfo);
  }
  return all;
}

async function writeAll(
  { stages }: Played,
  outcome: ScenarioOutcome,
  where: { out: string; mailFolder: string | undefined },
): Promise<void> {
  writeFileSync(join(where.out, 'outcome.json'), `${JSON.stringify(outcome, null, 2)}\n`);
  for (const { name, of, id, reader } of stages.values()) {
    if (of === 'hold' || id === '') continue;
    const out = join(where.out, name);
    mkdirSync(out, { recursive: true });
    await writeResults(reader.client, id, { ...where, out });
  }
}

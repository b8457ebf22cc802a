import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { quiet } from '../../registry/clock.ts';
import { openPeople, type People } from '../engine/people.ts';
import { type Answer, type Session, signIn } from '../support/client.ts';
import { comesAbout, isAlive, violationsOf } from '../support/faults.ts';
import { BELMORA, personId } from '../support/office.ts';
import { openStack, type Process, type TestStack } from '../support/stack.ts';

/** Temporal down (-9) while people go on working, and then back. API and worker are processes of their own. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });
let stack: TestStack;
let people: People;
let api: Process & { url: string };
let worker: Process;
beforeAll(async () => {
  stack = await openStack({ ownEngine: true });
  people = await openPeople(stack);
  [api, worker] = await Promise.all([stack.spawnApi(), stack.spawnWorker()]);
});
afterAll(async () => {
  await people?.close();
  await stack?.close();
});

const sessions = new Map<string, Session>();
async function as(login: string): Promise<Session> {
  const session = sessions.get(login) ?? (await signIn(api.url, login));
  sessions.set(login, session);
  return session;
}

test('twenty actions while it is down, and everything caught up within thirty seconds of its return', async () => {
  await people.acceptLanguages('en');
  const drafts = [await people.draft(), await people.draft(), await people.draft()];
  const ready = await people.upTo('ready');
  const silent = await people.upTo('sent');
  const asked = await people.upTo('acknowledged');
  for (const login of ['seo', 'baek', 'oh', 'kwon', LAURENT]) await as(login);
  const mailsBefore = (await stack.mailbox.all()).length;
  await stack.engine?.kill();

  const durations: number[] = [];
  const act = async (login: string, step: string, request: string, input: object = {}): Promise<Answer> => {
    const session = await as(login);
    const started = performance.now();
    let answer = await session.step(step, global(request), input);
    if (answer.__typename === 'ProofNeeded') {
      await session.prove();
      answer = await session.step(step, global(request), input);
    }
    durations.push(performance.now() - started);
    expect(answer.__typename, JSON.stringify(answer)).toBe('Request');
    return answer;
  };
  for (const request of drafts) {
    await act('seo', 'submitRequest', request);
    await act('baek', 'endorseRequest', request);
    await act('oh', 'approveRequest', request, { letter: (await people.office.read(request)).letter?.hash });
  }
  await act('kwon', 'dispatchRequest', ready, { channel: 'EMAIL' });
  await act('oh', 'assignOfficer', asked, { officer: personId('moon') });
  await act(LAURENT, 'startExecution', asked);
  await act(LAURENT, 'askInformation', asked, { question: 'Which transfers?' });
  const { questions } = await people.office.read(asked);
  await act('oh', 'answerInformation', asked, { answers: [{ question: questions[0]?.id, answer: 'The first four' }] });
  for (let n = 0; n < 5; n += 1) await act('seo', 'createRequest', '', NEW);
  await act('oh', 'withdrawRequest', drafts[2] ?? '', { reason: 'No longer needed' });
  expect(durations).toHaveLength(20);
  await people.office.system.query(`select move_clock('2026-03-27T00:00:00Z')`); // past the watch on the silent one
  await comesAbout('the sweep fires what is due', async () => (await people.alarms(silent)).length === 2);
  expect(await stack.mailbox.all()).toHaveLength(mailsBefore);
  expect(isAlive(api.pid) && isAlive(worker.pid)).toBe(true);

  await stack.engine?.start();
  const started = performance.now();
  await quiet(people.office.system, 60_000);
  const caughtUp = performance.now() - started;
  console.info(
    `caught up ${Math.round(caughtUp)} ms after Temporal was back; slowest action ${Math.round(Math.max(...durations))} ms`,
  );
  expect(caughtUp).toBeLessThan(30_000);

  const statusOf = async (request = '') => (await people.office.read(request)).status;
  expect(await Promise.all(drafts.map(statusOf))).toEqual(['ready', 'ready', 'withdrawn']);
  expect(await statusOf(ready)).toBe('sent');
  const mails = await stack.mailbox.all();
  expect(mails).toHaveLength(mailsBefore + 3); // the request, the answer, the enquiry
  expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(mails.length);
  expect(await behind()).toEqual([]);
  expect(await violationsOf(stack)).toEqual([]);
});

/** The id by which the API knows a request. */
const global = (request: string): string => btoa(`Request:${request}`);
const LAURENT = 'c.laurent@justice.belmora.example';
const NEW = {
  requested: 'XBE',
  partner: BELMORA,
  basis: [{ instrument: 'budapest-185', articles: ['25(1)'] }],
  items: [{ type: 'data-subscriber' }],
};

/** Requests whose workflow has not seen the last of them. */
async function behind(): Promise<unknown[]> {
  const { rows } = await people.office.system.query(
    `select r.reference from request r left join follower f on f.request_id = r.id and f.workflow = 'request'
     where f.seen_seq is distinct from r.version`,
  );
  return rows;
}

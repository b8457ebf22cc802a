import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { addMilliseconds } from '../../domain/dates.ts';
import { planTurn, takeBackTurn } from '../../registry/roster.ts';
import { globalId, plain } from '../support/client.ts';
import { type House, key, openHouse } from '../support/journey.ts';
import { personId } from '../support/office.ts';
import { shortOf } from './on-time.ts';
import { openPeople, type People } from './people.ts';

/** Emergencies that one person sends, as the engine alone drives them: no sweep and no reconciler. The house is in Seoul, nine hours ahead. */
let house: House;
let people: People;
beforeAll(async () => {
  house = await openHouse({ reconciler: false });
  people = await openPeople(house.stack);
  await people.acceptLanguages('en');
  const yang = await people.office.as('yang');
  const { rows } = await house.db.query<{ id: string }>('select id from duty_turn where place = 1');
  await takeBackTurn(people.office.app, yang, rows[0]?.id ?? '');
  await planTurn(people.office.app, yang, {
    person: personId('ahn'),
    place: 1,
    startsAt: addMilliseconds(await house.now(), 60_000),
    endsAt: '2036-01-01T00:00:00Z',
  });
});
afterAll(async () => {
  await people?.close();
  await house?.close();
});

const HOURS = 3_600_000;
const SEEN = `query($id: ID!) { request(id: $id) { status incidents { cause at finding }
  alarms { cause minutesToAnswer minutesToSend calls { to { name } } }
  confirmation { sentBy { name } sentAt dueAt confirmedBy { name } confirmedAt formalDueAt formalRequest { id } } } }`;
type Seen = {
  status: string;
  incidents: { cause: string; at: string; finding: string | null }[];
  alarms: { cause: string; minutesToAnswer: number; minutesToSend: number; calls: object[] }[];
  confirmation: {
    sentBy: object;
    sentAt: string;
    dueAt: string;
    confirmedBy: object | null;
    formalRequest: object | null;
  };
};
const seen = async (request: string, by = 'oh'): Promise<Seen> => {
  const session = await house.as(by);
  return (await session.ask<{ request: Seen }>(SEEN, { id: globalId('Request', request) })).request;
};
/** Brought to the desk at an instant, and sent by whoever has duty. */
async function sentAlone(request: string): Promise<void> {
  const { letter } = await people.office.read(request);
  const id = globalId('Request', request);
  await house.does('ahn', 'answerAlarm', id, { words: 'I send it' });
  await house.does('ahn', 'sendAlone', id, { channel: 'EMAIL', letter: letter?.hash });
}
const stepsOf = async (request: string): Promise<string[]> =>
  (await house.events(request)).map(({ action, workflow }) => (workflow ? `${action} by ${workflow.step}` : action));

test('an emergency at three at night on a holiday reaches the person on duty, is sent alone, and is an incident once when nobody confirms it', async () => {
  const request = await people.draft({ urgency: 'emergency' });
  await house.until('2026-05-04T18:00:00Z'); // 03:00 on Children’s Day
  const before = (await house.stack.mailbox.all()).length;
  await people.does('seo', 'submit', request);
  expect((await people.office.read(request)).alarms).toMatchObject([
    { cause: 'emergency', calls: [{ to: personId('ahn') }] },
  ]);
  await sentAlone(request);

  const mails = (await house.stack.mailbox.all()).slice(before);
  expect(mails.map(({ parsed }) => parsed.attachments.length)).toEqual([1]);
  expect((await stepsOf(request)).slice(-4)).toEqual([
    'answerAlarm',
    'sendAlone',
    'claimTransmission by claim',
    'recordSent by transmit',
  ]);
  const sent = await seen(request);
  expect(sent).toMatchObject({ status: 'SENT', incidents: [], confirmation: { sentBy: { name: 'Ahn Bora' } } });
  expect(sent.alarms).toMatchObject([{ minutesToAnswer: 0, minutesToSend: 0 }]);
  expect(Date.parse(sent.confirmation.dueAt) - Date.parse(sent.confirmation.sentAt)).toBe(48 * HOURS);
  expect((await people.told(request)).map(({ kind, to }) => `${kind} ${to}`)).toContain(
    'confirm-emergency role:ca-officer',
  );
  const times = await (await house.as('yang')).ask<{ responseTimes: object[] }>(
    'query { responseTimes(from: "2026-05-04T00:00:00Z", until: "2026-05-06T00:00:00Z") { cause answered sent medianToSend } }',
  );
  expect(times.responseTimes).toMatchObject([
    { cause: 'EMERGENCY', answered: 1, sent: 1, medianToSend: expect.any(Number) },
  ]);
  const laurent = await house.as('laurent');
  const partners = await laurent.raw(SEEN, { id: globalId('Request', request) });
  expect(partners.body.errors?.every(({ extensions }) => extensions?.code === 'NOT_FOUND')).toBe(true);
  expect(JSON.stringify(partners.body)).not.toContain('Ahn Bora');

  await house.until(shortOf(sent.confirmation.dueAt));
  expect((await seen(request)).incidents).toEqual([]);
  await house.until(addMilliseconds(sent.confirmation.dueAt, 100 * HOURS));
  const overdue = await seen(request);
  expect(overdue.incidents).toMatchObject([{ cause: 'UNCONFIRMED_EMERGENCY', finding: null }]);
  expect(Date.parse(overdue.incidents[0]?.at ?? '') - Date.parse(sent.confirmation.dueAt)).toBeLessThan(10_000);
  expect(overdue.alarms.map(({ cause }) => cause)).toEqual(['EMERGENCY', 'UNCONFIRMED_EMERGENCY']);
  expect(overdue.alarms[1]?.calls.slice(0, 1)).toEqual([{ to: { name: 'Ahn Bora' } }]);

  await house.does('oh', 'confirmEmergency', globalId('Request', request));
  await house.does('yang', 'explainIncident', globalId('Request', request), {
    cause: 'UNCONFIRMED_EMERGENCY',
    finding: 'Nobody read the mail on the holiday',
  });
  const confirmed = await seen(request);
  expect(confirmed.confirmation.confirmedBy).toEqual({ name: 'Oh Sejin' });
  expect(confirmed.incidents).toMatchObject([{ finding: 'Nobody read the mail on the holiday' }]);
  expect(await house.violations()).toEqual([]);
  await people.does('oh', 'withdraw', request, { reason: 'The test is over' });
});

test('one that is confirmed in time is no incident, and its formal request meets its own deadline once it is sent', async () => {
  const request = await people.draft({ urgency: 'emergency' });
  await people.does('seo', 'submit', request);
  await sentAlone(request);
  await house.does('moon', 'confirmEmergency', globalId('Request', request));

  const seo = await house.as('seo');
  const { answer } = await seo.ask<{ answer: { id: string } }>(
    'mutation($input: DraftFormalRequestInput!) { answer: draftFormalRequest(input: $input) { ... on Request { id } } }',
    { input: { source: globalId('Request', request), key: key() } },
  );
  const formal = plain(answer.id);
  await people.onTo('sent', formal);
  await house.quiet();
  const after = await seen(request);
  expect(after).toMatchObject({ incidents: [], confirmation: { formalRequest: { id: answer.id } } });
  expect(await stepsOf(request)).toContain('noteFormalRequest by takeStep');
  const { deadlines } = await people.office.read(request);
  for (const kind of ['second-confirmation', 'formal-request'])
    expect(deadlines.filter((one) => one.kind === kind).map(({ status }) => status)).toEqual(['met']);
  expect(await house.violations()).toEqual([]);
  await people.does('oh', 'withdraw', request, { reason: 'The test is over' });
  await people.does('oh', 'withdraw', formal, { reason: 'The test is over' });
});

test('across the end of summer time it has 48 real hours', async () => {
  await withClient(house.stack.urls.owner, async (owner) => {
    await owner.query(
      `update org set zone = 'Europe/Brussels', calendar = jsonb_set(calendar, '{zone}', '"Europe/Brussels"')`,
    );
  });
  await house.until('2026-10-24T01:00:00Z'); // 03:00 on the last night of summer time but one
  const request = await people.draft({ urgency: 'emergency' });
  await people.does('seo', 'submit', request);
  await sentAlone(request);
  const { confirmation } = await seen(request);
  expect(confirmation.dueAt.slice(0, 13)).toBe('2026-10-26T01'); // 02:00 there: a day of 25 hours lies between
  await house.until(shortOf(confirmation.dueAt));
  expect((await seen(request)).incidents).toEqual([]);
  await house.until(confirmation.dueAt);
  expect((await seen(request)).incidents).toHaveLength(1);
});

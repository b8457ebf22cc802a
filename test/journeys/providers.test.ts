import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../../domain/content.ts';
import type { Tx } from '../../registry/db.ts';
import { loadLetterInput } from '../../registry/letter-input.ts';
import { COMPLETE } from '../domain/own-type-drafts.ts';
import { globalId, plain } from '../support/client.ts';
import { type House, openHouse } from '../support/journey.ts';
import { CASTREYA, line, openTreaties, putOnRecord } from './castreya.ts';
import { type MoodyServer, openMailServer } from './mail-server.ts';
import { approved, inboxOf, sees, tries } from './small-case.ts';
import { DRAFT } from './whole-request.ts';

/** Orders straight to a provider abroad, information without a request, and the path of a communication, by the engine alone. */
let server: MoodyServer;
let house: House;
let addressees: Map<string, string>;
beforeAll(async () => {
  server = await openMailServer();
  house = await openHouse({ smtp: server.url, reconciler: false });
  addressees = await openTreaties(house);
  await putOnRecord(house, [
    line('declaration', CASTREYA, 'cets-224/direct-orders-notified', {
      text: 'The Ministry is told at the same time.',
    }),
  ]);
  await house.until('2026-10-20T00:00:00Z');
});
afterAll(async () => {
  await house?.close();
  await server?.close();
});

const PROVIDER = `${CASTREYA}/kite-cloud`;
const WHY = [{ kind: 'paragraph', id: 'p', text: 'Nothing less would do.' }];
const capitals = (word: string): string => word.replaceAll('-', '_').toUpperCase();
type Kind = 'provider-direct' | 'emergency-disclosure' | 'spontaneous-information' | 'traffic-partial-disclosure';
type Asked = { to?: string; basis?: string; articles?: string[]; answerBy?: string; frame?: object };

async function drafted(
  kind: Kind,
  { to = CASTREYA, answerBy = '2026-11-20', frame, ...law }: Asked = {},
): Promise<string> {
  const { basis = COMPLETE[kind].basis, articles = COMPLETE[kind].articles } = law;
  const urgency = { reason: 'The account is in use.', desiredDate: answerBy };
  const item = { id: '1', identifiers: [], persons: [], reason: WHY, ...COMPLETE[kind].item };
  return await house.draft(
    {
      kind: capitals(kind),
      requested: CASTREYA,
      partner: addressees.get(to),
      basis: [{ instrument: basis, articles }],
      items: [{ type: kind }],
      ...frame,
    },
    { ...DRAFT, urgency, items: [item] } as Content,
  );
}
const ready = (request: string): Promise<string> => approved(house, request);
const sent = async (request: string): Promise<string> => {
  await house.does('kwon', 'dispatchRequest', await ready(request), { channel: 'EMAIL' });
  return request;
};
const order = (more: Asked = {}): Promise<string> =>
  drafted('provider-direct', { to: PROVIDER, basis: 'cets-224', articles: ['7'], ...more });
const heard = (on: string, more: object = {}) => ({ on, record: { channel: 'TELEPHONE' }, ...more });
type Clock = { kind: string; startedAt: string; dueAt: string; status: string; explanation: { text: string }[] };
const clockOf = async (request: string, kind: string): Promise<Clock | undefined> => {
  const fields = 'deadlines { kind startedAt dueAt status explanation { text } }';
  return (await sees<{ deadlines: Clock[] }>(house, 'oh', request, fields)).deadlines.findLast(
    (one) => one.kind === kind,
  );
};
type Escalation = { escalation: { isOpen: boolean; because: string | null; source: string | null } };
const escalationOf = async (request: string) =>
  (await sees<Escalation>(house, 'seo', request, 'escalation { isOpen because source }')).escalation;

async function escalate(source: string, input: object = {}) {
  const { ask } = await house.as('seo');
  const { answer } = await ask<{ answer: { __typename: string; id?: string; rule?: string; gaps?: object[] } }>(
    `mutation($input: EscalateInput!) { answer: escalate(input: $input) { __typename
      ... on Request { id } ... on ActionNotAllowed { rule source } ... on InvalidInput { gaps { field rule } } } }`,
    {
      input: { source, partner: addressees.get(CASTREYA), type: 'DATA_SUBSCRIBER', key: crypto.randomUUID(), ...input },
    },
  );
  await house.quiet();
  return answer;
}

describe('an order to a provider', () => {
  let request: string;

  test('goes to it, and in the same dispatch to the authority that its State has named', async () => {
    request = await sent(await order());
    const mails = await Promise.all(server.received.map((mail) => simpleParser(mail)));
    const told = new Map(mails.map(({ to, text }) => [[to ?? []].flat()[0]?.text ?? '', text ?? '']));
    expect([...told.keys()].sort()).toEqual(['legal@kitecloud.example', 'mla@justice.xca.example']);
    expect(told.get('legal@kitecloud.example')).toContain('Attached is an order for the production of data');
    expect(told.get('mla@justice.xca.example')?.replace(/\s+/g, ' ')).toContain(
      'for your information, a copy of an order for the production of data that goes at the same time to a provider under the law of your State',
    );
  });

  test('compels nobody before it is known when the provider received it', async () => {
    expect(await escalationOf(request)).toEqual({
      isOpen: false,
      because: 'it is not known when the provider received the order, from which its time is counted',
      source: 'CETS 224 7(7)',
    });
    expect(await escalate(request)).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'waiting-period' });
  });

  test('waits for the longer time that it states, exactly to the second', async () => {
    await house.does(
      'oh',
      'acknowledgeRequest',
      request,
      heard('2026-10-20', { reference: 'KC-1', receivedOn: '2026-10-20' }),
    );
    // 30 days end on 19 November; the order leaves until the 20th
    expect(await clockOf(request, 'cets-224/a7-enforce-after')).toMatchObject({
      startedAt: '2026-10-19T22:00:00Z',
      dueAt: '2026-11-20T23:00:00.000Z',
      status: 'open',
    });
    expect(await escalate(request)).toMatchObject({ rule: 'waiting-period', source: 'CETS 224 7(7)' });
  });

  test('is no error where its State forbids the answer: it waits, and its State can be asked at once', async () => {
    const reason = { ground: 'ESSENTIAL_INTERESTS', reason: 'A case of ours would suffer' };
    await house.does('oh', 'instructNotToDisclose', request, heard('2026-10-20', reason));
    const { refusal } = await sees<{ refusal: object }>(house, 'seo', request, 'refusal { ground allowed article }');
    expect([await house.status(request), refusal]).toEqual([
      'not-to-disclose',
      { ground: 'essential-interests', allowed: true, article: 'CETS 224 7(5)(c)' },
    ]);
    expect((await inboxOf(house, 'oh', request)).map(({ action }) => action)).toEqual(['CLOSE']);
    expect(await escalationOf(request)).toEqual({ isOpen: true, because: null, source: null });
  });

  test('is asked to be given effect to by its State, with nothing typed again', async () => {
    const wrong = await escalate(request, { partner: addressees.get(PROVIDER) });
    expect(wrong).toMatchObject({ __typename: 'InvalidInput', gaps: [{ field: 'partner', rule: 'unknown' }] });
    const { id = '' } = await escalate(request);
    const drawn = await sees<{ parts: { key: string; value: { provider?: string; order?: string } }[] }>(
      house,
      'seo',
      id,
      'kind basis { instrument articles } items { type } parts { key value }',
    );
    expect(drawn).toMatchObject({
      kind: 'MLA',
      basis: [{ instrument: 'cets-224', articles: ['8'] }],
      items: [{ type: 'data-subscriber' }],
    });
    const item = drawn.parts.find(({ key }) => key === 'item/1');
    expect(item?.value).toMatchObject({ provider: 'Northgate Mail NV', order: 'Order of 2 November 2026' });
    const { gaps } = await sees<{ gaps: { warning: boolean }[] }>(house, 'seo', id, 'gaps { warning field }');
    expect(gaps.filter(({ warning }) => !warning)).toEqual([]);
  });

  test('goes on where the instruction is taken back', async () => {
    await house.does('oh', 'resumeExecution', request, heard('2026-10-20'));
    expect(await house.status(request)).toBe('in-execution');
  });

  test('tells in good time that the user may be told, and again from another day', async () => {
    await house.does('oh', 'noteUserNotice', request, heard('2026-10-20', { tellsOn: '2026-12-01' }));
    expect(await clockOf(request, 'user-notice')).toMatchObject({ dueAt: '2026-12-01T15:00:00.000Z', status: 'open' });
    await house.does('oh', 'noteUserNotice', request, heard('2026-10-20', { tellsOn: '2026-12-15' }));
    expect(await clockOf(request, 'user-notice')).toMatchObject({ dueAt: '2026-12-15T15:00:00.000Z', status: 'open' });
  });
});

test('what is not addressed to a provider has no user who is told', async () => {
  const request = await sent(await drafted('traffic-partial-disclosure'));
  const answer = await tries(house, 'oh', 'noteUserNotice', request, heard('2026-10-20', { tellsOn: '2026-12-01' }));
  expect(answer).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'kind', source: 'house rule HR-87' });
  expect((await sees<Escalation>(house, 'seo', request, 'escalation { isOpen }')).escalation).toBeNull();
});

describe('hours, over the end of summer time', () => {
  const EPOC = {
    to: PROVIDER,
    basis: 'eu-e-evidence-2023-1543',
    articles: ['10(4)'],
    frame: { urgency: 'EMERGENCY', route: 'DIRECT_PROVIDER' },
  };
  let request: string;

  test('an instant of receipt that is not on the day of receipt, or lies in the future, is refused', async () => {
    request = await sent(await drafted('emergency-disclosure', EPOC));
    await house.until('2026-10-25T00:00:00Z');
    const received = (receivedAt: string) =>
      tries(
        house,
        'oh',
        'acknowledgeRequest',
        request,
        heard('2026-10-25', { reference: 'KC-2', receivedOn: '2026-10-25', receivedAt }),
      );
    for (const wrong of ['2026-10-24T21:59:59Z', '2026-10-25T00:30:00Z'])
      expect(await received(wrong)).toMatchObject({ gaps: [{ field: 'receivedAt', rule: 'date-order' }] });
  });

  test('eight of them end to the second', async () => {
    const receivedAt = '2026-10-24T22:30:00Z'; // half past midnight in Paris
    await house.does(
      'oh',
      'acknowledgeRequest',
      request,
      heard('2026-10-25', { reference: 'KC-2', receivedOn: '2026-10-25', receivedAt }),
    );
    expect(await clockOf(request, 'eu-e-evidence-2023-1543/epoc-emergency')).toMatchObject({
      startedAt: '2026-10-24T22:30:00.000Z',
      dueAt: '2026-10-25T06:30:00.000Z',
      status: 'open',
    });
    await house.until('2026-10-25T07:00:00Z');
    expect(await clockOf(request, 'eu-e-evidence-2023-1543/epoc-emergency')).toMatchObject({ status: 'fired' });
    const fired = (await house.events(request)).filter(
      ({ action, at }) => action === 'fireDeadline' && Date.parse(at) === Date.parse('2026-10-25T06:30:00Z'),
    );
    expect(fired).toMatchObject([{ workflow: { id: expect.any(String), run: expect.any(String), step: 'fireDue' } }]);
  });
});

describe('information without a request', () => {
  let request: string;
  test('leaves the house only once its conditions are agreed', async () => {
    request = await ready(await drafted('spontaneous-information'));
    expect(await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).toMatchObject({
      rule: 'conditions-agreed',
      source: 'house rule HR-83',
    });
    for (const [input, field] of [
      [{}, 'on'],
      [{ on: '2026-10-24' }, 'record'],
      [heard('2027-01-01'), 'on'],
      [{ ...heard('2026-10-24'), none: true }, 'none'],
    ] as const) {
      const { gaps } = (await tries(house, 'oh', 'settleConditions', request, input)) as { gaps?: { field: string }[] };
      expect(gaps?.map((gap) => gap.field)).toContain(field);
    }
    await house.does('oh', 'settleConditions', request, heard('2026-10-24'));
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
    expect(await house.status(request)).toBe('sent');
  });

  test('waits for no answer, chases nobody, and is closed', async () => {
    await house.until('2026-12-30T00:00:00Z');
    const { deadlines, transmissions } = await sees<{ deadlines: Clock[]; transmissions: { purpose: string }[] }>(
      house,
      'oh',
      request,
      'deadlines { kind status } transmissions { purpose }',
    );
    expect(deadlines.filter(({ status }) => status === 'open')).toEqual([]);
    expect(transmissions.map(({ purpose }) => purpose)).toEqual(['request']);
    await house.does('oh', 'closeRequest', request);
    expect(await house.status(request)).toBe('closed');
  });

  test('what needs an answer is not closed without one', async () => {
    const asked = await sent(await drafted('traffic-partial-disclosure', { answerBy: '2027-03-01' }));
    expect(await tries(house, 'oh', 'closeRequest', asked, {})).toMatchObject({ rule: 'answer-due' });
    expect(await tries(house, 'oh', 'settleConditions', asked, { none: true })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });
});

test('the path of a communication is followed to another provider, whose data are to be preserved', async () => {
  const source = await sent(await drafted('traffic-partial-disclosure', { answerBy: '2027-03-01' }));
  const { ask } = await house.as('seo');
  const { answer } = await ask<{ answer: { id: string } }>(
    'mutation($input: FollowPathInput!) { answer: followPath(input: $input) { ... on Request { id } ... on Error { message } } }',
    { input: { source, key: crypto.randomUUID() } },
  );
  const followed = await sees<{ parts: { key: string; value: object }[] }>(
    house,
    'seo',
    answer.id,
    'kind urgency basis { instrument } items { type } parts { key value }',
  );
  expect(followed).toMatchObject({
    kind: 'PRESERVATION',
    urgency: 'URGENT',
    basis: [{ instrument: 'budapest-185' }],
    items: [{ type: 'preservation' }],
  });
  const item = followed.parts.find(({ key }) => key === 'item/1')?.value;
  expect(item).toMatchObject({ place: 'The provider before it' });
  expect(item).not.toHaveProperty('provider');
});

test('a preservation letter under a statute of the provider’s State is a request, and says that it is voluntary; its hold follows that statute', async () => {
  await putOnRecord(house, [
    line('state', 'US', '', {
      names: { en: 'United States' },
      zone: 'America/New_York',
      weekend: [6, 7],
      isComplete: false,
    }),
    line('provider', 'US', 'gull-mail', {
      names: { en: 'Gull Mail Inc.' },
      address: '1 Harbor Way, San Jose',
      email: 'le@gullmail.example',
      accepts: ['preservation'],
      languages: ['en'],
      zone: 'America/Los_Angeles',
    }),
  ]);
  const { rows } = await house.db.query<{ id: string }>("select id from authority where key = 'gull-mail'");
  const [{ id: gull }] = rows as [{ id: string }];
  const item = { id: '1', identifiers: ['i1'], persons: [], ...COMPLETE.preservation.item };
  const urgency = { reason: 'The logs roll over.', desiredDate: '2027-03-01' };
  const request = await house.draft(
    {
      kind: 'PRESERVATION',
      requested: 'US',
      partner: globalId('Authority', gull),
      basis: [{ instrument: 'us-18usc-2703f', articles: [] }],
      route: 'DIRECT_PROVIDER',
      items: [{ type: 'preservation' }],
    },
    { ...DRAFT, urgency, items: [item] } as Content,
  );
  await sent(request);
  const state = (await house.db.query('select state from request where id = $1', [plain(request)])).rows[0].state;
  expect(await loadLetterInput(house.db as unknown as Tx, state, '2026-12-30')).toMatchObject({ isVoluntary: true });
  const { holds } = await sees<{ holds: object[] }>(house, 'seo', request, 'holds { period zone until }');
  expect(holds).toEqual([{ period: 'us-18usc-2703f/initial', zone: 'America/Los_Angeles', until: expect.any(String) }]);
});

test('the record is in order after all of them', async () => {
  expect(await house.violations()).toEqual([]);
});

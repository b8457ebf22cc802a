import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeyReused, NotFound, StaleVersion } from '../../domain/errors.ts';
import type { Action } from '../../domain/moves.ts';
import { type ApplyCommand, apply } from '../../registry/apply.ts';
import { type Office, openOffice, personId, QASIRA } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { asSuperuser, contentsOf } from './support.ts';

let stack: TestStack;
let office: Office;
/** A draft without content. */
let draft: string;
/** Endorsed, and before the central authority. */
let endorsed: string;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  draft = await office.create();
  endorsed = await office.upTo('with-ca');
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const take = async (by: string, command: ApplyCommand) => apply(office.app, await office.as(by), command);
const versionOf = async (request: string): Promise<number> => (await office.read(request)).version;
const addItem = async (request: string, key: string): Promise<ApplyCommand> => ({
  action: 'addItem',
  request,
  key,
  expectedVersion: await versionOf(request),
  input: { type: 'bank-records' },
});

describe('a key', () => {
  test('used again with the same body gives the same answer and changes nothing', async () => {
    const command = await addItem(draft, randomUUID());
    const { written, ...answer } = await take('seo', command);
    const before = await contentsOf(stack);

    const again = await take('seo', command);

    expect(written).toEqual(await office.read(draft));
    expect(again).toEqual(answer);
    expect(await contentsOf(stack)).toEqual(before);
  });

  test('used again for a new request gives the first one', async () => {
    const basis = [{ instrument: 'untoc-18', articles: ['18(3)'] }];
    const input = { requested: 'XQA', partner: QASIRA, basis, urgency: 'normal', label: 'official', items: [] };
    const command: ApplyCommand = { action: 'create', key: randomUUID(), input };

    const [first, second] = [await take('seo', command), await take('seo', command)];

    expect(second.request).toBe(first.request);
  });

  test.each<[string, (command: ApplyCommand) => ApplyCommand]>([
    ['another input', (command) => ({ ...command, input: { type: 'data-traffic' } })],
    ['another action', (command) => ({ ...command, action: 'changeFrame', input: {} })],
    ['another version', (command) => ({ ...command, expectedVersion: (command.expectedVersion ?? 0) + 1 })],
    ['another request', (command) => ({ ...command, request: endorsed })],
  ])('used again with %s is refused and changes nothing but the access log', async (_what, change) => {
    const command = await addItem(draft, randomUUID());
    await take('seo', command);
    const before = await contentsOf(stack, ['access', 'access_head']);

    await expect(take('seo', change(command))).rejects.toBeInstanceOf(KeyReused);

    expect(await contentsOf(stack, ['access', 'access_head'])).toEqual(before);
  });

  test('is its user’s own: another person’s is another key', async () => {
    const key = randomUUID();
    await take('seo', await addItem(draft, key));
    const other = await office.create('noh');

    const answer = await take('noh', await addItem(other, key));

    expect(answer.request).toBe(other);
  });
});

describe('a command on a version', () => {
  test('that is not the present one is told which is', async () => {
    const version = await versionOf(draft);
    const stale = take('seo', { ...(await addItem(draft, randomUUID())), expectedVersion: version - 1 });

    await expect(stale).rejects.toBeInstanceOf(StaleVersion);
    await expect(stale).rejects.toMatchObject({ expected: version - 1, actual: version });
  });

  test.each([
    ['does not exist', () => randomUUID(), 'seo'],
    ['is not the actor’s to see', () => draft, 'noh'],
    ['is not the actor’s to see, at another authority', () => endorsed, 'laurent'],
  ])('of a request that %s finds nothing', async (_what, request, by) => {
    const command = {
      action: 'addItem',
      request: request(),
      key: randomUUID(),
      expectedVersion: 1,
      input: {},
    } as const;

    await expect(take(by, command)).rejects.toBeInstanceOf(NotFound);
  });
});

type Refusal = [why: string, by: string, action: Action, on: () => string, input: object, error: string];

describe('a refused command', () => {
  test.each<Refusal>([
    ['the wrong role', 'oh', 'endorse', () => endorsed, {}, 'ActionNotAllowed'],
    ['the wrong status', 'seo', 'addItem', () => endorsed, { type: 'bank-records' }, 'ActionNotAllowed'],
    ['a draft with gaps', 'seo', 'submit', () => draft, {}, 'Incomplete'],
    ['no fresh proof of identity', 'oh', 'approve', () => endorsed, { letter: '0'.repeat(64) }, 'ProofNeeded'],
    ['a file that is not there', 'seo', 'attachAnnex', () => draft, { file: randomUUID(), title: 'x' }, 'InvalidInput'],
    ['an item that is not there', 'seo', 'removeItem', () => draft, { item: '99' }, 'InvalidInput'],
    ['a lower label', 'seo', 'changeFrame', () => draft, { label: 'public' }, 'InvalidInput'],
    ['a request of others', 'noh', 'withdraw', () => draft, { reason: 'none' }, 'NotFound'],
  ])('for %s changes nothing, keeps no key and leaves one entry in the access log', async (...given) => {
    const [, by, action, on, input, name] = given;
    const who = await office.as(by);
    await asSuperuser(stack, (client) => client.query("update session set proved_at = proved_at - interval '1 hour'"));
    const before = await contentsOf(stack, ['access', 'access_head']);
    const logged = await entries();
    const command = { action, request: on(), key: randomUUID(), expectedVersion: await versionOf(on()), input };

    await expect(take(by, command)).rejects.toMatchObject({ name });

    expect(await contentsOf(stack, ['access', 'access_head'])).toEqual(before);
    const fresh = (await entries()).slice(logged.length);
    expect(fresh).toEqual([{ what: 'refused', who: who.actor.id, action, request: on(), why: name }]);
  });

  test('may come again under its key once it is allowed', async () => {
    const request = await office.create();
    const key = randomUUID();
    const command: ApplyCommand = {
      action: 'addItem',
      request,
      key,
      expectedVersion: 2,
      input: { type: 'bank-records' },
    };
    await expect(take('seo', command)).rejects.toBeInstanceOf(StaleVersion);
    await take('seo', await addItem(request, randomUUID()));

    await expect(take('seo', command)).resolves.toMatchObject({ request, version: 3 });
  });

  test('whose documents cannot be made leaves nothing behind', async () => {
    const request = await office.upTo('draft');
    const before = await contentsOf(stack);
    const broken = office.step('seo', 'submit', request, {
      prepare: async () => {
        throw new Error('The disk is full');
      },
    });

    await expect(broken).rejects.toThrow('The disk is full');

    expect(await contentsOf(stack)).toEqual(before);
  });
});

test('an accepted command writes row, event, audit entry, news and answer together', async () => {
  const request = await office.create();
  const key = randomUUID();
  const { version } = await take('seo', await addItem(request, key));

  const { rows } = await office.system.query(
    `select r.version, r.audit_hash = a.hash as chained, e.action, e.actor_id, i.answer, o.delivered_at
     from request r join event e on e.request_id = r.id and e.seq = r.version join audit a on a.request_id = r.id and a.seq = e.seq
     join outbox o on o.request_id = r.id and o.seq = e.seq join idempotency i on i.key = $2 where r.id = $1`,
    [request, key],
  );

  expect(rows).toEqual([
    {
      version,
      chained: true,
      action: 'addItem',
      actor_id: personId('seo'),
      answer: { request, version, id: expect.any(String) },
      delivered_at: null,
    },
  ]);
});

/** The access log in the order of its writing, but for the law that was seeded. */
const entries = async (): Promise<object[]> =>
  (
    await office.system.query("select body from access where body::jsonb ->> 'what' <> 'law' order by at, stream, seq")
  ).rows.map(({ body }) => JSON.parse(body));

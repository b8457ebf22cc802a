import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postAgainAfter } from '../../domain/webhooks.ts';
import { NEWS_CHANNEL } from '../../registry/listen.ts';
import { addWebhook, claimPost, duePosts, endWebhook, settlePost } from '../../registry/webhooks.ts';
import { startCaller } from '../../workflows/caller.ts';
import { post, signatureOf } from '../../workflows/channels/webhook.ts';
import { anEmergency } from '../api/desk-stations.ts';
import { asSuperuser, asViewer } from '../registry/support.ts';
import { comesAbout } from '../support/faults.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { openStack, type TestStack } from '../support/stack.ts';

/** Calls posted to a real receiver, by the caller alone. */
let stack: TestStack;
let office: Office;
let receiver: Receiver;
let caller: ReturnType<typeof startCaller> | undefined;
let webhook = '';
const faults: unknown[] = [];
beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
});
beforeEach(async () => {
  await asSuperuser(stack, (client) =>
    client.query('delete from webhook_attempt; delete from webhook_post; delete from webhook'),
  );
  receiver = await openReceiver();
  const added = await addWebhook(office.app, await office.as('admin'), receiver.address);
  [webhook, receiver.secret] = [added.id, added.secret ?? ''];
});
afterEach(async () => {
  await caller?.stop();
  await receiver.down();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

const start = (sendMs = 5_000): void => {
  caller = startCaller({
    db: office.system,
    systemUrl: stack.urls.system,
    log: (...words) => faults.push(words),
    sendMs,
  });
};
type Kept = { status: string; attempts: { outcome: string | null; http: number | null }[] };
async function kept(): Promise<Kept | undefined> {
  const { rows } = await office.system.query<Kept>(
    `select status, (select coalesce(jsonb_agg(jsonb_build_object('outcome', outcome, 'http', http_status) order by n), '[]')
      from webhook_attempt a where a.post_id = p.id) as attempts from webhook_post p`,
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0];
}
const outcomes = async (): Promise<(string | null)[]> => (await kept())?.attempts.map(({ outcome }) => outcome) ?? [];
const tried = (times: number): Promise<number> =>
  comesAbout(`it was tried ${times} times`, async () => {
    const { status, attempts } = (await kept()) ?? { status: '', attempts: [] };
    return attempts.length === times && status !== 'sending';
  });
/** As if the time until the next attempt had passed. */
const again = (): Promise<unknown> =>
  office.system.query(`with due as (update webhook_post set due_at = now() where status = 'waiting' returning 1)
    select pg_notify('${NEWS_CHANNEL}', '') from due`);

describe('a call', () => {
  test('is posted once, signed, and says whom to call and nothing of the case', async () => {
    start();
    const request = await anEmergency(office);
    await tried(1);
    const { reference, alarms } = await office.read(request);
    const [first] = receiver.received;
    if (!first) throw new Error('Cannot look at what was posted: nothing was');
    const { headers, signed, seconds, ...said } = first;
    expect(said).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      alarm: `${request}/1`,
      call: 1,
      at: alarms?.[0]?.calls[0]?.at,
      reference,
      person: { id: personId('oh'), name: 'Oh Sejin' },
      mark: 'test',
    });
    expect([signed, headers['content-type'], receiver.received.length]).toEqual([true, 'application/json', 1]);
    const { rows } = await office.system.query('select extract(epoch from now())::float8 as now');
    expect(Math.abs(rows[0].now - seconds)).toBeLessThan(60); // real time, whatever the clock of the cases says
    expect(await kept()).toEqual({ status: 'taken', attempts: [{ outcome: 'taken', http: 204 }] });
  });

  test('that was begun by a caller who is gone is posted again under its id', async () => {
    await anEmergency(office);
    const [id = ''] = await duePosts(office.system);
    await claimPost(office.system, id);
    start();
    await tried(2);
    expect([receiver.received.map((one) => one.id), await outcomes()]).toEqual([[id], ['unknown', 'taken']]);
  });

  test('waits for a receiver that is down, and reaches it when it is up', async () => {
    await receiver.down();
    start();
    await anEmergency(office);
    await tried(1);
    await again();
    await tried(2);
    await receiver.up();
    await again();
    await tried(3);
    expect([await outcomes(), receiver.received.length]).toEqual([['unreachable', 'unreachable', 'taken'], 1]);
  });

  test.each([
    ['refuse', 'refused', 503],
    ['redirect', 'redirected', 307],
  ] as const)('is not taken by a receiver that does this: %s', async (mode, outcome, http) => {
    receiver.mode = mode;
    start();
    await anEmergency(office);
    await tried(1);
    expect(await kept()).toEqual({ status: 'waiting', attempts: [{ outcome, http }] });
    expect(receiver.elsewhere).toBe(0);
  });

  test('is cut off where the receiver is slow', async () => {
    receiver.mode = 'hold';
    start(200);
    await anEmergency(office);
    await tried(1);
    expect(await kept()).toEqual({ status: 'waiting', attempts: [{ outcome: 'too-slow', http: null }] });
  });

  test('goes nowhere near a network of our own, whatever its name leads to', async () => {
    await asSuperuser(stack, (client) => client.query(`update webhook set address = 'https://169.254.169.254/latest'`));
    start();
    await anEmergency(office);
    await tried(1);
    expect(await outcomes()).toEqual(['forbidden-place']);
  });

  test('is not posted to an address that was ended meanwhile', async () => {
    await anEmergency(office);
    await endWebhook(office.app, await office.as('admin'), webhook);
    start();
    await comesAbout('it is given up', async () => (await kept())?.status === 'failed');
    expect(receiver.received).toEqual([]);
  });

  test('is given up after an hour', async () => {
    await anEmergency(office);
    const [id = ''] = await duePosts(office.system);
    const claimed = await claimPost(office.system, id);
    await office.system.query('update webhook_post set attempts = 40');
    await office.system.query('update webhook_attempt set n = 40');
    await settlePost(office.system, { id: claimed?.id ?? '', attempts: 40 }, { outcome: 'unreachable' });
    expect(await kept()).toEqual({ status: 'failed', attempts: [{ outcome: 'unreachable', http: null }] });
  });
});

test.each([
  ['test', 'taken'],
  ['demonstration', 'taken'],
  ['practice', 'taken'],
  ['real', 'forbidden-place'],
] as const)('a name that leads to this machine, in an installation of the kind "%s": %s', async (kind, outcome) => {
  const never = new AbortController().signal;
  const address = receiver.address.replace('127.0.0.1', 'localhost');
  const signals = { tooSlow: AbortSignal.timeout(5_000), stopping: never };
  const posted = await post({ address, secret: receiver.secret, kind, seconds: 1, body: '{"id":"1"}' }, signals);
  expect([posted.outcome, receiver.received.length]).toEqual([outcome, outcome === 'taken' ? 1 : 0]);
});

test('a name that leads nowhere, and a receiver that speaks no TLS, are not reached', async () => {
  const signals = { tooSlow: AbortSignal.timeout(5_000), stopping: new AbortController().signal };
  const posting = { secret: 'a', kind: 'test', seconds: 1, body: '{}' } as const;
  const plain = receiver.address.replace('http:', 'https:');
  expect(await post({ ...posting, address: plain }, signals)).toEqual({ outcome: 'unreachable' });
  expect(await post({ ...posting, address: 'https://nowhere.invalid/' }, signals)).toEqual({ outcome: 'unreachable' });
});

test('the waits between attempts grow, and end after an hour', () => {
  expect([1, 2, 3, 8].map(postAgainAfter)).toEqual([5, 10, 20, 600]);
  const waits = Array.from({ length: 40 }, (_, index) => postAgainAfter(index + 1)).filter(
    (wait) => wait !== undefined,
  );
  const whole = waits.reduce((sum, wait) => sum + wait, 0);
  expect([whole > 3000, whole <= 3600]).toEqual([true, true]);
});

test('the signature is HMAC-SHA256 over instant and body', () => {
  const [secret, body] = ['a secret', '{"id":"1"}'];
  const mac = createHmac('sha256', secret).update(`1770000000.${body}`).digest('hex');
  expect(signatureOf({ secret, seconds: 1_770_000_000, body })).toBe(`t=1770000000,v1=${mac}`);
});

describe('an address', () => {
  const add = async (address: string, by = 'admin') => addWebhook(office.app, await office.as(by), address);

  test('is refused unless it is https, or loopback in a test', async () => {
    for (const address of [
      'nowhere',
      'http://pager.example/',
      'https://a:b@pager.example/',
      'https://pager.example/#x',
      'https://10.0.0.7/',
      'https://[fd00::1]/',
      'ftp://127.0.0.1/',
    ])
      await expect(add(address), address).rejects.toMatchObject({
        gaps: [{ field: 'address', rule: 'webhook', source: 'house rule HR-27' }],
      });
  });

  test('is one of three at most, and no two are the same', async () => {
    await add('https://one.example/');
    await expect(add('https://one.example/')).rejects.toMatchObject({ gaps: [{ field: 'address' }] });
    await add('https://two.example/');
    await expect(add('https://three.example/')).rejects.toMatchObject({ gaps: [{ field: 'address' }] });
  });

  test('has a secret that is told once and that the application cannot read', async () => {
    const admin = await office.as('admin');
    const first = await addWebhook(office.app, admin, 'https://one.example/', 'one address');
    expect(first.secret).toMatch(/^[\w-]{43}$/);
    expect(await addWebhook(office.app, admin, 'https://one.example/', 'one address')).toEqual({ id: first.id });
    await expect(asViewer(office.app, admin.viewer, 'select secret from webhook')).rejects.toMatchObject({
      code: '42501',
    });
    expect((await asViewer(office.app, admin.viewer, 'select address from webhook')).rowCount).toBe(2);
    for (const login of ['oh', 'yang', 'seo', 'laurent']) {
      const { viewer } = await office.as(login);
      expect((await asViewer(office.app, viewer, 'select address from webhook')).rowCount).toBe(0);
    }
  });
});

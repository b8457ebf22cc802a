import { chmodSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { composeMessage } from '../../../files/message.ts';
import { NotSent, OutcomeUnknown, RefusedByWire } from '../../../workflows/channels/channel.ts';
import { createEmailChannel } from '../../../workflows/channels/email.ts';
import { pathIn, pieces, sha256, temporaryStore } from '../../files/support.ts';
import { deafAddress, faultyServer, mailServer } from './smtp.ts';

const messageId = '0f9b0a1e-52a5-5f06-8a09-7d2b2ac8ac11';

/** The frozen mail in a store, and how it is sent over `url`. */
async function frozen(size = 200_000) {
  const { store, folder } = temporaryStore();
  const bytes = await composeMessage({
    from: { name: 'Central Authority', address: 'mla@ca.example' },
    to: { name: 'Desk', address: 'desk@partner.example' },
    replyTo: 'mla+7f3a@ca.example',
    subject: 'MLA-2026-1',
    text: 'Dear colleague,\n.\n..\nطلب\n',
    attachments: [{ name: 'package.zip', bytes: Buffer.concat([...pieces(size)]), type: 'application/zip' }],
    messageId: `${messageId}@ca.example`,
    date: '2026-03-02T09:30:00Z',
  });
  const { hash } = await store.putBytes(bytes);
  const send = (url: string, signal = new AbortController().signal, wireHash = hash) =>
    createEmailChannel({ smtpUrl: url, store }).send({ messageId, wireHash, attempt: 1 }, signal);
  return { bytes, send, folder, hash, store };
}

const errorOf = (sending: Promise<unknown>) =>
  sending.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([true, false])(
  'delivers the frozen bytes once, to the address in their header (pipelining hidden: %s)',
  async (hidePIPELINING) => {
    const { url, inbox } = await mailServer({}, { hidePIPELINING });
    const { send, bytes } = await frozen();

    expect(await send(url)).toEqual({ reference: '250 queued as 4711' });

    expect(inbox.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: 'mla@ca.example', to: ['desk@partner.example'] },
    ]);
    expect(inbox.map((mail) => sha256(mail.bytes))).toEqual([sha256(bytes)]);
  },
);

test('declares itself: may carry up to restricted, and nothing protects from sending twice', async () => {
  const { store } = temporaryStore();
  expect(createEmailChannel({ smtpUrl: 'smtp://localhost', store })).toMatchObject({
    id: 'email',
    dedupes: false,
    canQuery: false,
    returnsDigest: false,
    ceiling: 'restricted',
  });
});

test.each(['http://localhost', 'localhost:25', ''])('does not take "%s" for a mail server', (smtpUrl) => {
  const { store } = temporaryStore();
  expect(() => createEmailChannel({ smtpUrl, store })).toThrow('SMTP_URL');
});

test('sends the same bytes in the next attempt when nobody listened in the first', async () => {
  const { send, bytes } = await frozen();
  expect(await errorOf(send(await deafAddress()))).toMatchObject({ name: 'NotSent', mayHelp: true });

  const { url, inbox } = await mailServer();
  await send(url);
  expect(inbox.map((mail) => sha256(mail.bytes))).toEqual([sha256(bytes)]);
});

test.each([
  ['mail', 451],
  ['rcpt', 450],
  ['data', 451], // after the whole message, as greylisting does
] as const)('has sent nothing when the server puts it off at %s', async (step, code) => {
  const { url, inbox } = await mailServer({ [step]: code });
  const error = await errorOf((await frozen()).send(url));
  expect(error).toBeInstanceOf(NotSent);
  expect(error).toMatchObject({ mayHelp: true });
  expect(String(error)).not.toContain('partner'); // it goes into the workflow's history
  expect(inbox).toEqual([]);
});

test.each([
  ['mail', 552],
  ['rcpt', 550],
  ['data', 550],
  ['data', 554],
] as const)('is refused for good when the server says no at %s with %i', async (step, code) => {
  const { url, inbox } = await mailServer({ [step]: code });
  const error = await errorOf((await frozen()).send(url));
  expect(error).toBeInstanceOf(RefusedByWire);
  expect(error).toMatchObject({ code, answer: expect.stringContaining('no, <desk@partner.example>') });
  expect(String(error)).not.toContain('partner'); // it goes into the workflow's history
  expect(Object.keys(error ?? {})).not.toContain('cause');
  expect(inbox).toEqual([]);
});

test.each([
  ['greeting', 'drop', NotSent],
  ['greeting', 'hang', NotSent],
  ['rcpt', 'drop', NotSent],
  ['rcpt', 'hang', NotSent],
  ['data', 'drop', NotSent],
  ['data', 'hang', NotSent],
  ['middle', 'drop', OutcomeUnknown],
  ['message', 'drop', OutcomeUnknown],
  ['message', 'hang', OutcomeUnknown],
] as const)('knows what it knows when the server fails at %s (%s)', async (step, fault, expected) => {
  const { url, heard } = await faultyServer(step, fault);
  const error = await errorOf((await frozen()).send(`${url}?socketTimeout=300&greetingTimeout=300`));
  expect(error).toBeInstanceOf(expected);
  expect(heard().includes('Dear colleague')).toBe(expected === OutcomeUnknown);
});

test.each([
  ['rcpt', NotSent],
  ['message', OutcomeUnknown],
] as const)('stops at once when it is told to, waiting at %s', async (step, expected) => {
  const { url, reached } = await faultyServer(step, 'hang');
  const stop = new AbortController();
  const sending = errorOf((await frozen()).send(url, stop.signal));
  await reached;
  stop.abort();
  expect(await sending).toBeInstanceOf(expected);
});

test('sends nothing when it was stopped before', async () => {
  const { url, inbox } = await mailServer();
  expect(await errorOf((await frozen()).send(url, AbortSignal.abort()))).toBeInstanceOf(NotSent);
  expect(inbox).toEqual([]);
});

test('sends nothing but what was frozen', async () => {
  const { url, inbox } = await mailServer();
  const { send, folder, hash, store, bytes } = await frozen();
  const other = await store.putBytes(
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(messageId, 'another'), 'latin1'),
  );

  expect(await errorOf(send(url, undefined, other.hash))).toMatchObject({ name: 'NotSent', mayHelp: false });
  expect(await errorOf(send(url, undefined, sha256('never stored')))).toMatchObject({
    name: 'NotSent',
    mayHelp: false,
  });
  const flipped = Buffer.from(bytes);
  flipped[5000] = (flipped[5000] ?? 0) ^ 1;
  chmodSync(pathIn(folder, hash), 0o600);
  writeFileSync(pathIn(folder, hash), flipped);
  expect(await errorOf(send(url))).toMatchObject({ name: 'NotSent', mayHelp: false });
  expect(inbox).toEqual([]);
});

test('needs a person when the server takes no message of that size', async () => {
  const { url } = await mailServer({}, { size: 10_000 });
  expect(await errorOf((await frozen()).send(url))).toMatchObject({ name: 'NotSent', mayHelp: false });
});

test('gives the password to the server, and sends nothing without its consent', async () => {
  const { url, inbox } = await mailServer(
    {},
    {
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('no')),
    },
  );
  const { send } = await frozen();
  expect(await errorOf(send(url.replace('//', '//mla:wrong@')))).toMatchObject({ name: 'NotSent', mayHelp: true });
  expect(inbox).toEqual([]);
  await send(url.replace('//', '//mla:right@'));
  expect(inbox).toHaveLength(1);
});

test('says nothing in clear to a server elsewhere, unless it is told to', async () => {
  const { url, inbox } = await mailServer();
  const elsewhere = url.replace('127.0.0.1', '0.0.0.0');
  const { send } = await frozen();
  expect(await errorOf(send(elsewhere))).toMatchObject({ name: 'NotSent', message: expect.stringContaining('ETLS') });
  expect(inbox).toEqual([]);
  await send(`${elsewhere}?requireTLS=false`);
  expect(inbox).toHaveLength(1);
});

test('logs nothing, even where the address asks for it', async () => {
  const written = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const spies = written.map((name) => vi.spyOn(console, name));
  const { url } = await mailServer();
  await (await frozen()).send(`${url}?logger=true&debug=true&transactionLog=true`);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

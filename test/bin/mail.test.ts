import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { startMailServer } from '../../bin/embedded/mail.ts';
import { openMailbox } from '../support/mailbox.ts';
import { temporaryFolder } from './support.ts';

async function mailServer() {
  const folder = join(temporaryFolder(), 'mail');
  mkdirSync(folder);
  const server = await startMailServer({ folder });
  onTestFinished(() => server.close());
  const post = nodemailer.createTransport({ host: '127.0.0.1', port: server.port, pool: true, maxConnections: 5 });
  onTestFinished(() => post.close());
  const send = (subject: string, bcc?: string) =>
    post.sendMail({
      from: 'us@rogatory.example',
      to: 'them@partner.example',
      ...(bcc && { bcc }),
      subject,
      text: 'Hello',
    });
  return { folder, send, mailbox: openMailbox(folder) };
}

test('each mail is kept once, under a number of its own, however many come at once', async () => {
  const { folder, send, mailbox } = await mailServer();
  const subjects = Array.from({ length: 20 }, (_, index) => `mail ${index}`);

  await Promise.all(subjects.map((subject) => send(subject)));

  const kept = (await mailbox.all()).map(({ parsed }) => parsed.subject);
  expect(kept.sort()).toEqual(subjects.sort());
  expect(readdirSync(folder).filter((name) => !/^\d{6}\.(eml|json)$/.test(name))).toEqual([]);
});

test('the envelope is kept beside the mail, which is not changed by a byte', async () => {
  const { send, mailbox } = await mailServer();

  await send('Our reference', 'hidden@partner.example');

  const [mail] = await mailbox.all();
  expect(mail?.envelope).toEqual({
    from: 'us@rogatory.example',
    to: ['them@partner.example', 'hidden@partner.example'],
  });
  expect(mail?.raw.toString()).toMatch(/^From: us@rogatory\.example\r\n/);
  expect(mail?.raw.toString()).not.toContain('hidden@');
});

test('the same message id sent twice is kept twice: the server does not hide what the sender does', async () => {
  const { send, mailbox } = await mailServer();

  await send('once');
  await send('once');

  expect(await mailbox.all()).toHaveLength(2);
});

import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { InvalidInput } from '../../domain/errors.ts';
import { MessageTooLarge } from '../../files/errors.ts';
import { composeMessage, envelopeOf, type MessageParts } from '../../files/message.ts';
import { pieces, sha256 } from './support.ts';

const letter = Buffer.concat([...pieces(100_000)]);
const parts: MessageParts = {
  from: { name: 'Central Authority, Arcadia', address: 'mla@ca.example' },
  to: { name: 'السلطة المركزية', address: 'desk@partner.example' },
  replyTo: 'mla+7f3a@ca.example',
  subject: 'MLA-2026-1',
  text: 'Dear colleague,\n.\nFrom here on: طلب مساعدة قانونية\n',
  attachments: [
    { name: 'letter.docx', bytes: letter, type: 'application/octet-stream' },
    { name: 'رسالة كتاب.txt', bytes: Buffer.from('line\nline\r\n'), type: 'text/plain' },
    { name: 'answer.eml', bytes: Buffer.from('Subject: x\n\nhello\n'), type: 'message/rfc822' },
  ],
  messageId: '0f9b0a1e-52a5-5f06-8a09-7d2b2ac8ac11@ca.example',
  date: '2026-03-02T09:30:00Z',
  headers: { 'X-Rogatory-Package': 'a1b2' },
};

test('arrives as it was written', async () => {
  const mail = await simpleParser(Buffer.from(await composeMessage(parts)));

  expect(mail).toMatchObject({
    subject: 'MLA-2026-1',
    text: parts.text,
    messageId: `<${parts.messageId}>`,
    date: new Date(parts.date),
    html: false,
    replyTo: { text: 'mla+7f3a@ca.example' },
  });
  expect(mail.headers.get('x-rogatory-package')).toBe('a1b2');
  expect(mail.to).toMatchObject({ value: [{ address: 'desk@partner.example', name: 'السلطة المركزية' }] });
  expect(mail.attachments.map(({ filename, content }) => [filename, sha256(content)])).toEqual(
    parts.attachments.map(({ name, bytes }) => [name, sha256(bytes)]),
  );
});

test('is the same to the last byte every time', async () => {
  expect(await composeMessage(structuredClone(parts))).toEqual(await composeMessage(parts));
});

test('passes every mail server unchanged: ASCII, CRLF, short lines', async () => {
  const text = Buffer.from(
    await composeMessage({ ...parts, text: `${'long '.repeat(500)}\n${'ع'.repeat(2000)}` }),
  ).toString('latin1');
  const lines = text.split('\r\n');
  expect(text).not.toMatch(/[^\t\r\n\x20-\x7e]/);
  expect(lines.join('')).not.toMatch(/[\r\n]/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(text.endsWith('\r\n')).toBe(true);
});

test('names sender, recipient and id of a frozen message by its own header', async () => {
  const tricky = { ...parts, to: { name: '"To: other@x.example, <a@b>', address: 'desk@partner.example' } };
  for (const given of [parts, tricky]) {
    expect(envelopeOf(await composeMessage(given))).toEqual({
      from: 'mla@ca.example',
      to: 'desk@partner.example',
      messageId: parts.messageId,
    });
  }
});

test('composes nothing over the limit', async () => {
  const size = (await composeMessage(parts)).length;
  await expect(composeMessage(parts, size)).resolves.toHaveLength(size);
  await expect(composeMessage(parts, size - 1)).rejects.toThrow(MessageTooLarge);
  await expect(composeMessage(parts, 1000)).rejects.toThrow(MessageTooLarge);
});

test.each<[string, Partial<MessageParts>]>([
  ['subject', { subject: 'MLA\r\nBcc: all@x.example' }],
  ['to', { to: 'a@x.example\r\nBcc: b@x.example' }],
  ['to', { to: 'a@x.example, b@x.example' }],
  ['to', { to: '' }],
  ['to', { to: 'größe@x.example' }],
  ['from', { from: 'nobody' }],
  ['replyTo', { replyTo: { name: 'x\n', address: 'a@x.example' } }],
  ['headers.X-A', { headers: { 'X-A': 'a\r\nX-B: b' } }],
  ['attachments.0', { attachments: [{ name: 'a\r\nb', bytes: letter, type: 'text/plain' }] }],
  ['messageId', { messageId: 'no domain' }],
  ['date', { date: '2026-02-31T09:00:00Z' }],
  ['date', { date: '2 March 2026' }],
])('refuses what would not be one %s', async (field, change) => {
  const composing = composeMessage({ ...parts, ...change });
  await expect(composing).rejects.toThrow(InvalidInput);
  await expect(composing).rejects.toMatchObject({ gaps: [{ field }] });
});

import { namedFor } from '../../domain/letter.ts';
import type { MailPurpose, Request } from '../../domain/request.ts';
import { composeMessage } from '../../files/message.ts';
import { buildPackage } from '../../files/package.ts';
import { readBytes, type Store } from '../../files/store.ts';
import type { Db } from '../../registry/db.ts';
import { ownTitles } from '../../registry/letter-input.ts';
import { loadMailFacts, replyAddress, sender, writerOf } from '../../registry/mail-facts.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { emailText } from '../../templates/email.ts';
import { languageOf, titlesOf } from '../../templates/mail-language.ts';

export type MailDeps = { db: Db; store: Store; mailFrom: string };
export type Mail = { purpose: MailPurpose; n: number };

const MAIL_LIMIT = 64 * 1024 * 1024;

/** A mail that follows a request: our reference and whom to answer, nothing of the case; answers are in the attachment. */
export async function composeMail(
  { db, store, mailFrom }: MailDeps,
  request: Request,
  { purpose, n }: Mail,
): Promise<{ bytes: Uint8Array; messageId: string }> {
  const facts = await loadMailFacts(db, request);
  const { house, addressee, installation, now } = facts;
  const messageId = messageIdFor(installation, {
    request: request.id,
    version: `${purpose}-${n}`,
    recipient: request.partner,
  });
  const attached = purpose === 'answer' ? [await answerPackage({ db, store }, request)] : [];
  const replyTo = replyAddress(mailFrom, request.reference);
  const { subject, text } = emailText({
    language: languageOf(request.translation?.language ?? house.letter_language),
    purpose,
    ...namedFor(request),
    reference: request.reference,
    ...(house.kind === 'real' ? {} : { marking: house.kind }),
    ...writerOf(facts),
    instrumentTitle: titlesOf(request.basis[0]?.instrument ?? '', ownTitles(house, request)),
    attachments: attached.map(({ name, sha256, size }) => ({ name, sha256, size })),
    replyTo,
  });
  const bytes = await composeMessage({
    from: sender(facts, mailFrom),
    to: addressee.email ?? '',
    replyTo,
    subject,
    text,
    attachments: await Promise.all(
      attached.map(async ({ name, sha256 }) => ({
        name,
        bytes: await readBytes(store, sha256, MAIL_LIMIT),
        type: 'application/zip',
      })),
    ),
    messageId: `${messageId}@${mailFrom.split('@')[1] ?? 'localhost'}`,
    date: now,
  });
  return { bytes, messageId };
}

/** What was answered last, with its files, as a package. */
async function answerPackage(
  { db, store }: Pick<MailDeps, 'db' | 'store'>,
  request: Request,
): Promise<{ name: string; sha256: string; size: number }> {
  const last = request.questions
    .map(({ answeredAt = '' }) => answeredAt)
    .sort()
    .at(-1);
  const answered = request.questions.filter(({ answeredAt }) => answeredAt === last);
  const texts = answered.flatMap(({ words, answer }) => [words.text, ...(answer ? [answer.text] : [])]);
  const notes = await db.query<{ id: string; body: string }>('select id, body from note where id = any ($1)', [texts]);
  const files = answered.flatMap(({ files = [] }) => files);
  const names = await db.query<{ id: string; name: string }>('select id, name from file where id = any ($1)', [
    files.map(({ file }) => file),
  ]);
  const bodyOf = (id: string | undefined): string => notes.rows.find((note) => note.id === id)?.body ?? '';
  const text = answered.map(({ words, answer }) => `${bodyOf(words.text)}\n\n${bodyOf(answer?.text)}\n`).join('\n');
  const entries = files.map(({ file, hash }, index) => ({
    name: `files/${index + 1}-${names.rows.find(({ id }) => id === file)?.name ?? 'file'}`,
    hash,
  }));
  const extra = [{ name: 'answer.txt', bytes: new TextEncoder().encode(text) }];
  const { hash, size } = await buildPackage({ store, entries, extra });
  return { name: `${request.reference}-answer.zip`, sha256: hash, size };
}

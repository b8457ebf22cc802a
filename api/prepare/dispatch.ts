import { randomUUID } from 'node:crypto';
import { InvalidInput } from '../../domain/errors.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { FileRef, Request } from '../../domain/request.ts';
import { composeMessage } from '../../files/message.ts';
import { buildPackage } from '../../files/package.ts';
import { readBytes, type Store } from '../../files/store.ts';
import { type Made, type NewFile, preview } from '../../registry/apply.ts';
import type { Tx } from '../../registry/db.ts';
import { inTranslation, loadLetterInput, loadSegments, type SegmentState } from '../../registry/letter-input.ts';
import { loadMailFacts, type MailFacts, replyAddress, sender } from '../../registry/mail-facts.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { emailText } from '../../templates/email.ts';
import { languageOf, titlesOf } from '../../templates/mail-language.ts';
import { requestJson } from '../../templates/request-json.ts';
import { applier, type Context } from '../context.ts';

type Dispatch = { request: string; expectedVersion: number; channel: 'email' | 'courier' };
type Material = {
  request: Request;
  input: LetterInput;
  segments: SegmentState[];
  mail: MailFacts;
  annexes: { name: string; hash: string }[];
};

/** Freezes what is sent: the package, and for e-mail the message that carries it. Done before the decision: annexes may be large. */
export async function prepareDispatch(context: Context, dispatch: Dispatch): Promise<Made> {
  const material = await preview(context.db, applier(context), { ...dispatch, action: 'dispatch' }, gather);
  const { request, mail } = material;
  const messageId = messageIdFor(mail.installation, {
    request: request.id,
    version: String(request.edition),
    recipient: request.partner,
  });
  const packaged = await packageOf(context.store, material);
  if (dispatch.channel === 'courier')
    return { prepared: { messageId, package: refOf(packaged) }, newFiles: [packaged] };
  const wire = await messageOf(context, material, packaged, messageId);
  return { prepared: { messageId, package: refOf(packaged), wire: refOf(wire) }, newFiles: [packaged, wire] };
}

const refOf = ({ id, hash }: NewFile): FileRef => ({ file: id, hash });

async function gather(tx: Tx, request: Request): Promise<Material> {
  const input = await loadLetterInput(tx, request, request.letter?.date ?? '');
  const segments = request.translation ? await loadSegments(tx, request.id, input, request.translation.language) : [];
  const { rows } = await tx.query<{ id: string; name: string }>('select id, name from file where id = any ($1)', [
    request.annexes.map(({ file }) => file.file),
  ]);
  const annexes = request.annexes.map(({ file }, index) => ({
    name: `annexes/${input.annexes[index]?.letter ?? index}-${rows.find(({ id }) => id === file.file)?.name ?? 'annex'}`,
    hash: file.hash,
  }));
  return { request, input, segments, annexes, mail: await loadMailFacts(tx, request) };
}

/** Letter, translation, annexes, request.json and manifest: exactly what was approved and certified, by hash. */
export async function packageOf(
  store: Store,
  { request, input, segments, annexes }: Omit<Material, 'mail'>,
): Promise<NewFile> {
  const { letter, translation } = request;
  if (!letter) throw new Error(`Cannot package "${request.id}": it has no letter`);
  const translated = translation?.letter ? inTranslation(input, segments) : undefined;
  const texts = [
    { language: letter.language, template: letter.template, contentHash: letter.contentHash },
    ...(translation?.letter && translated
      ? [
          {
            language: translation.language,
            template: letter.template,
            contentHash: translation.letter.contentHash,
            segments: segments.flatMap(({ id, translation: text }) => (text === undefined ? [] : [{ id, text }])),
          },
        ]
      : []),
  ];
  const { hash, size } = await buildPackage({
    store,
    entries: [
      { name: `letter.${letter.language}.docx`, hash: letter.hash },
      ...(translation?.letter ? [{ name: `letter.${translation.language}.docx`, hash: translation.letter.hash }] : []),
      ...annexes,
    ],
    extra: [{ name: 'request.json', bytes: new TextEncoder().encode(requestJson(input, texts)) }],
  });
  return {
    id: randomUUID(),
    hash,
    size,
    type: 'application/zip',
    name: `${request.reference}-package-${request.edition}.zip`,
  };
}

async function messageOf(
  { store, mailFrom }: Context,
  { request, mail, input }: Material,
  packaged: NewFile,
  messageId: string,
): Promise<NewFile> {
  const { house, addressee, person, now } = mail;
  if (!addressee.email) {
    throw new InvalidInput('this channel', [
      {
        field: 'channel',
        rule: 'no-address',
        message: 'is not open: the partner has no e-mail address on record',
        source: 'the record of the partner',
      },
    ]);
  }
  const replyTo = replyAddress(mailFrom, request.reference);
  const attachment = { name: `${request.reference}.zip`, sha256: packaged.hash, size: packaged.size };
  const { subject, text } = emailText({
    language: languageOf(request.translation?.language ?? house.letter_language),
    purpose: 'request',
    reference: request.reference,
    ...(input.marking ? { marking: input.marking } : {}),
    office: {
      state: house.state_names,
      authority: house.authority_names,
      person,
      telephone: house.telephone,
      hours: house.hours,
      zone: house.zone,
    },
    instrumentTitle: titlesOf(request.basis[0]?.instrument ?? ''),
    attachments: [attachment],
    replyTo,
    verify: { person, telephone: house.telephone },
  });
  const bytes = await composeMessage({
    from: sender(mail, mailFrom),
    to: addressee.email,
    replyTo,
    subject,
    text,
    attachments: [
      { name: attachment.name, bytes: await readBytes(store, packaged.hash, MAIL_LIMIT), type: 'application/zip' },
    ],
    messageId: `${messageId}@${mailFrom.split('@')[1] ?? 'localhost'}`,
    date: now,
  });
  const { hash, size } = await store.putBytes(bytes);
  return { id: randomUUID(), hash, size, type: 'message/rfc822', name: `${request.reference}.eml` };
}

/** Larger packages do not go by mail; the message's own limit names itself. */
const MAIL_LIMIT = 64 * 1024 * 1024;

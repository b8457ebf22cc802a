import { randomUUID } from 'node:crypto';
import { InvalidInput } from '../../domain/errors.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { Channel, FileRef, Request } from '../../domain/request.ts';
import { composeMessage } from '../../files/message.ts';
import { buildPackage } from '../../files/package.ts';
import { readBytes, type Store } from '../../files/store.ts';
import { type Made, type NewFile, preview } from '../../registry/apply.ts';
import type { Tx } from '../../registry/db.ts';
import { inTranslation, loadLetterInput, loadSegments, type SegmentState } from '../../registry/letter-input.ts';
import { loadMailFacts, type MailFacts, replyAddress, sender } from '../../registry/mail-facts.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { renderCoverSheet } from '../../templates/cover-sheet.ts';
import { emailText } from '../../templates/email.ts';
import { languageOf, titlesOf } from '../../templates/mail-language.ts';
import { requestJson } from '../../templates/request-json.ts';
import { applier, type Context } from '../context.ts';

export type Dispatch = {
  request: string;
  expectedVersion: number;
  key: string;
  channel: Channel;
  signatory?: { name: string; office: string; on: string };
  carrier?: string;
  tracking?: string;
};
type Material = {
  request: Request;
  input: LetterInput;
  segments: SegmentState[];
  mail: MailFacts;
  annexes: { name: string; hash: string }[];
};

/**
 * Freezes what is sent: the package, for e-mail the message that carries it, for the courier the sheet that goes with
 * it. Done before the decision: annexes may be large. A new attempt sends what was frozen; a used key needs nothing.
 */
export async function prepareDispatch(context: Context, dispatch: Dispatch): Promise<Made | undefined> {
  const material = await preview(context.db, applier(context), { ...dispatch, action: 'dispatch' }, gather);
  if (!material) return undefined;
  const { request, mail } = material;
  const messageId = messageIdFor(mail.installation, {
    request: request.id,
    version: String(request.edition),
    recipient: request.partner,
  });
  const { channel } = dispatch;
  const isFrozen = request.transmissions.some((sent) => sent.messageId === messageId && sent.channel === channel);
  if (isFrozen) return { prepared: { messageId }, newFiles: [] };
  const packaged = await packageOf(context.store, material);
  const other =
    channel === 'email'
      ? await messageOf(context, material, packaged, messageId)
      : await coverSheetOf(context.store, material, dispatch);
  const prepared = { messageId, package: refOf(packaged), [channel === 'email' ? 'wire' : 'coverSheet']: refOf(other) };
  return { prepared, newFiles: [packaged, other] };
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

/** The sheet that travels in the courier's bag, with the receipt to sign. */
async function coverSheetOf(
  store: Store,
  { request, input, annexes, mail }: Material,
  { signatory, carrier = '', tracking }: Dispatch,
): Promise<NewFile> {
  const { letter, translation } = request;
  const documents = [
    ...(letter ? [{ title: COVER_TITLES.letter, sha256: letter.hash }] : []),
    ...(translation?.letter ? [{ title: COVER_TITLES.translation, sha256: translation.letter.hash }] : []),
    ...annexes.map(({ hash }, index) => ({
      title: {
        en: `Annex ${input.annexes[index]?.letter ?? index + 1}`,
        fr: `Annexe ${input.annexes[index]?.letter ?? index + 1}`,
        ar: `المرفق ${input.annexes[index]?.letter ?? index + 1}`,
      },
      sha256: hash,
    })),
  ];
  const { bytes } = await renderCoverSheet(
    {
      ...input,
      courier: { name: carrier, ...(tracking ? { trackingNumber: tracking } : {}) },
      documents,
      signatory: { name: signatory?.name ?? '', office: signatory?.office ?? '', date: signatory?.on ?? input.date },
    },
    languageOf(translation?.language ?? mail.house.letter_language),
  );
  const { hash, size } = await store.putBytes(bytes);
  return { id: randomUUID(), hash, size, type: DOCX, name: `${request.reference}-cover-sheet.docx` };
}

const COVER_TITLES = {
  letter: {
    en: 'Letter of request, signed original',
    fr: 'Commission rogatoire, original signé',
    ar: 'طلب المساعدة، الأصل الموقّع',
  },
  translation: { en: 'Certified translation', fr: 'Traduction certifiée', ar: 'ترجمة معتمدة' },
};
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

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
    instrumentTitle: titlesOf(request.basis[0]?.instrument ?? '', input.treaties),
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

import { randomUUID } from 'node:crypto';
import { InvalidInput } from '../../domain/errors.ts';
import { addresseeOf, type LetterInput, type Names, namedFor } from '../../domain/letter.ts';
import type { Request } from '../../domain/request.ts';
import { composeMessage } from '../../files/message.ts';
import { readBytes, type Store } from '../../files/store.ts';
import type { NewFile } from '../../registry/apply.ts';
import { type MailFacts, replyAddress, sender, writerOf } from '../../registry/mail-facts.ts';
import { renderCoverSheet } from '../../templates/cover-sheet.ts';
import { emailText } from '../../templates/email.ts';
import { languageOf, titlesOf } from '../../templates/mail-language.ts';
import { kindsWordingOf, type Language } from '../../templates/sheet.ts';
import type { Context } from '../context.ts';

/** Who gets the package: the addressee, or the central authority for which it is a copy. */
export type Recipient = { messageId: string; email: string | null; copy?: LetterInput['requested'] };
/** What is written on what carries it. */
export type Material = {
  request: Request;
  input: LetterInput;
  mail: MailFacts;
  annexes: readonly { name: string; hash: string }[];
};
export type Bag = {
  signatory?: { name: string; office: string; on: string };
  carrier?: string;
  tracking?: string;
};

/** The sheet that travels in the courier's bag, with the receipt to sign. */
export async function coverSheetOf(
  store: Store,
  { request, input, annexes, mail }: Material,
  { signatory, carrier = '', tracking }: Bag,
  { copy }: Recipient,
): Promise<NewFile> {
  const { letter, translation } = request;
  const documents = [
    ...(letter ? [{ title: titleOf(input), sha256: letter.hash }] : []),
    ...(translation?.letter ? [{ title: TRANSLATION, sha256: translation.letter.hash }] : []),
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
      ...(copy ? { ...input, requested: copy } : input),
      courier: { name: carrier, ...(tracking ? { trackingNumber: tracking } : {}) },
      documents,
      signatory: { name: signatory?.name ?? '', office: signatory?.office ?? '', date: signatory?.on ?? input.date },
    },
    languageOf(translation?.language ?? mail.house.letter_language),
  );
  const { hash, size } = await store.putBytes(bytes);
  return {
    id: randomUUID(),
    hash,
    size,
    type: DOCX,
    name: `${request.reference}${copy ? '-copy' : ''}-cover-sheet.docx`,
  };
}

const LETTER = {
  en: 'Letter of request, signed original',
  fr: 'Commission rogatoire, original signé',
  ar: 'طلب المساعدة، الأصل الموقّع',
};
const TRANSLATION = { en: 'Certified translation', fr: 'Traduction certifiée', ar: 'ترجمة معتمدة' };

/** What a cover sheet calls the letter, by language. */
function titleOf({ kind }: Pick<LetterInput, 'kind'>): Names {
  if (!kind) return LETTER;
  const title = (language: Language): string => kindsWordingOf(language).kinds[kind].letterTitle;
  return {
    en: `${title('en')}, signed original`,
    fr: `${title('fr')}, original signé`,
    ar: `${title('ar')}، الأصل الموقّع`,
  };
}
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The mail to a recipient, with the package that goes to all of them. */
export async function messageOf(
  { store, mailFrom }: Pick<Context, 'store' | 'mailFrom'>,
  { request, mail, input }: Material,
  packaged: Pick<NewFile, 'hash' | 'size'>,
  { messageId, email, copy }: Recipient,
): Promise<NewFile> {
  const { house, now } = mail;
  if (!email) {
    throw new InvalidInput('this channel', [
      {
        field: 'channel',
        rule: 'no-address',
        message: `is not open: ${copy ? 'the central authority, to which a copy goes,' : 'the partner'} has no e-mail address on record`,
        source: 'the record of the partner',
      },
    ]);
  }
  const replyTo = replyAddress(mailFrom, request.reference);
  const attachment = { name: `${request.reference}.zip`, sha256: packaged.hash, size: packaged.size };
  const { subject, text } = emailText({
    language: languageOf(request.translation?.language ?? house.letter_language),
    purpose: copy ? 'copy' : 'request',
    ...(addresseeOf(input) === 'provider' ? { isToProvider: true } : {}),
    ...namedFor(request),
    reference: request.reference,
    ...(input.marking ? { marking: input.marking } : {}),
    ...writerOf(mail),
    instrumentTitle: titlesOf(request.basis[0]?.instrument ?? '', input.treaties),
    attachments: [attachment],
    replyTo,
  });
  const bytes = await composeMessage({
    from: sender(mail, mailFrom),
    to: email,
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
  return {
    id: randomUUID(),
    hash,
    size,
    type: 'message/rfc822',
    name: `${request.reference}${copy ? '-copy' : ''}.eml`,
  };
}

/** Larger packages do not go by mail; the message's own limit names itself. */
const MAIL_LIMIT = 64 * 1024 * 1024;

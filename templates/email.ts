import { type LetterInput, type Names, nameIn } from '../domain/letter.ts';
import type { Purpose } from './languages/post.ts';
import type { Marking } from './languages/wording.ts';
import { filled, isolated, plainText, unbroken, WIDTH } from './plain-text.ts';
import { kindsWordingOf, type Language, postWordingOf, wordingOf } from './sheet.ts';

export type EmailInput = {
  /** The partner's language; English follows. */
  language: Language;
  purpose: Purpose;
  /** What the request asks, where that is no assistance. */
  kind?: LetterInput['kind'];
  /** It goes straight to a provider, of which a copy tells the State. */
  isToProvider?: true;
  reference: string;
  marking?: Marking;
  /** Who writes, with names by language. */
  office: { state: Names; authority: Names; person: string; telephone: string; hours: string; zone: string };
  /** Title of the instrument the request rests on, by language. */
  instrumentTitle: Names;
  attachments: readonly { name: string; sha256: string; size: number }[];
  /** The address that belongs to this request. */
  replyTo: string;
  /** Who confirms by telephone that the message is ours. */
  verify: { person: string; telephone: string };
};

/** Attachments have neutral names; anything else could say something of the case. */
const NEUTRAL_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const LINE_BREAK = /[\r\n\u0085\u2028\u2029]/u;

/** The e-mail that carries a package: plain text, and nothing of the case. The subject is our reference only. */
export function emailText(input: EmailInput): { subject: string; text: string } {
  if (LINE_BREAK.test(input.reference)) throw new Error('Cannot write an e-mail: its reference has a line break');
  for (const { name } of input.attachments) {
    if (!NEUTRAL_NAME.test(name)) throw new Error(`Cannot attach "${name}": not a neutral file name`);
  }
  const languages: Language[] = input.language === 'en' ? ['en'] : [input.language, 'en'];
  const text = languages.map((language) => body(input, language)).join(`\n\n${'-'.repeat(WIDTH)}\n\n`);
  return { subject: input.reference, text: `${text}\n` };
}

function body(input: EmailInput, language: Language): string {
  const { mail } = postWordingOf(language);
  const { colon, comma, direction, markings } = wordingOf(language);
  const sentence = input.purpose === 'copy' && input.isToProvider ? mail.notified : mail.purposes[input.purpose];
  const { one, ours } = kindsWordingOf(language).kinds[input.kind ?? 'mla'];
  const value = (text: string) => isolated(unbroken(text), direction);
  const line = (caption: string, ...values: string[]) => `${caption}${colon} ${values.join(' ')}`;
  const { office, verify } = input;
  const authority = [nameIn(office.authority, language), nameIn(office.state, language)].map(value).join(comma);
  const instrument = value(nameIn(input.instrumentTitle, language));
  const paragraphs = [
    ...(input.marking === undefined ? [] : [`*** ${markings[input.marking]} ***`]),
    filled(sentence, { one, ours, instrument, reference: value(input.reference) }),
    mail.nothingOfTheCase,
    [
      mail.whoWrites,
      line(mail.office, authority),
      line(mail.person, value(office.person)),
      line(mail.telephone, value(office.telephone)),
      line(mail.hours, value(office.hours), `(${value(office.zone)})`),
    ].join('\n'),
    ...(input.attachments.length === 0 ? [] : [attached(input, language)]),
    `${mail.verify}\n${filled(mail.verifyText, { person: value(verify.person), telephone: value(verify.telephone) })}`,
    `${mail.answer}\n${filled(mail.answerText, { replyTo: value(input.replyTo) })}`,
  ];
  return plainText(paragraphs, direction);
}

function attached({ attachments }: EmailInput, language: Language): string {
  const { mail } = postWordingOf(language);
  const { direction, locale } = wordingOf(language);
  const lines = attachments.flatMap(({ name, sha256, size }) => [
    filled(mail.attachment, { name: isolated(name, direction), size: new Intl.NumberFormat(locale).format(size) }),
    isolated(`SHA-256 ${sha256}`, direction),
  ]);
  return [mail.attached, ...lines].join('\n');
}

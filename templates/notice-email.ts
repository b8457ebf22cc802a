import type { NoticeSort } from '../domain/notice-mail.ts';
import type { Marking } from './languages/wording.ts';
import { filled, isolated, plainText, unbroken } from './plain-text.ts';
import { dateIn, type Language, postWordingOf, wordingOf } from './sheet.ts';

export type NoticeEmailInput = {
  /** The language of the house. */
  language: Language;
  marking?: Marking;
  /** What happened, oldest first: to which file, of what sort; of a period that ends its last day, a calendar date. */
  tells: readonly { reference: string; sort: NoticeSort; day: string }[];
  /** The address at which people sign in, if there is one. */
  signInAt?: string;
};

/**
 * The e-mail that tells somebody of the house that there is something for them: references, and in general words what sort
 * of thing happened; a line for each file. Its subject is the first reference and how many others there are.
 */
export function noticeText({ language, marking, tells, signInAt }: NoticeEmailInput): {
  subject: string;
  text: string;
} {
  const { notice, mail } = postWordingOf(language);
  const { colon, direction, markings } = wordingOf(language);
  const value = (text: string): string => isolated(unbroken(text), direction);
  const files = Map.groupBy(tells, ({ reference }) => reference);
  const lines = [...files].map(([reference, told]) => {
    const sentences = told.map(({ sort, day }) => filled(notice[sort], { date: day && value(dateIn(language, day)) }));
    return `${value(reference)}${colon} ${[...new Set(sentences)].join(' ')}`;
  });
  const paragraphs = [
    ...(marking === undefined ? [] : [`*** ${markings[marking]} ***`]),
    notice.intro,
    lines.join('\n'),
    ...(signInAt === undefined ? [] : [filled(notice.signIn, { address: value(signInAt) })]),
    `${mail.nothingOfTheCase} ${notice.byMachine}`,
  ];
  const [first = '', ...others] = files.keys();
  const subject = others.length === 0 ? first : `${first} (+${others.length})`;
  return { subject, text: `${plainText(paragraphs, direction)}\n` };
}

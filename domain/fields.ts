import { z } from 'zod';

/** The kinds of text that inputs are made of, each with its check: one place says what a line, a date, a zone is. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/u;
const BIDI_CONTROL = /[\u202A-\u202E\u2066-\u2069]/u;

const plain = (max: number) =>
  z
    .string()
    .max(max, { error: `is longer than ${max} characters` })
    .refine((text) => text.isWellFormed(), { error: 'is not well-formed Unicode' })
    .refine((text) => !CONTROL.test(text), { error: 'has control characters' })
    .refine((text) => !BIDI_CONTROL.test(text), { error: 'has hidden direction marks' });

/** One line: a name, a number, an address. */
export const line = plain(500).refine((text) => !/[\n\r\t]/u.test(text), { error: 'has more than one line' });
/** One paragraph or reason. */
export const prose = plain(20_000);
/** A calendar date that exists, `2026-03-02`. */
export const calendarDate = z.iso.date({ error: 'is not a date that exists, such as 2026-03-02' });
/** An instant with its offset, `2026-03-02T10:00:00+09:00`. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'is not an instant with its offset, such as 2026-03-02T10:00:00+09:00',
});
/** A local date and time without zone, `2025-12-19T04:03:07`. */
export const localTime = z.iso
  .datetime({ local: true, error: 'is not a date and time that exist' })
  .refine((text) => !/Z$|[+-]\d\d:\d\d$/.test(text), { error: 'is a local time: give the zone apart' });
/** An IANA zone or a UTC offset, `Europe/Brussels` or `+01:00`. */
export const zone = z.string().refine(isZone, { error: 'is not an IANA time zone or a UTC offset' });
/** An id inside a part, stable over edits. */
export const blockId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'is not an id of small letters, digits and hyphens' });

/** Running text: a paragraph, a list or a table. */
export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), id: blockId, text: prose }),
  z.object({ kind: z.literal('list'), id: blockId, items: z.array(z.object({ id: blockId, text: prose })).max(500) }),
  z.object({
    kind: z.literal('table'),
    id: blockId,
    header: z.array(line).max(12),
    rows: z.array(z.array(prose).max(12)).max(2000),
  }),
]);
export const blocks = z.array(block).max(500);
export type Block = z.infer<typeof block>;

function isZone(text: string): boolean {
  if (/^[+-](0\d|1[0-4]):[0-5]\d$/.test(text)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return !/^[+-]/.test(text);
  } catch {
    return false;
  }
}

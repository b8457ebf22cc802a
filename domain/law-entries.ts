import { z } from 'zod';
import { calendarDate, line, prose, zone } from './fields.ts';
import { openingHours } from './office-hours.ts';
import { DEMANDS, PROCESSES } from './partners.ts';
import { CHANNELS } from './request.ts';
import { type Confidence, DECLARATION_KINDS, ROUTES } from './treaties/type.ts';

const said = line.min(1, { error: 'is empty' });
const span = { since: calendarDate.optional(), until: calendarDate.optional() };
const email = line.pipe(z.email({ error: 'is not an e-mail address' }));
/** A tag of BCP 47, `pt-BR`. */
export const languageTag = z
  .string()
  .max(35, { error: 'is longer than 35 characters' })
  .refine(isTag, { error: 'is not a language tag such as fr or pt-BR' });

/** Whatever writes dates or names in a language refuses a tag whose parts stand in no order of BCP 47. */
function isTag(text: string): boolean {
  try {
    return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) && Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
const names = z
  .record(languageTag, said)
  .refine((all) => all['en'] !== undefined, { error: 'has no English name' })
  .refine((all) => Object.keys(all).length <= 200, { error: 'has more than 200 names' });

/** What a line of the law says, by its kind; `about` and `key` say of what. */
export const ENTRY_BODIES = {
  /** A State: `about` its code. */
  state: z.strictObject({
    names,
    zone,
    /** ISO weekdays. A week has a working day. */
    weekend: z
      .array(z.int().min(1).max(7))
      .max(6, { error: 'leaves no working day' })
      .refine((days) => new Set(days).size === days.length, { error: 'names a day twice' }),
    /** Everything is on record: what is not, is not so. */
    isComplete: z.boolean().default(false),
  }),
  /** `key`: the instrument. */
  membership: z.strictObject({ ...span, isNot: z.literal(true).optional() }),
  /** `key`: instrument and kind, `ets-30/summons-lead-time`. */
  declaration: z.strictObject({ text: prose.min(1, { error: 'is empty' }), value: said.optional(), ...span }),
  /** `key`: the tag; the language of place 1 is the one to translate into. */
  language: z.strictObject({ place: z.int().min(1).max(50) }),
  /** `key`: which demand. */
  demand: z.strictObject({ text: prose.min(1, { error: 'is empty' }) }),
  /** A treaty between us and it of which nothing but the name is on record. `key`: a short name. */
  treaty: z.strictObject({ name: said, since: calendarDate }),
  /** `key`: the legal route. */
  route: z.strictObject({}),
  /** `key`: the channel. */
  channel: z.strictObject({}),
  /** `key`: what it is, `central-authority`, `judicial-authority` or `contact-point-24-7`, with a number where there are several. */
  authority: z.strictObject({
    names,
    address: said,
    email: email.optional(),
    telephone: said.optional(),
    hours: said.optional(),
    /** The same hours so that they can be counted by; they need the zone. */
    open: openingHours.optional(),
    zone: zone.optional(),
  }),
  /** A provider that keeps data, under the law of a State. `key`: a short name. */
  provider: z.strictObject({
    /** The legal entity that answers. */
    names,
    address: said,
    email: email.optional(),
    telephone: said.optional(),
    /** Where requests are put in by hand. */
    portal: z.url({ protocol: /^https$/, error: 'is not an address that begins with https://' }).optional(),
    zone: zone.optional(),
    /** What it acts on. */
    accepts: z.array(z.enum(PROCESSES)).max(PROCESSES.length),
    /** In which languages it takes requests; those of its State where none is said. */
    languages: z.array(languageTag).max(50).default([]),
    /** How long it keeps what, and when it tells its users, as it states that. */
    retention: prose.optional(),
    userNotice: prose.optional(),
    /** Whom to call when somebody is in danger. */
    emergency: said.optional(),
  }),
  /** `key`: the day. */
  holiday: z.strictObject({ name: said }),
  /** `about` the instrument, `key` the path of what is corrected: `deadlines.a8-serve.amount`. */
  correction: z.strictObject({ value: z.union([prose, z.number(), z.boolean(), z.null()]) }),
  /** `about` an instrument that ships switched off. */
  switch: z.strictObject({ on: z.boolean() }),
  /** `about` the id of a treaty of our own, made from the model. */
  instrument: z.strictObject({ data: z.record(z.string(), z.unknown()) }),
} as const;

export type EntryKind = keyof typeof ENTRY_BODIES;
export const ENTRY_KINDS = Object.keys(ENTRY_BODIES) as EntryKind[]; // keys of a const are its type
/** Lines about an instrument; all others are about a State. */
export const OF_INSTRUMENTS: readonly EntryKind[] = ['correction', 'switch', 'instrument'];
export type BodyOf<K extends EntryKind> = z.output<(typeof ENTRY_BODIES)[K]>;

/** One line of the law as an installation has it. */
export type LawEntry<K extends EntryKind = EntryKind> = {
  kind: K;
  about: string;
  key: string;
  body: BodyOf<K>;
  source: string;
  confidence: Confidence;
  checkedBy?: string;
  checkedOn?: string;
};
export type AnyEntry = { [K in EntryKind]: LawEntry<K> }[EntryKind];

/** What requests are addressed to. */
export type Addressed = Extract<AnyEntry, { kind: 'authority' | 'provider' }>;
/** Requests are addressed to a central authority, to a judicial one where a route is open to it, or to a provider; a contact point is called. */
export const isAddressed = (entry: AnyEntry): entry is Addressed =>
  entry.kind === 'provider' || (entry.kind === 'authority' && /^(central|judicial)-authority/.test(entry.key));

type KeyRule = { isOne: (key: string) => boolean; form: string };
const without: KeyRule = { isOne: (key) => key === '', form: 'empty: a line of this kind has none' };
const word = (words: readonly string[]): KeyRule => ({
  isOne: (key) => words.includes(key),
  form: `one of ${words.join(', ')}`,
});
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const AUTHORITY = /^(central-authority|judicial-authority|contact-point-24-7)(-[1-9]\d?)?$/;
/** The day of a holiday, and of which authority where it is not the whole State's. */
export const dayOffOf = (key: string): { date: string; authority?: string } => {
  const [date = '', authority] = key.split('/');
  return authority === undefined ? { date } : { date, authority };
};
function isDayOff(key: string): boolean {
  const { date, authority } = dayOffOf(key);
  return calendarDate.safeParse(date).success && (authority === undefined || AUTHORITY.test(authority));
}

const KEYS: Readonly<Record<EntryKind, KeyRule>> = {
  state: without,
  membership: { isOne: (key) => key !== '', form: 'an instrument' },
  declaration: {
    isOne: (key) => DECLARATION_KINDS.some((kind) => key.endsWith(`/${kind}`)),
    form: `instrument and kind: ets-30/${DECLARATION_KINDS[0]}`,
  },
  language: { isOne: (key) => languageTag.safeParse(key).success, form: 'a language tag such as fr or pt-BR' },
  demand: word(DEMANDS),
  treaty: { isOne: (key) => key.trim() !== '', form: 'a short name' },
  route: word(ROUTES),
  channel: word(CHANNELS),
  authority: {
    isOne: (key) => AUTHORITY.test(key),
    form: 'central-authority, judicial-authority or contact-point-24-7, with a number where there are several',
  },
  provider: {
    isOne: (key) => NAME.test(key) && !AUTHORITY.test(key),
    form: 'a short name of small letters, digits and hyphens: kite-cloud',
  },
  holiday: { isOne: isDayOff, form: 'a date, or one of a single authority: 2026-05-15/central-authority' },
  correction: { isOne: (key) => key !== '', form: 'a path: deadlines.a8-serve.amount' },
  switch: without,
  instrument: without,
};

/** What is wrong with a key of a kind; undefined where it has the right form. */
export function keyFault(kind: EntryKind, key: string): string | undefined {
  const rule = KEYS[kind];
  return rule.isOne(key) ? undefined : `is not ${rule.form}`;
}

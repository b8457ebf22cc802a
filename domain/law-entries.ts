import { z } from 'zod';
import type { Calendar } from './dates.ts';
import { calendarDate, line, prose, zone } from './fields.ts';
import { DEMANDS, type PartnerFacts } from './partners.ts';
import { CHANNELS } from './request.ts';
import type { StateFacts } from './states.ts';
import { type Confidence, DECLARATION_KINDS, ROUTES } from './treaties/type.ts';

const span = { since: calendarDate.optional(), until: calendarDate.optional() };
const names = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/), line)
  .refine((all) => all['en'] !== undefined, {
    error: 'has no English name',
  });

/** What a line of the law says, by its kind; `about` and `key` say of what. */
export const ENTRY_BODIES = {
  /** A State: `about` its code. */
  state: z.object({
    names,
    zone,
    weekend: z.array(z.int().min(1).max(7)).max(6),
    /** Everything is on record: what is not, is not so. */
    isComplete: z.boolean().default(false),
  }),
  /** `key`: the instrument. */
  membership: z.object({ ...span, isNot: z.literal(true).optional() }),
  /** `key`: instrument and kind, `ets-30/summons-lead-time`. */
  declaration: z.object({ text: prose, value: line.optional(), ...span }),
  /** `key`: the tag; the language of place 1 is the one to translate into. */
  language: z.object({ place: z.int().min(1).max(50) }),
  /** `key`: which demand. */
  demand: z.object({ text: prose }),
  /** A treaty between us and it that is not in the catalogue. `key`: a short name. */
  treaty: z.object({ name: line, since: calendarDate }),
  /** `key`: the legal route. */
  route: z.object({}),
  /** `key`: the channel. */
  channel: z.object({}),
  /** `key`: what it is, `central-authority` or `contact-point-24-7`, with a number where there are several. */
  authority: z.object({
    names,
    address: line,
    email: line.optional(),
    telephone: line.optional(),
    hours: line.optional(),
    zone: zone.optional(),
  }),
  /** `key`: the day. */
  holiday: z.object({ name: line }),
  /** `about` the instrument, `key` the path of what is corrected: `deadlines.a8-serve.amount`. */
  correction: z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  /** `about` an instrument that ships switched off. */
  switch: z.object({ on: z.boolean() }),
  /** `about` the id of a treaty of our own, made from the model. */
  instrument: z.object({ data: z.record(z.string(), z.unknown()) }),
} as const;

export type EntryKind = keyof typeof ENTRY_BODIES;
export const ENTRY_KINDS = Object.keys(ENTRY_BODIES) as EntryKind[]; // keys of a const are its type
type BodyOf<K extends EntryKind> = z.output<(typeof ENTRY_BODIES)[K]>;

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

const KEYS: Partial<Record<EntryKind, { isOne: (key: string) => boolean; form: string }>> = {
  declaration: {
    isOne: (key) => DECLARATION_KINDS.some((kind) => key.endsWith(`/${kind}`)),
    form: `instrument and kind: ets-30/${DECLARATION_KINDS[0]}`,
  },
  demand: { isOne: (key) => DEMANDS.some((one) => one === key), form: `one of ${DEMANDS.join(', ')}` },
  route: { isOne: (key) => ROUTES.some((one) => one === key), form: `one of ${ROUTES.join(', ')}` },
  channel: { isOne: (key) => CHANNELS.some((one) => one === key), form: `one of ${CHANNELS.join(', ')}` },
  authority: {
    isOne: (key) => /^(central-authority|contact-point-24-7)(-\d+)?$/.test(key),
    form: 'central-authority or contact-point-24-7, with a number where there are several',
  },
  holiday: { isOne: (key) => calendarDate.safeParse(key).success, form: 'a date' },
};

/** What is wrong with a key of a kind; undefined where it has the right form. */
export function keyFault(kind: EntryKind, key: string): string | undefined {
  const rule = KEYS[kind];
  return rule && !rule.isOne(key) ? `is not ${rule.form}` : undefined;
}

type Of = <K extends EntryKind>(kind: K) => LawEntry<K>[];
const select =
  (entries: readonly AnyEntry[]): Of =>
  <K extends EntryKind>(kind: K) =>
    entries.filter((entry) => entry.kind === kind) as LawEntry<K>[]; // just filtered by it

/** What a line says of itself: its source, and who looked when. */
const checked = ({ source, checkedBy, checkedOn, confidence }: LawEntry) => ({
  source,
  confidence,
  ...(checkedBy ? { checkedBy } : {}),
  ...(checkedOn ? { checkedOn } : {}),
});

/** A State as its lines have it. Undefined where no line says that it exists. */
export function stateFacts(code: string, entries: readonly AnyEntry[]): StateFacts | undefined {
  const of = select(entries);
  const [state] = of('state');
  if (!state) return undefined;
  return {
    code,
    names: state.body.names as StateFacts['names'], // with an English name, by its schema
    memberships: of('membership').map((one) => ({ instrument: one.key, ...one.body, ...checked(one) })),
    declarations: of('declaration').map((one) => {
      const [instrument = '', kind = ''] = one.key.split('/');
      return { instrument, kind: kind as (typeof DECLARATION_KINDS)[number], ...one.body, ...checked(one) }; // by its key's rule
    }),
    isComplete: state.body.isComplete,
  };
}

/** The days off of a State as its lines have them. */
export function calendarFrom(entries: readonly AnyEntry[]): Calendar | undefined {
  const of = select(entries);
  const [state] = of('state');
  if (!state) return undefined;
  const holidays = of('holiday').map(({ key, body: { name } }) => ({ date: key, name }));
  return {
    zone: state.body.zone,
    weekend: state.body.weekend,
    holidays: holidays.sort((a, b) => a.date.localeCompare(b.date, 'en')),
  };
}

/** A partner as the lines of its State have it. */
export function partnerFacts(code: string, entries: readonly AnyEntry[]): PartnerFacts | undefined {
  const [facts, calendar, of] = [stateFacts(code, entries), calendarFrom(entries), select(entries)];
  if (!facts || !calendar) return undefined;
  return {
    ...facts,
    languages: of('language')
      .sort((a, b) => a.body.place - b.body.place)
      .map(({ key, source }) => ({ tag: key, source })),
    demands: of('demand').map((one) => ({
      id: one.key as (typeof DEMANDS)[number], // by its key's rule
      text: one.body.text,
      source: one.source,
      checkedOn: one.checkedOn ?? '',
    })),
    otherTreaties: of('treaty').map(({ body, source }) => ({ ...body, source })),
    routes: of('route').map(({ key, source }) => ({ route: key as (typeof ROUTES)[number], source })), // by its key's rule
    channels: of('channel').map(({ key, source }) => ({ channel: key as (typeof CHANNELS)[number], source })), // by its key's rule
    calendar,
  };
}

/** The lines that a State and its calendar are made of: what `stateFacts` and `partnerFacts` read back. */
export function entriesOf(facts: StateFacts & Partial<PartnerFacts>, calendar: Calendar): AnyEntry[] {
  const { code: about, names: all, memberships, declarations, isComplete } = facts;
  const plain = { source: 'demonstration', confidence: 'confirmed' } as const;
  const said = (one: { source: string; confidence?: Confidence; checkedBy?: string; checkedOn?: string }) => ({
    source: one.source,
    confidence: one.confidence ?? ('confirmed' as const),
    ...(one.checkedBy ? { checkedBy: one.checkedBy } : {}),
    ...(one.checkedOn ? { checkedOn: one.checkedOn } : {}),
  });
  const terms = ({ since, until }: { since?: string | undefined; until?: string | undefined }) => ({
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  });
  return [
    {
      kind: 'state',
      about,
      key: '',
      body: { names: { ...all }, zone: calendar.zone, weekend: [...calendar.weekend], isComplete },
      ...plain,
    },
    ...memberships.map(
      (one): AnyEntry => ({
        kind: 'membership',
        about,
        key: one.instrument,
        body: { ...terms(one), ...(one.isNot ? { isNot: true } : {}) },
        ...said(one),
      }),
    ),
    ...declarations.map(
      (one): AnyEntry => ({
        kind: 'declaration',
        about,
        key: `${one.instrument}/${one.kind}`,
        body: { text: one.text, ...(one.value ? { value: one.value } : {}), ...terms(one) },
        ...said(one),
      }),
    ),
    ...(facts.languages ?? []).map(
      (one, index): AnyEntry => ({
        kind: 'language',
        about,
        key: one.tag,
        body: { place: index + 1 },
        ...said(one),
      }),
    ),
    ...(facts.demands ?? []).map(
      (one): AnyEntry => ({
        kind: 'demand',
        about,
        key: one.id,
        body: { text: one.text },
        ...said(one),
      }),
    ),
    ...(facts.otherTreaties ?? []).map(
      (one): AnyEntry => ({
        kind: 'treaty',
        about,
        key: one.name,
        body: { name: one.name, since: one.since },
        ...said(one),
      }),
    ),
    ...(facts.routes ?? []).map((one): AnyEntry => ({ kind: 'route', about, key: one.route, body: {}, ...said(one) })),
    ...(facts.channels ?? []).map(
      (one): AnyEntry => ({ kind: 'channel', about, key: one.channel, body: {}, ...said(one) }),
    ),
    ...calendar.holidays.map(
      ({ date, name }): AnyEntry => ({ kind: 'holiday', about, key: date, body: { name }, ...plain }),
    ),
  ];
}

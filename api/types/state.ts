import { z } from 'zod';
import { InvalidInput } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { type AnyEntry, ENTRY_KINDS, languageTag, OF_INSTRUMENTS } from '../../domain/law-entries.ts';
import { stateFacts } from '../../domain/law-facts.ts';
import { type Names, nameIn } from '../../domain/letter.ts';
import { type Checked, type Declaration, isStale, type Membership, type StateFacts } from '../../domain/states.ts';
import { REAL_STATES, stateNames } from '../../prisma/reference/states.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { dayOf, houseOnce, linesWhere, standingLines } from '../law.ts';
import { ConfidenceEnum } from './enums.ts';

const house = { house: true } as const;

const CheckedFact = builder.interfaceRef<Checked>('CheckedFact').implement({
  description: 'Something on record with its source, and who looked when.',
  authScopes: house,
  fields: (t) => ({
    source: t.exposeString('source'),
    confidence: t.field({
      type: ConfidenceEnum,
      description: 'Whether it was read in the text or a report of it.',
      resolve: ({ confidence }) => confidence ?? 'confirmed',
    }),
    checkedBy: t.string({ nullable: true, description: 'Who looked.', resolve: ({ checkedBy }) => checkedBy ?? null }),
    checkedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When somebody looked last.',
      resolve: ({ checkedOn }) => checkedOn ?? null,
    }),
    isStale: t.boolean({
      description: 'Amber: nobody has looked for a year.',
      resolve: async (fact, _args, context) => isStale(fact, (await houseOnce(context)).today),
    }),
  }),
});
export const checked = { interfaces: [CheckedFact], authScopes: house };

const MembershipRef = builder.objectRef<Membership>('Membership').implement({
  description: 'That a State is bound by an instrument, or is known not to be.',
  ...checked,
  fields: (t) => ({
    instrument: t.exposeString('instrument', { description: 'Its code.' }),
    since: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day of entry into force for it; null where the day is not on record.',
      resolve: ({ since }) => since ?? null,
    }),
    until: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day on which it is bound no more.',
      resolve: ({ until }) => until ?? null,
    }),
    isNot: t.boolean({ description: 'It is known to be no Party.', resolve: ({ isNot }) => isNot ?? false }),
  }),
});

const DeclarationRef = builder.objectRef<Declaration>('Declaration').implement({
  description: 'What a State has declared or reserved under an instrument.',
  ...checked,
  fields: (t) => ({
    instrument: t.exposeString('instrument', { description: 'Its code.' }),
    kind: t.exposeString('kind'),
    text: t.exposeString('text'),
    value: t.string({ nullable: true, resolve: ({ value }) => value ?? null }),
    since: t.field({ type: 'Date', nullable: true, resolve: ({ since }) => since ?? null }),
    until: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day on which it holds no more.',
      resolve: ({ until }) => until ?? null,
    }),
  }),
});

type Office = Extract<AnyEntry, { kind: 'authority' }>;
export const StateAuthority = builder.objectRef<Office>('StateAuthority').implement({
  description: 'A central authority, to which requests are addressed, or a point of contact that answers at all hours.',
  ...checked,
  fields: (t) => ({
    what: t.exposeString('key', {
      description: 'central-authority or contact-point-24-7, numbered where there are several.',
    }),
    name: t.string({
      args: { language: t.arg.string({ defaultValue: 'en' }) },
      resolve: ({ body }, { language }) => nameIn(body.names as Names, language ?? 'en'), // English is among them, by their schema
    }),
    address: t.string({ resolve: ({ body }) => body.address }),
    email: t.string({ nullable: true, resolve: ({ body }) => body.email ?? null }),
    telephone: t.string({
      nullable: true,
      description: 'With the code of its country.',
      resolve: ({ body }) => body.telephone ?? null,
    }),
    hours: t.string({
      nullable: true,
      description: 'When it answers.',
      resolve: ({ body }) => body.hours ?? null,
    }),
    zone: t.string({ nullable: true, description: 'Its IANA time zone.', resolve: ({ body }) => body.zone ?? null }),
  }),
});

/** A State with its lines; its facts are there once a line says that it exists. */
type OnRecord = {
  code: string;
  name: string;
  /** Its lines but for the days off, of which there are many. */
  lines: readonly AnyEntry[];
  facts: StateFacts | undefined;
  daysOff: { count: number; checkedOn: string | null };
};
const of = <K extends AnyEntry['kind']>({ lines }: OnRecord, kind: K) =>
  lines.filter((line): line is Extract<AnyEntry, { kind: K }> => line.kind === kind);

/** When somebody looked last at anything of it. */
const newestCheck = ({ lines, daysOff }: OnRecord): string | undefined =>
  [...lines, daysOff]
    .flatMap(({ checkedOn }) => checkedOn ?? [])
    .sort()
    .at(-1);

const State = builder.objectRef<OnRecord>('State').implement({
  description: 'A State of ISO 3166, or one that a line of the law brings in, with what is on record of it.',
  authScopes: house,
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its ISO 3166 code; one that begins with X is none of ISO’s.' }),
    name: t.exposeString('name', { description: 'In the language asked for; in English where there is none in it.' }),
    isListed: t.boolean({
      description: 'Whether ISO 3166 lists it; a State of a demonstration is not listed.',
      resolve: ({ code }) => REAL_STATES.includes(code),
    }),
    isOurs: t.boolean({
      description: 'Whether this installation serves it.',
      resolve: async ({ code }, _args, context) => (await houseOnce(context)).facts.code === code,
    }),
    zone: t.string({
      nullable: true,
      description: 'The IANA time zone of its central authority; null where nothing is on record.',
      resolve: (state) => of(state, 'state')[0]?.body.zone ?? null,
    }),
    isComplete: t.boolean({
      description: 'Everything is on record of it: what is not, is not so. Else it is unknown.',
      resolve: ({ facts }) => facts?.isComplete ?? false,
    }),
    memberships: t.field({
      type: [MembershipRef],
      description: 'Instruments that bind it, or are known not to.',
      resolve: ({ facts }) => [...(facts?.memberships ?? [])],
    }),
    declarations: t.field({
      type: [DeclarationRef],
      description: 'What it has declared or reserved.',
      resolve: ({ facts }) => [...(facts?.declarations ?? [])],
    }),
    authorities: t.field({
      type: [StateAuthority],
      description: 'Its central authorities and points of contact.',
      resolve: (state) => of(state, 'authority'),
    }),
    holidays: t.int({
      description: 'How many days off are on record; each is a line of the law.',
      resolve: ({ daysOff }) => daysOff.count,
    }),
    checkedOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'When somebody looked last at anything of it.',
      resolve: (state) => newestCheck(state) ?? null,
    }),
    isStale: t.boolean({
      description: 'Amber: nobody has looked at anything of it for a year.',
      resolve: async (state, _args, context) =>
        isStale({ checkedOn: newestCheck(state) }, (await houseOnce(context)).today),
    }),
  }),
});

builder.queryField('states', (t) =>
  t.field({
    type: [State],
    authScopes: house,
    complexity: { field: 50, multiplier: 50 },
    description:
      'Every State of ISO 3166 and those that lines of the law bring in, by name, with what is on record of each.',
    args: {
      language: t.arg.string({ defaultValue: 'en', description: 'The tag of the language of their names.' }),
      codes: t.arg.stringList({ validate: z.array(line), description: 'Only these.' }),
    },
    resolve: async (_root, { language, codes }, context) => {
      const tag = requireTag(language ?? 'en');
      const ofState = Map.groupBy(await standingLines(context, { kinds: KINDS }), ({ about }) => about);
      const daysOff = await daysOffIn(context);
      const nameOf = stateNames(tag);
      const all = new Set([...REAL_STATES, ...ofState.keys()]);
      const wanted = codes ? [...new Set(codes)].filter((code) => all.has(code)) : [...all];
      const states = wanted.map((code): OnRecord => {
        const own = ofState.get(code) ?? [];
        const facts = stateFacts(code, own);
        return {
          code,
          lines: own,
          facts,
          daysOff: daysOff.get(code) ?? { count: 0, checkedOn: null },
          name: inOurWords(facts?.names, tag) ?? nameOf(code) ?? facts?.names.en ?? code,
        };
      });
      const collator = new Intl.Collator([tag, 'en']);
      return states.sort((a, b) => collator.compare(a.name, b.name));
    },
  }),
);

const KINDS = ENTRY_KINDS.filter((kind) => kind !== 'holiday' && !OF_INSTRUMENTS.includes(kind));

/** How many days off are on record of each State, and when somebody looked last at one of them. */
async function daysOffIn(context: Context): Promise<Map<string, OnRecord['daysOff']>> {
  const rows = await context.tx.lawEntry.groupBy({
    by: ['about'],
    where: linesWhere(context, { kinds: ['holiday'] }),
    _count: { _all: true },
    _max: { checkedOn: true },
  });
  return new Map(rows.map(({ about, _count, _max }) => [about, { count: _count._all, checkedOn: dayOf(_max) }]));
}

/** The name that our own line has in a language, or in that language wherever it is spoken. */
const inOurWords = (names: Names | undefined, tag: string): string | undefined =>
  names?.[tag] ?? names?.[tag.split('-')[0] ?? tag];

function requireTag(language: string): string {
  const [message] = languageTag.safeParse(language).error?.issues.map((issue) => issue.message) ?? [];
  if (message === undefined) return language;
  throw new InvalidInput('this question', [{ field: 'language', rule: 'shape', message, source: 'BCP 47' }]);
}

import { z } from 'zod';
import { localTimeOf } from '../../domain/dates.ts';
import { line } from '../../domain/fields.ts';
import type { AnyEntry } from '../../domain/law-entries.ts';
import { calendarFrom } from '../../domain/law-facts.ts';
import { type Opening, openingAt } from '../../domain/office-hours.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { houseOnce, standingLines } from '../law.ts';
import { StateAuthority } from './state.ts';

const house = { house: true } as const;

const OfficeOpening = builder.objectRef<Opening>('OfficeOpening').implement({
  description: 'Whether an office is open now, by its hours and the days off of its State.',
  authScopes: house,
  fields: (t) => ({
    isOpen: t.exposeBoolean('isOpen', { description: 'Whether somebody answers there now.' }),
    changesAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it closes, or opens next; null where it is open day and night.',
      resolve: ({ changesAt }) => (changesAt === undefined ? null : new Date(changesAt)),
    }),
  }),
});

builder.objectFields(StateAuthority, (t) => ({
  state: t.string({ description: 'The code of its State.', resolve: ({ about }) => about }),
  open: t.string({
    nullable: true,
    description: 'Its hours so that they can be counted by: 24/7, Mo-Fr 09:00-18:00.',
    resolve: ({ body }) => body.open ?? null,
  }),
  opening: t.field({
    type: OfficeOpening,
    nullable: true,
    description: 'Whether it is open now; null where its hours are not on record so that they can be counted by.',
    resolve: async ({ about, key, body: { open, zone } }, _args, context) => {
      const calendar = open === undefined ? undefined : await calendarOf({ about, key }, context);
      if (open === undefined || !calendar) return null;
      return openingAt(open, (await houseOnce(context)).now, { ...calendar, zone: zone ?? calendar.zone });
    },
  }),
  timeThere: t.string({
    nullable: true,
    description: 'What the clocks show there now, 2026-03-16T09:30:00; null where its zone is not on record.',
    resolve: async ({ about, key, body }, _args, context) => {
      const zone = body.zone ?? (await calendarOf({ about, key }, context))?.zone;
      return zone === undefined ? null : localTimeOf((await houseOnce(context)).now, zone);
    },
  }),
  timeHere: t.string({
    description: 'What our clocks show at the same instant.',
    resolve: async (_office, _args, context) => {
      const { now, zone } = await houseOnce(context);
      return localTimeOf(now, zone);
    },
  }),
}));

const calendars = new WeakMap<Context['tx'], Map<string, ReturnType<typeof load>>>();
type Place = Pick<AnyEntry, 'about' | 'key'>;
const load = async ({ about, key }: Place, context: Context) =>
  calendarFrom(await standingLines(context, { kinds: ['state', 'holiday'], about }), key);

/** The days off of an authority, read once in a snapshot. */
function calendarOf(place: Place, context: Context): ReturnType<typeof load> {
  const known = calendars.get(context.tx) ?? new Map<string, ReturnType<typeof load>>();
  calendars.set(context.tx, known);
  const name = `${place.about} ${place.key}`;
  const calendar = known.get(name) ?? load(place, context);
  known.set(name, calendar);
  return calendar;
}

type Office = Extract<AnyEntry, { kind: 'authority' }>;
const isPoint = (entry: AnyEntry): entry is Office =>
  entry.kind === 'authority' && entry.key.startsWith('contact-point-24-7');

builder.queryField('contactPoints', (t) =>
  t.field({
    type: [StateAuthority],
    authScopes: house,
    complexity: { field: 10, multiplier: 20 },
    description: 'The points of contact that States have named for what is urgent, by State.',
    args: {
      states: t.arg.stringList({ validate: z.array(line).max(300), description: 'Of these States only, by code.' }),
    },
    resolve: async (_root, { states }, context) => {
      const points = (await standingLines(context, { kinds: ['authority'] })).filter(isPoint);
      return states ? points.filter(({ about }) => states.includes(about)) : points;
    },
  }),
);

import type { HouseLaw } from './catalogue.ts';
import type { Calendar } from './dates.ts';
import { type AnyEntry, dayOffOf, type EntryKind, type LawEntry } from './law-entries.ts';
import { DEMANDS, type PartnerFacts } from './partners.ts';
import { CHANNELS } from './request.ts';
import type { Checked, StateFacts } from './states.ts';
import { type Confidence, DECLARATION_KINDS, type Instrument, ROUTES } from './treaties/type.ts';

/**
 * What decisions read of the law, made of its lines: the same lines give the same facts, in whatever order they come.
 * `entriesOf` is the way back.
 */

type Of = <K extends EntryKind>(kind: K) => LawEntry<K>[];
const select = (entries: readonly AnyEntry[]): Of => {
  const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return <K extends EntryKind>(kind: K) => sorted.filter((entry) => entry.kind === kind) as LawEntry<K>[]; // just filtered by it
};
/** In the order of a vocabulary; by the rules of their keys each is a word of it. */
const inOrder = <W extends string, K extends EntryKind>(
  words: readonly W[],
  entries: readonly LawEntry<K>[],
): (LawEntry<K> & { key: W })[] =>
  words.flatMap((word) => entries.flatMap((entry) => (entry.key === word ? [{ ...entry, key: word }] : [])));

/** The key of our own central authority among those of our State. */
export const OUR_KEY = 'central-authority';

/** A State as its lines have it. Undefined where no line says that it exists. */
export function stateFacts(code: string, entries: readonly AnyEntry[]): StateFacts | undefined {
  const of = select(entries);
  const [state] = of('state');
  if (!state) return undefined;
  return {
    code,
    names: state.body.names as StateFacts['names'], // with an English name, by its schema
    memberships: of('membership').map((one) => ({ instrument: one.key, ...one.body, ...by(one) })),
    declarations: of('declaration').flatMap((one) => {
      const [instrument = '', word] = one.key.split('/');
      const kind = DECLARATION_KINDS.find((known) => known === word);
      return kind ? [{ instrument, kind, ...one.body, ...by(one) }] : [];
    }),
    isComplete: state.body.isComplete,
  };
}

/** The days off of a State as its lines have them, with those of one of its authorities where that is named by its key. */
export function calendarFrom(entries: readonly AnyEntry[], authority?: string): Calendar | undefined {
  const of = select(entries);
  const [state] = of('state');
  if (!state) return undefined;
  const holidays = of('holiday').flatMap(({ key, body: { name } }) => {
    const { date, authority: alone = authority } = dayOffOf(key);
    return alone === authority ? [{ date, name }] : [];
  });
  return { zone: state.body.zone, weekend: state.body.weekend, holidays };
}

/** A partner, an authority by its key, as the lines of its State have it. */
export function partnerFacts(code: string, entries: readonly AnyEntry[], authority?: string): PartnerFacts | undefined {
  const [facts, calendar, of] = [stateFacts(code, entries), calendarFrom(entries, authority), select(entries)];
  if (!facts || !calendar) return undefined;
  const ofState: PartnerFacts = {
    ...facts,
    languages: of('language')
      .sort((a, b) => a.body.place - b.body.place)
      .map(({ key, source }) => ({ tag: key, source })),
    demands: inOrder(DEMANDS, of('demand')).map(({ key, body, source, checkedOn }) => ({
      id: key,
      text: body.text,
      source,
      checkedOn: checkedOn ?? '',
    })),
    otherTreaties: of('treaty').map(({ body, source }) => ({ ...body, source })),
    routes: inOrder(ROUTES, of('route')).map(({ key, source }) => ({ route: key, source })),
    channels: inOrder(CHANNELS, of('channel')).map(({ key, source }) => ({ channel: key, source })),
    calendar,
  };
  const provider = of('provider').find(({ key }) => key === authority);
  return provider ? providerFacts(provider, ofState) : ofState;
}

/** A provider: what its State asks of requests to itself is not asked of those to it. */
function providerFacts({ body, source }: LawEntry<'provider'>, state: PartnerFacts): PartnerFacts {
  const { accepts, languages, zone = state.calendar.zone } = body;
  return {
    ...state,
    languages: languages.length > 0 ? languages.map((tag) => ({ tag, source })) : state.languages,
    demands: [],
    routes: [],
    channels: [],
    calendar: { ...state.calendar, zone },
    provider: { accepts, source },
  };
}

/** What the installation has made of the catalogue, as its lines have it. */
export function houseLaw(entries: readonly AnyEntry[]): HouseLaw {
  const sorted = [...entries].sort((a, b) => (a.about < b.about ? -1 : a.about > b.about ? 1 : 0));
  const of = select(sorted);
  return {
    corrections: of('correction').map(({ about, key, body, confidence }) => ({
      instrument: about,
      path: key,
      value: body.value,
      confidence,
    })),
    switchedOn: of('switch').flatMap(({ about, body }) => (body.on ? [about] : [])),
    instruments: of('instrument').map(({ about, body }) => ({ ...body.data, id: about }) as unknown as Instrument), // its shape was checked when it was entered
  };
}

/** The lines that a State and its calendar are made of: what `stateFacts` and `partnerFacts` read back. */
export function entriesOf(
  { code: about, ...facts }: StateFacts & Partial<PartnerFacts>,
  calendar: Calendar,
  plain: Checked = { source: 'demonstration' },
): AnyEntry[] {
  const { names, memberships, declarations, isComplete } = facts;
  const { languages = [], demands = [], otherTreaties = [], routes = [], channels = [] } = facts;
  const { zone, weekend, holidays } = calendar;
  return [
    {
      kind: 'state',
      about,
      key: '',
      body: { names: { ...names }, zone, weekend: [...weekend], isComplete },
      ...by(plain),
    },
    ...memberships.map((one): AnyEntry => {
      const body = { ...terms(one), ...(one.isNot ? { isNot: true as const } : {}) };
      return { kind: 'membership', about, key: one.instrument, body, ...by(one) };
    }),
    ...declarations.map((one): AnyEntry => {
      const body = { text: one.text, ...(one.value ? { value: one.value } : {}), ...terms(one) };
      return { kind: 'declaration', about, key: `${one.instrument}/${one.kind}`, body, ...by(one) };
    }),
    ...languages.map(
      (one, index): AnyEntry => ({ kind: 'language', about, key: one.tag, body: { place: index + 1 }, ...by(one) }),
    ),
    ...demands.map((one): AnyEntry => ({ kind: 'demand', about, key: one.id, body: { text: one.text }, ...by(one) })),
    ...otherTreaties.map(
      (one): AnyEntry => ({
        kind: 'treaty',
        about,
        key: one.name,
        body: { name: one.name, since: one.since },
        ...by(one),
      }),
    ),
    ...routes.map((one): AnyEntry => ({ kind: 'route', about, key: one.route, body: {}, ...by(one) })),
    ...channels.map((one): AnyEntry => ({ kind: 'channel', about, key: one.channel, body: {}, ...by(one) })),
    ...holidays.map(
      ({ date, name }): AnyEntry => ({ kind: 'holiday', about, key: date, body: { name }, ...by(plain) }),
    ),
  ];
}

/** What is said of a fact; where nothing is said of how sure it is, it is on the word of its source. */
const by = ({ source, confidence = 'confirmed', checkedBy, checkedOn }: Checked) => ({
  source,
  confidence: confidence as Confidence, // one of the two, widened again
  ...(checkedBy ? { checkedBy } : {}),
  ...(checkedOn ? { checkedOn } : {}),
});
const terms = ({ since, until }: { since?: string | undefined; until?: string | undefined }) => ({
  ...(since ? { since } : {}),
  ...(until ? { until } : {}),
});

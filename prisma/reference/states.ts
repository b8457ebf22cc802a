import type { Names } from '../../domain/letter.ts';
import type { Declaration, Membership, StateFacts } from '../../domain/states.ts';

/** What is known of some real States, from public sources; whatever is not here is unknown, never taken to be none. */
type Known = {
  /** The zone of its capital or seat; a line of the law may name another one. */
  zone: string;
  memberships: readonly Membership[];
  declarations?: readonly Declaration[];
  /** Languages in which it takes requests, where a source says so; the first is the one to translate into. */
  languages?: readonly { readonly tag: string; readonly source: string }[];
};

const PROTOCOL = 'status table of the Second Additional Protocol, verdragenbank.overheid.nl, treaty 013833';
const IMPLIED = 'only Parties to the Convention on Cybercrime can ratify its Second Additional Protocol';
const CHECKED = { checkedOn: '2026-11-01' } as const;

const ratified = (on: string): Membership => ({
  instrument: 'cets-224',
  since: on,
  source: `${PROTOCOL}: ratified on ${on}`,
  confidence: 'confirmed',
  ...CHECKED,
});
const byImplication: Membership = { instrument: 'budapest-185', source: IMPLIED, confidence: 'confirmed', ...CHECKED };
const member = (instrument: string, since: string, source: string): Membership => ({
  instrument,
  since,
  source,
  confidence: 'unverified',
  ...CHECKED,
});
const notBound = (instrument: string, source: string): Membership => ({
  instrument,
  isNot: true,
  source,
  confidence: 'confirmed',
  ...CHECKED,
});
const EIO = member('eu-eio-2014-41', '2017-05-22', 'Member State of the European Union');
const E_EVIDENCE = member('eu-e-evidence-2023-1543', '2026-08-18', 'Member State of the European Union');
const NO_EIO = notBound('eu-eio-2014-41', 'Directive 2014/41/EU, recitals: not bound');
const union = (zone: string): Known => ({ zone, memberships: [EIO, E_EVIDENCE] });
const cloudAct = (since: string, confidence: Membership['confidence'] = 'confirmed'): Membership => ({
  instrument: 'us-cloud-act-agreements',
  since,
  source: 'agreement with the United States',
  ...(confidence ? { confidence } : {}),
  ...CHECKED,
});

const english = (source: string) => [{ tag: 'en', source }];

const KNOWN: Readonly<Record<string, Known>> = {
  AU: {
    zone: 'Australia/Sydney',
    memberships: [cloudAct('2024-01-31', 'unverified')],
    languages: english('Mutual Assistance in Criminal Matters Act 1987 and its guidance: in writing and in English'),
  },
  BE: union('Europe/Brussels'),
  DE: union('Europe/Berlin'),
  DK: {
    zone: 'Europe/Copenhagen',
    memberships: [NO_EIO, notBound('eu-e-evidence-2023-1543', 'Regulation (EU) 2023/1543, recitals: not bound')],
  },
  ES: union('Europe/Madrid'),
  FR: union('Europe/Paris'),
  GB: {
    zone: 'Europe/London',
    memberships: [cloudAct('2022-10-03')],
    languages: english('practice under the Crime (International Co-operation) Act 2003: requests come in English'),
  },
  HU: { zone: 'Europe/Budapest', memberships: [byImplication, ratified('2026-02-05'), EIO, E_EVIDENCE] },
  IE: { zone: 'Europe/Dublin', memberships: [NO_EIO, E_EVIDENCE] },
  IN: {
    zone: 'Asia/Kolkata',
    memberships: [member('bilateral-extradition-60', '1999-07-21', 'treaty with the United States of 1997')],
  },
  IT: union('Europe/Rome'),
  JP: {
    zone: 'Asia/Tokyo',
    memberships: [byImplication, ratified('2023-08-10')],
    declarations: [
      {
        instrument: 'cets-224',
        kind: 'no-direct-orders',
        text: 'article 7 does not apply to Japan',
        source: PROTOCOL,
        confidence: 'confirmed',
        ...CHECKED,
      },
    ],
  },
  KR: { zone: 'Asia/Seoul', memberships: [] },
  NL: union('Europe/Amsterdam'),
  RS: { zone: 'Europe/Belgrade', memberships: [byImplication, ratified('2023-02-09')] },
  US: {
    zone: 'America/New_York',
    languages: english('practice under 18 USC 3512: requests come in English'),
    memberships: [
      cloudAct('2022-10-03'),
      member('bilateral-extradition-60', '1999-07-21', 'treaty with India of 1997'),
    ],
  },
};

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** Languages that letters are written in: the State is named in each. */
const NAMED_IN = ['en', 'fr', 'ar'];

/** Names of the States of ISO 3166 in a language, as CLDR has them; English where that language has none. */
export function stateNames(language: string): (code: string) => string | undefined {
  const known = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'none' });
  return (code) => (REAL_STATES.includes(code) ? known.of(code) : undefined);
}

function namesOf(code: string, en: string): Names {
  return { en, ...Object.fromEntries(NAMED_IN.map((language) => [language, stateNames(language)(code) ?? en])) };
}

/** ISO 3166-1 alpha-2 codes of States and territories that are in use. */
export const REAL_STATES: readonly string[] = codes();

function codes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const reserved = new Set(['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK']); // CLDR knows them, ISO does not assign them
  return letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter(
      (code) => !reserved.has(code) && names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
    )
    .filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`);
}

/** What is known of a real State; undefined where the code is none. */
export function realState(code: string): StateFacts | undefined {
  const en = REAL_STATES.includes(code) ? names.of(code) : undefined;
  if (en === undefined) return undefined;
  const { memberships = [], declarations = [] }: Partial<Known> = KNOWN[code] ?? {};
  return { code, names: namesOf(code, en), memberships, declarations, isComplete: false };
}

/** The languages in which a real State is known to take requests; none where nothing is on record. */
export const realLanguages = (code: string): NonNullable<Known['languages']> => KNOWN[code]?.languages ?? [];

/** Those of which something is on record here, each with the zone of its seat. */
export const KNOWN_STATES: ReadonlyMap<string, string> = new Map(
  Object.entries(KNOWN).map(([code, { zone }]) => [code, zone]),
);

/** The weekend of a State as CLDR has it: ISO weekdays, 1 Monday to 7 Sunday. */
export function weekendOf(state: string): number[] {
  const locale = new Intl.Locale(`und-${state}`) as Intl.Locale & { getWeekInfo(): { weekend: number[] } }; // the type lags behind the language
  return locale.getWeekInfo().weekend;
}

import { catalogueOf, type HouseLaw } from '../domain/catalogue.ts';
import type { Content } from '../domain/content.ts';
import { partSchema } from '../domain/content.ts';
import { copyRecipient } from '../domain/copies.ts';
import type { Calendar } from '../domain/dates.ts';
import { holdDates } from '../domain/holds.ts';
import type { InstallationKind } from '../domain/installation.ts';
import { type Between, printedRoute, routeOf } from '../domain/legal-basis.ts';
import {
  canonicalLetter,
  forPartner,
  type LetterInput,
  type Names,
  namedFor,
  type Segment,
  segmentsOf,
  translated,
} from '../domain/letter.ts';
import type { PartnerFacts } from '../domain/partners.ts';
import type { Basis, Request } from '../domain/request.ts';
import type { StateFacts } from '../domain/states.ts';
import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import type { Route } from '../domain/treaties/type.ts';
import type { Tx } from './db.ts';
import { sha256 } from './hash.ts';

/** The organisation and the partner as a letter shows them. */
export type House = {
  state: string;
  state_names: Names;
  authority_names: Names;
  address: string;
  telephone: string;
  email: string;
  hours: string;
  zone: string;
  letter_language: string;
  calendar: Calendar;
  facts: StateFacts;
  law: HouseLaw;
  kind: InstallationKind;
};
export type Addressee = {
  /** The central authority of its State: itself, or another; null where none is on record. */
  central: string | null;
  state: string;
  names: Names;
  address: string;
  email: string | null;
  facts: PartnerFacts;
};

/** What the parts of a request say now. */
export async function loadContent(tx: Pick<Tx, 'query'>, request: Request): Promise<Content> {
  const { rows } = await tx.query<{ key: string; value: unknown }>(
    'select key, value from part where request_id = $1',
    [request.id],
  );
  const values = new Map(rows.map(({ key, value }) => [key, partSchema(key)?.parse(value)]));
  const parts = Object.fromEntries([...values].filter(([key]) => !key.startsWith('item/')));
  const items = request.items.map(({ id }) => ({ ...(values.get(`item/${id}`) as object | undefined), id })); // parsed by its schema above
  return { ...parts, items };
}

/** Everything the letter is made of, as of a date. */
export async function loadLetterInput(tx: Tx, request: Request, date: string): Promise<LetterInput> {
  const [content, house, addressee, annexes] = [
    await loadContent(tx, request),
    await loadHouse(tx, request.org),
    await loadAddressee(tx, request.partner),
    await loadAnnexes(tx, request),
  ];
  const around = { ...lawBetween(house, addressee), ...(addressee.central ? { central: addressee.central } : {}) };
  const route = printedRoute(routeOf(date, request, around));
  const copyTo = copyRecipient(request, around, date);
  const copy = copyTo === undefined ? undefined : await loadAddressee(tx, copyTo);
  const treaties = ownTitles(house, request);
  return {
    ...namedFor(request),
    reference: request.reference,
    date,
    label: request.label,
    urgency: request.urgency,
    ...(house.kind === 'real' ? {} : { marking: house.kind }),
    requesting: {
      state: house.state_names,
      authority: house.authority_names,
      address: house.address,
      telephone: house.telephone,
      email: house.email,
      hours: house.hours,
      zone: house.zone,
    },
    requested: partyOf(addressee),
    ...(route ? { route } : {}),
    ...(isVoluntary(request, route?.id, around) ? { isVoluntary: true } : {}),
    ...(copy ? { copy: partyOf(copy) } : {}),
    basis: request.basis.map(printed),
    ...(Object.keys(treaties).length > 0 ? { treaties } : {}),
    items: request.items.map(({ id, type, basis }) => ({ id, type, ...(basis ? { basis: basis.map(printed) } : {}) })),
    content,
    annexes,
    holds: holdsOf(content, addressee.facts.calendar),
  };
}

/** A provider that is asked from abroad under a statute of its own State may answer, and need not. */
const isVoluntary = (
  { basis }: Request,
  route: Route | undefined,
  { instruments }: Pick<Between, 'instruments'>,
): boolean => route === 'direct-provider' && instruments[basis[0]?.instrument ?? '']?.kind === 'domestic-statute';

/** A basis as the partner reads it: why we rely on it stays in the house. */
const printed = ({ instrument, articles }: Basis): Basis => ({ instrument, articles });

/** Titles of the treaties of our own that a request rests on, by id. */
export function ownTitles(
  { law }: Pick<House, 'law'>,
  { basis, items }: Pick<Request, 'basis' | 'items'>,
): Record<string, string> {
  const relied = [...basis, ...items.flatMap((item) => item.basis ?? [])];
  return Object.fromEntries(
    law.instruments.flatMap(({ id, name }) => (relied.some(({ instrument }) => instrument === id) ? [[id, name]] : [])),
  );
}

/** The law as the house has it, and what is on record of the two States. */
const lawBetween = ({ law, facts: ours }: House, { facts: partner }: Addressee): Between => ({
  ours,
  partner,
  instruments: catalogueOf(INSTRUMENTS, law),
  switchedOn: law.switchedOn,
});

/** The dates of linked preservation, counted where the data are held. */
const holdsOf = ({ earlier = [] }: Content, calendar: Calendar): LetterInput['holds'] =>
  earlier.flatMap((one) => {
    const dates = holdDates(one, calendar);
    return dates
      ? [{ reference: dates.reference, preservedFrom: dates.from, until: dates.until, source: dates.source }]
      : [];
  });

export async function loadHouse(tx: Pick<Tx, 'query'>, org: string): Promise<House> {
  const { rows } = await tx.query<House>('select o.*, i.kind from org o, installation i where o.id = $1', [org]);
  if (!rows[0]) throw new Error(`Cannot load organisation "${org}": it does not exist`);
  return rows[0];
}

/** The central authority of the State of an authority `a`: itself where it is one. */
export const CENTRAL = `case when a.key like 'central-authority%' then a.id else
  (select c.id from authority c where c.org_id = a.org_id and c.state = a.state and c.key like 'central-authority%' order by c.key limit 1) end`;

/** An authority as a letter names it. */
export const partyOf = ({ facts, names, address }: Addressee): LetterInput['requested'] => ({
  state: facts.names,
  authority: names,
  address,
});

export async function loadAddressee(tx: Pick<Tx, 'query'>, partner: string): Promise<Addressee> {
  const { rows } = await tx.query<Addressee>(
    `select state, names, address, email, facts, ${CENTRAL} as central from authority a where id = $1`,
    [partner],
  );
  if (!rows[0]) throw new Error(`Cannot load authority "${partner}": it does not exist`);
  return rows[0];
}

async function loadAnnexes(tx: Tx, request: Request): Promise<LetterInput['annexes']> {
  if (request.annexes.length === 0) return [];
  const { rows } = await tx.query<{ id: string; body: string }>('select id, body from note where id = any ($1)', [
    request.annexes.map(({ title }) => title.text),
  ]);
  const sizes = await tx.query<{ id: string; size: number }>('select id, size from file where id = any ($1)', [
    request.annexes.map(({ file }) => file.file),
  ]);
  return request.annexes.map(({ id, title, file }, index) => ({
    id,
    letter: letterOf(index),
    title: rows.find((row) => row.id === title.text)?.body ?? '',
    hash: file.hash,
    size: sizes.rows.find((row) => row.id === file.file)?.size ?? 0,
  }));
}

/** A, B, ... Z, AA, AB ... */
export const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** The hash that the footer of a letter bears. */
export const contentHashOf = (input: LetterInput, language: string, template: string): string =>
  sha256(canonicalLetter(forPartner(input), language, template));

export type SegmentState = Segment & { sourceHash: string; translation?: string; version: number; current: boolean };

/** Every segment of the letter with its translation as it stands. */
export async function loadSegments(
  tx: Tx,
  request: string,
  input: LetterInput,
  language: string,
): Promise<SegmentState[]> {
  const { rows } = await tx.query<{ segment_id: string; source_hash: string; text: string; version: number }>(
    'select segment_id, source_hash, text, version from segment where request_id = $1 and language = $2',
    [request, language],
  );
  const known = new Map(rows.map((row) => [row.segment_id, row]));
  return segmentsOf(input).map((segment) => {
    const row = known.get(segment.id);
    const sourceHash = sha256(segment.text);
    if (!row) return { ...segment, sourceHash, version: 0, current: false };
    return {
      ...segment,
      sourceHash,
      translation: row.text,
      version: row.version,
      current: row.source_hash === sourceHash && row.text.trim() !== '',
    };
  });
}

/** The letter in the partner's language: the same input with each segment's translation. */
export const inTranslation = (input: LetterInput, segments: readonly SegmentState[]): LetterInput =>
  translated(
    input,
    new Map(segments.flatMap(({ id, translation }) => (translation === undefined ? [] : [[id, translation]]))),
  );

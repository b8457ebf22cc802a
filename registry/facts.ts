import { randomUUID } from 'node:crypto';
import { ALARM } from '../domain/alarms.ts';
import { catalogueOf, type HouseLaw } from '../domain/catalogue.ts';
import { dateIn } from '../domain/dates.ts';
import { NotFound } from '../domain/errors.ts';
import type { Draft } from '../domain/gaps/draft.ts';
import type { Met } from '../domain/gaps/experience.ts';
import { findGaps } from '../domain/gaps.ts';
import { type Hold, requestsOf } from '../domain/hold.ts';
import { HOUSE_RULES, withOverrides } from '../domain/house-rules.ts';
import { ownTypeOf } from '../domain/kinds.ts';
import { stackOn } from '../domain/legal-bases/stack.ts';
import type { Facts, Move, Prepared, Reached } from '../domain/move.ts';
import { type PartnerFacts, translationDue } from '../domain/partners.ts';
import type { Request } from '../domain/request.ts';
import type { Actor, Staff } from '../domain/roles.ts';
import type { StateFacts } from '../domain/states.ts';
import { INSTRUMENTS, type Instruments } from '../domain/treaties/instruments.ts';
import { one, type Tx } from './db.ts';
import { CENTRAL, contentHashOf, loadContent, loadLetterInput, loadSegments } from './letter-input.ts';
import { rosterAt } from './roster.ts';

/** The house around a decision: rules, calendar, partner, and the clock. */
export type Surroundings = {
  now: string;
  calendar: Facts['calendar'];
  ours: StateFacts;
  law: HouseLaw;
  letter_language: string;
  partner: PartnerFacts;
  /** The central authority of the partner's State. */
  central: string | null;
  rules: Readonly<Record<string, number>>;
  reference_pattern: string;
  /** Everybody of the house who may get work. */
  staff: readonly Staff[];
};

const surroundings = (authority: string): string => `
  select clock_now() as now, o.calendar, o.facts as ours, o.law, o.letter_language, o.reference_pattern, a.facts as partner,
         ${CENTRAL} as central,
         (select coalesce(jsonb_object_agg(id, amount), '{}') from house_rule h where h.org_id = o.id) as rules,
         (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'roles', roles, 'office', office_id) order by id), '[]') from person p
          where p.org_id = o.id and p.active and p.authority_id is null) as staff
  from org o join authority a on a.org_id = o.id where o.id = $1 and a.id = ${authority}`;
/** The statement that reads them, by organisation and authority. */
export const SURROUNDINGS = surroundings('$2');
const AROUND_REQUEST = surroundings('(select partner_id from request where id = $2)');

/** Those of a request as it stands; undefined where the viewer sees none. */
export const surroundingsOf = async (tx: Tx, org: string, request: string): Promise<Surroundings | undefined> =>
  one(await tx.query<Surroundings>({ name: 'around request', text: AROUND_REQUEST, values: [org, request] }));

export async function loadSurroundings(tx: Tx, org: string, partner: string): Promise<Surroundings> {
  const { rows } = await tx.query<Surroundings>({ name: 'around', text: SURROUNDINGS, values: [org, partner] });
  if (!rows[0]) throw new NotFound(`authority "${partner}"`);
  return rows[0];
}

/** The house as one transaction sees it: what several steps rest on is read once. */
export type House = (partner: string) => Promise<Surroundings>;

export function houseIn(tx: Tx, org: string): House {
  const around = new Map<string, Promise<Surroundings>>();
  return (partner) => {
    const known = around.get(partner) ?? loadSurroundings(tx, org, partner);
    around.set(partner, known);
    return known;
  };
}

/** The facts as far as they do not rest on the content. */
export function factsWithin(around: Surroundings, request: Request, actor: Actor): Facts {
  const { now, calendar, partner, central, staff } = around;
  const instruments = catalogueOf(INSTRUMENTS, around.law);
  const target = languageDue(request, around, instruments);
  return {
    now,
    today: dateIn(now, calendar.zone),
    id: randomUUID(),
    rules: withOverrides(HOUSE_RULES, around.rules),
    calendar,
    partner,
    ...(central === null ? {} : { central }),
    staff,
    ours: around.ours,
    instruments,
    switchedOn: around.law.switchedOn,
    gaps: [],
    editors: [],
    stale: [],
    linked: [],
    roster: [],
    actor,
    ...(target ? { translateInto: target } : {}),
  };
}

/** The language that the letter of a request must be translated into, by what holds on the day of its approval. */
export function languageDue(
  { letter, basis, items, approval }: Pick<Request, 'letter' | 'basis' | 'items' | 'approval'>,
  { now, calendar, letter_language, ours, partner, law }: LanguageFacts,
  instruments: Instruments = catalogueOf(INSTRUMENTS, law),
): string | undefined {
  const on = dateIn(approval?.at ?? now, calendar.zone);
  const types = items.map(({ type }) => type);
  const stack = stackOn(on, { basis, types, ours, partner, instruments, switchedOn: law.switchedOn });
  return translationDue(letter?.language ?? letter_language, { partner, stack, on });
}

/** What the language of a letter rests on. */
export type LanguageFacts = Pick<Surroundings, 'now' | 'calendar' | 'letter_language' | 'ours' | 'partner' | 'law'>;

const LINKED = `select state from request
  where id = any ($1) or id in (select hold_id from hold_request where request_id = $2) or origin_id = $3 order by created_at, id`;

/** The files that a step rests on beside its own, as far as the viewer sees them. A file without any asks for nothing. */
async function linkedFor(
  tx: Tx,
  { id, hold }: Request,
  { needs = [] }: Pick<Move, 'needs'>,
  input: object,
): Promise<Request[]> {
  const {
    requests = [],
    linked,
    askedBy,
  } = input as {
    requests?: readonly string[];
    linked?: string;
    askedBy?: Hold['askedBy'];
  }; // parsed by the step's own schema
  const named = [...requests, ...(linked ? [linked] : []), ...(askedBy ? [askedBy.request] : [])];
  const wanted = needs.includes('requests') ? [...(hold ? requestsOf(hold) : []), ...named] : [];
  const [mine, origin] = [needs.includes('holds') ? id : null, needs.includes('drafts') ? id : null];
  if (wanted.length === 0 && mine === null && origin === null) return [];
  const { rows } = await tx.query<{ state: Request }>(LINKED, [wanted, mine, origin]);
  return rows.map(({ state }) => state);
}

/** Everything a decision rests on; the content only where the move needs it. */
export async function gatherFacts(
  tx: Tx,
  around: Surroundings,
  request: Request,
  move: Pick<Move, 'needs'>,
  {
    actor,
    experience,
    input: given = {},
    source,
  }: { actor: Actor; experience?: readonly Met[]; input?: object | undefined; source?: Request | undefined },
): Promise<Facts> {
  const linked = await linkedFor(tx, source ?? request, move, given);
  const carried = source ? { source: { request: source, content: await loadContent(tx, source) } } : {};
  const directory = move.needs?.includes('directory')
    ? await directoryOf(tx, request.org, around.partner.code)
    : undefined;
  const roster = callsSomebody(move, given) ? await rosterAt(tx, request.org, around) : [];
  const facts = {
    ...factsWithin(around, request, actor),
    linked,
    roster,
    ...(directory ? { directory } : {}),
    ...carried,
  };
  if (!move.needs?.some((need) => need === 'content' || need === 'segments')) return facts;
  const { letter } = request;
  const type = ownTypeOf(request);
  const input = await loadLetterInput(tx, request, letter?.date ?? facts.today);
  if (move.needs.includes('segments')) {
    const { translateInto } = facts;
    const segments = translateInto ? await loadSegments(tx, request.id, input, translateInto) : [];
    return { ...facts, stale: segments.filter(({ current }) => !current).map(({ id }) => id) };
  }
  return {
    ...facts,
    gaps: findGaps({
      request,
      content: input.content,
      annexes: input.annexes,
      partner: around.partner,
      ours: facts.ours,
      instrumentsById: facts.instruments,
      switchedOn: facts.switchedOn,
      ...(request.route ? { route: request.route } : {}),
      copyTo: copyTo(request, around),
      today: facts.today,
      ...(type ? { type } : {}),
      ...(experience ? { experience } : {}),
    }),
    contentHash: letter ? contentHashOf(input, letter.language, letter.template) : '',
    editors: await editorsOf(tx, request.id),
  };
}

/** The authorities of a State as they are on record at this instant, with the lines that say so. */
async function directoryOf(tx: Tx, org: string, state: string): Promise<Reached[]> {
  const { rows } = await tx.query<Reached>(
    `select id as entry, key, body ->> 'telephone' as telephone from law_entry
     where org_id = $1 and kind = 'authority' and about = $2 and ended_at is null order by key`,
    [org, state],
  );
  return rows.map(({ telephone, ...line }) => ({ ...line, ...(telephone ? { telephone } : {}) }));
}

/** Of the clocks that run out only that of an alarm calls somebody. */
const callsSomebody = ({ needs = [] }: Pick<Move, 'needs'>, input: { kind?: string }): boolean =>
  needs.includes('roster') && (input.kind ?? ALARM) === ALARM;

/** Whom a copy to the central authority would go to. */
const copyTo = ({ partner }: Request, { central }: Surroundings): NonNullable<Draft['copyTo']> => {
  if (central === null) return 'nobody';
  return central === partner ? 'addressee' : 'central-authority';
};

/** The facts once documents were made ready for the step: the hash that a letter of the content must bear. */
export async function withPrepared(tx: Tx, facts: Facts, request: Request, prepared: Prepared): Promise<Facts> {
  const { letter } = prepared;
  if (!letter || facts.contentHash === undefined) return { ...facts, prepared };
  const input = await loadLetterInput(tx, request, letter.date);
  return { ...facts, prepared, contentHash: contentHashOf(input, letter.language, letter.template) };
}

/** Who wrote the content as it stands: the authors of the current revision of each part. */
async function editorsOf(tx: Tx, request: string): Promise<string[]> {
  const { rows } = await tx.query<{ saved_by: string }>(
    'select distinct saved_by from part where request_id = $1 order by 1',
    [request],
  );
  return rows.map(({ saved_by }) => saved_by);
}

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Source } from '../../../domain/carrying.ts';
import { addMilliseconds, type Calendar, dateIn } from '../../../domain/dates.ts';
import { ACTIONS, type Command, decide } from '../../../domain/decide.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import type { Facts, Move, Prepared } from '../../../domain/move.ts';
import { type Action, MOVES } from '../../../domain/moves.ts';
import type { PartnerFacts } from '../../../domain/partners.ts';
import { type Event, fold, type Request } from '../../../domain/request.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { OnDuty } from '../../../domain/roster.ts';
import type { StateFacts } from '../../../domain/states.ts';
import { INSTRUMENTS, type Instruments } from '../../../domain/treaties/instruments.ts';
import { OURS } from '../drafts.ts';
import { AUTHORITY, CAST, HOME, PARTNER, uuid } from './cast.ts';

/** A request with what surrounds it: its events, the clock, and the content that a registry would keep. */
export type World = {
  readonly request: Request;
  readonly events: readonly Event[];
  readonly now: string;
  /** The content as it stands: its hash, and who wrote it. */
  readonly content: { readonly hash: string; readonly editors: readonly string[] };
  /** The content of which every segment is translated. */
  readonly translated?: string;
  readonly translateInto?: string;
  readonly partner: PartnerFacts;
  readonly ours?: StateFacts;
  /** Our days off and the catalogue, where they are not the usual ones. */
  readonly calendar?: Calendar;
  readonly instruments?: Instruments;
  readonly parent?: Request;
  readonly source?: Source;
  /** Of a hold the requests that it is linked to, of a request its holds. */
  readonly linked?: readonly Request[];
  /** How the partner’s State is reached. */
  readonly directory?: Facts['directory'];
  /** Who is called, in order. */
  readonly roster?: readonly OnDuty[];
};

const UNBORN: Request = {
  id: uuid(1000), org: uuid(1001), reference: '', direction: 'outgoing', kind: 'mla', status: 'draft', version: 0, createdAt: '', drafter: '', office: '',
  requested: '', partner: AUTHORITY, basis: [], urgency: 'normal', label: 'restricted', items: [], annexes: [], edition: 0, defects: [], transmissions: [],
  questions: [], conditions: [], deliveries: [], deskQuestions: [], chases: 0, deadlines: [],
}; // biome-ignore format: one request, one look

/** A Monday, nine in the morning at the central authority. */
export const MONDAY = '2026-03-09T00:00:00Z';
export const sha = remembered((text: string) => createHash('sha256').update(text).digest('hex'));
/** What is asked for thousands of times is worked out once. */
function remembered(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const answer = known.get(text) ?? work(text);
    known.set(text, answer);
    return answer;
  };
}

export const newWorld = (more: Partial<World> = {}): World => ({
  request: UNBORN,
  events: [],
  now: MONDAY,
  content: { hash: sha('content 1'), editors: [CAST.drafter.id] },
  translateInto: 'fr',
  partner: PARTNER,
  ...more,
});

/** Later in the same world. */
export const later = (world: World, milliseconds: number): World => ({
  ...world,
  now: addMilliseconds(world.now, milliseconds),
});
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const at = (world: World, now: string): World => ({ ...world, now });

/** The content changed by somebody's hand. */
export const edited = (world: World, by: string): World => ({
  ...world,
  content: {
    hash: sha(`${world.content.hash}, edited by ${by}`),
    editors: [...new Set([...world.content.editors, by])],
  },
});
/** Every segment of the content translated. */
export const translatedNow = (world: World): World => ({ ...world, translated: world.content.hash });

const todayAt = remembered((now) => dateIn(now, HOME.zone));

/** Facts that differ from those of the world. */
export type Circumstances = Partial<
  Pick<Facts, 'central' | 'gaps' | 'stale' | 'contentHash' | 'editors' | 'prepared' | 'now' | 'rules' | 'staff'>
>;

/** What the registry, the API and the activities would hand to a decision. */
export function factsFor(world: World, action: Action | undefined, actor: Actor, more: Circumstances = {}): Facts {
  const { request, now, content, partner, translateInto, translated, parent, source } = world;
  const { calendar = HOME, instruments = INSTRUMENTS, ours = OURS, linked = [], roster = [] } = world;
  return {
    now,
    today: todayAt(now),
    id: uuid(request.version + 2000),
    actor: { provedAt: now, ...actor },
    rules: HOUSE_RULES,
    calendar,
    partner,
    ours,
    instruments,
    switchedOn: [],
    gaps: [],
    contentHash: content.hash,
    editors: content.editors,
    staff: Object.values(CAST).filter(({ roles }) => !roles.some((role) => role === 'partner')),
    linked,
    roster,
    stale: translateInto === undefined || translated === content.hash ? [] : ['facts/p1'],
    prepared: preparedFor(world, action),
    reference: 'MLA-2026-1',
    ...(translateInto ? { translateInto } : {}),
    ...(world.directory ? { directory: world.directory } : {}),
    ...(parent ? { parent } : {}),
    ...(source ? { source } : {}),
    ...more,
  };
}

const fileRef = (name: string) => ({ file: uuid(Number.parseInt(sha(name).slice(0, 6), 16)), hash: sha(name) });

function preparedFor({ request, content }: World, action: Action | undefined): Prepared {
  const letter = {
    ...fileRef(`letter ${content.hash}`),
    contentHash: content.hash,
    language: 'en',
    template: '1',
    date: '2026-03-09',
  };
  if (action === 'prepareEnquiry') {
    const enquiry = `enquiry ${request.enquiry?.n}`;
    return { wire: fileRef(enquiry), messageId: fileRef(enquiry).file };
  }
  const version = `package ${request.edition}`;
  return {
    letter,
    package: fileRef(version),
    wire: fileRef(`${version}, mail of ${request.transmissions.length}`),
    messageId: fileRef(version).file,
  };
}

/** Parses an input as the API does, and puts its words and files aside as the registry does. */
export function deposited(action: Action, input: object, at: number): Command['input'] {
  const schema: z.ZodObject = MOVES[action].input;
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const gaps = parsed.error.issues.map(({ path, code, message }) => ({
      field: path.join('.'),
      rule: code,
      message,
      source: 'the shape of the input',
    }));
    throw new InvalidInput(action, gaps);
  }
  return aside(schema, parsed.data, `${at}`) as Command['input']; // an object along an object schema
}

type Def = { type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType> };

function aside(schema: z.ZodType, value: unknown, salt: string): unknown {
  const kind = schema.meta()?.['deposit'];
  if (kind === 'file') return { file: value, hash: sha(String(value)) };
  if (kind === 'text') return { text: fileRef(`${salt} ${value}`).file, hash: sha(`${salt} ${value}`) };
  const { innerType, element, shape } = schema.def as Def; // zod's own public definition
  if (value === undefined || value === null) return value;
  if (innerType) return aside(innerType, value, salt);
  if (element && Array.isArray(value)) return value.map((one, index) => aside(element, one, `${salt}.${index}`));
  if (!shape || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, shape[key] ? aside(shape[key], one, `${salt}.${key}`) : one]),
  );
}

/** Takes one step, or throws what the domain throws. The world before stays as it was. */
export function step(world: World, actor: Actor, action: Action, input: object = {}, more: Circumstances = {}): World {
  const { request } = world;
  const command: Command = { action, input: deposited(action, input, request.version + 1) };
  const event = decide(frozen(request), command, factsFor(world, action, actor, more));
  return {
    ...world,
    request: fold(request.version === 0 ? undefined : request, event),
    events: [...world.events, event],
  };
}

/** Nothing that decides may change what it was given. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const one of Object.values(value)) frozen(one);
  }
  return value;
}

export const moveOf = (action: Action): Move => MOVES[action];
/** The steps of a request, and those of a hold. */
export const STEPS_OF_REQUESTS = ACTIONS.filter((action) => moveOf(action).of === undefined);
export const STEPS_OF_HOLDS = ACTIONS.filter((action) => moveOf(action).of === 'hold');
/** The last event of a world. */
export const lastEvent = ({ events }: World): Event => {
  const last = events.at(-1);
  if (!last) throw new Error('Cannot give the last event: nothing has happened');
  return last;
};
/** What a step is refused with. */
export function refusalOf(
  attempt: () => unknown,
): Error & { rule?: string; source?: string; gaps?: { field: string; rule: string; source: string }[] } {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('Cannot give a refusal: the step was taken');
}

import { catalogueOf } from '../domain/catalogue.ts';
import { dateIn } from '../domain/dates.ts';
import { HOUSE_RULES, withOverrides } from '../domain/house-rules.ts';
import type { Facts } from '../domain/move.ts';
import { needsTranslation } from '../domain/partners.ts';
import type { Request } from '../domain/request.ts';
import { INSTRUMENTS } from '../domain/treaties/instruments.ts';
import type { Surroundings } from '../registry/facts.ts';
import { type Context, me, type Tx } from './context.ts';

type Around = Omit<Surroundings, 'now'> & { now: Date };
const known = new WeakMap<Tx, Map<string, Promise<Around>>>();

/** The house and the partner, read once in a snapshot: a list of requests has few partners. */
function aroundOnce(tx: Tx, request: Request): Promise<Around> {
  const ofSnapshot = known.get(tx) ?? new Map<string, Promise<Around>>();
  known.set(tx, ofSnapshot);
  const around = ofSnapshot.get(request.partner) ?? loadAround(tx, request);
  ofSnapshot.set(request.partner, around);
  return around;
}

async function loadAround(tx: Tx, { id, org, partner }: Request): Promise<Around> {
  const rows = await tx.$queryRaw<Around[]>`
    select clock_now() as now, o.calendar, o.facts as ours, o.law, o.letter_language, o.reference_pattern, a.facts as partner,
           (select coalesce(jsonb_object_agg(id, amount), '{}') from house_rule h where h.org_id = o.id) as rules
    from org o join authority a on a.org_id = o.id where o.id = ${org}::uuid and a.id = ${partner}::uuid`;
  if (!rows[0]) throw new Error(`Cannot gather facts for "${id}": its authority is gone`);
  return rows[0];
}

/** The facts for telling what the viewer may do: as the registry has them, but for the content, which is judged on submission. */
export async function factsFor(context: Context, request: Request): Promise<Facts> {
  const around = await aroundOnce(context.tx, request);
  const now = around.now.toISOString();
  const target = needsTranslation(request.letter?.language ?? around.letter_language, around.partner);
  return {
    now,
    today: dateIn(now, around.calendar.zone),
    id: '',
    actor: me(context).actor,
    rules: withOverrides(HOUSE_RULES, around.rules),
    calendar: around.calendar,
    partner: around.partner,
    instruments: catalogueOf(INSTRUMENTS, around.law),
    gaps: [],
    ...(request.letter ? { contentHash: request.letter.contentHash } : {}),
    editors: [],
    stale: [],
    staff: [],
    ...(target ? { translateInto: target } : {}),
  };
}

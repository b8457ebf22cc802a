import { dateIn } from '../domain/dates.ts';
import { HOUSE_RULES, withOverrides } from '../domain/house-rules.ts';
import type { Facts } from '../domain/move.ts';
import { needsTranslation } from '../domain/partners.ts';
import type { Request } from '../domain/request.ts';
import type { Surroundings } from '../registry/facts.ts';
import { type Context, me } from './context.ts';

/** The facts for telling what the viewer may do: as the registry has them, but for the content, which is judged on submission. */
export async function factsFor(context: Context, request: Request): Promise<Facts> {
  const rows = await context.tx.$queryRaw<(Omit<Surroundings, 'now'> & { now: Date })[]>`
    select clock_now() as now, o.calendar, o.parties, o.letter_language, o.reference_pattern, a.facts as partner,
           (select coalesce(jsonb_object_agg(id, amount), '{}') from house_rule h where h.org_id = o.id) as rules
    from org o join authority a on a.org_id = o.id where o.id = ${request.org}::uuid and a.id = ${request.partner}::uuid`;
  const around = rows[0];
  if (!around) throw new Error(`Cannot gather facts for "${request.id}": its authority is gone`);
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
    gaps: [],
    ...(request.letter ? { contentHash: request.letter.contentHash } : {}),
    editors: [],
    stale: [],
    staff: [],
    ...(target ? { translateInto: target } : {}),
  };
}

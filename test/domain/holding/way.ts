import { addDays } from '../../../domain/dates.ts';
import type { Deadline } from '../../../domain/deadlines.ts';
import { HOLD } from '../../../domain/hold.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import type { Action } from '../../../domain/moves.ts';
import { noticesOf } from '../../../domain/notices.ts';
import type { Request } from '../../../domain/request.ts';
import type { Actor } from '../../../domain/roles.ts';
import { AUTHORITY, CAST, ENGINE, PARTNER, uuid } from '../lifecycle/cast.ts';
import { reach } from '../lifecycle/way.ts';
import { at, lastEvent, newWorld, step, type World } from '../lifecycle/world.ts';

export const BRUSSELS = 'Europe/Brussels';
/** The first of May is a day off in Belmora. */
const BELMORA = {
  ...PARTNER,
  calendar: { zone: BRUSSELS, weekend: [6, 7], holidays: [{ date: '2026-05-01', name: 'May Day' }] },
};
/** Noon where the custodian is, in winter and in summer within the same day. */
export const noon = (day: string): string => `${day}T11:00:00Z`;
export const on = (world: World, day: string): World => at(world, noon(day));

/** The request that relies on it: as far as it has come. */
export const request = (place: Parameters<typeof reach>[0], more: Partial<Request> = {}): Request => ({
  ...reach(place).request,
  id: uuid(1100),
  reference: 'MLA-2026-7',
  ...more,
});

const UNBORN = (): World => {
  const world = newWorld({ partner: BELMORA });
  return { ...world, request: { ...world.request, kind: 'hold', status: 'requested', urgency: 'urgent' } };
};
export const OPENED = {
  requested: 'XBE',
  partner: AUTHORITY,
  period: 'budapest-185/art29-hold',
  custodian: 'Kite Cloud NV, Belmora',
  data: 'the mailbox kite@example.org and its logs',
  zone: BRUSSELS,
  askedOn: '2026-02-27',
};

/** A hold that was asked on 27 February 2026 (scenario A1), or another way. */
export const opened = (
  more: { askedOn?: string; [field: string]: unknown } = {},
  linked: readonly Request[] = [],
  actor: Actor = CAST.drafter,
): World =>
  step({ ...on(UNBORN(), more.askedOn ?? OPENED.askedOn), linked }, actor, 'openHold', {
    ...OPENED,
    requests: linked.map(({ id }) => id),
    ...more,
  });
export const confirm = (world: World, input: object, actor: Actor = CAST.partner): World =>
  step(world, actor, 'confirmHold', input);
/** Held from 2 March 2026 on. */
export const active = (more: Parameters<typeof opened>[0] = {}, linked: readonly Request[] = []): World =>
  confirm(on(opened(more, linked), '2026-03-03'), { effectiveOn: '2026-03-02', ticket: 'POC-77' });

export const take = (world: World, actor: Actor, action: Action, input: object = {}): World =>
  step(world, actor, action, input);
export const clock = ({ request: { deadlines } }: World): Deadline | undefined =>
  deadlines.findLast(({ kind }) => kind === HOLD);
export const told = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(
    ({ kind, to }) => `${kind} > ${to.replace(/^user:.*/, 'drafter')}`,
  );

/** Whatever alarm of the hold comes next, at its own instant. */
export function alarm(world: World): World {
  const next = clock(world);
  if (next?.status !== 'open') throw new Error('Cannot give an alarm: no clock runs');
  const { kind, cycle, dueAt, remindAt, reminded } = next;
  const isReminder = !reminded && remindAt !== undefined;
  return step(at(world, isReminder ? remindAt : dueAt), ENGINE, isReminder ? 'remind' : 'fireDeadline', {
    kind,
    cycle,
  });
}
/** With all alarms up to a day. */
export function until(world: World, day: string): World {
  const next = clock(world);
  const comes = next?.status === 'open' ? (next.reminded ? next.dueAt : (next.remindAt ?? next.dueAt)) : undefined;
  return comes !== undefined && comes <= noon(day) ? until(alarm(world), day) : on(world, day);
}
export const lapsed = (world: World): World => until(world, addDays(world.request.hold?.until ?? '', 1));

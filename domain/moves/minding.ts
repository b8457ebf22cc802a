import { compare, endOfDay } from '../dates.ts';
import type { Deadline, DeadlineChange } from '../deadlines.ts';
import { ActionNotAllowed } from '../errors.ts';
import { HOLD_ACTION } from '../hold.ts';
import { RUNNING_OUT } from '../hold-status.ts';
import { type Facts, move, NO_INPUT } from '../move.ts';
import { type Request, STATUSES, type Status } from '../request.ts';
import { cancelled, met, nextCycle } from './clocks-of.ts';

const SOURCE = 'procedure 3.3, H6';
/** Nothing is done for its holds any more. */
const AT_REST: ReadonlySet<Status> = new Set(['executed', 'refused', 'withdrawn', 'closed', 'ca-declined']);

/** The hold of a request that must be acted on first, and by when: its last working day ends where the custodian is. */
function mostUrgent(
  linked: readonly Request[],
): { reference: string; actBy: string; until: string; zone: string; dueAt: string } | undefined {
  return linked
    .flatMap(({ reference, status, hold }) =>
      hold?.actBy !== undefined && hold.until !== undefined && RUNNING_OUT.some((one) => one === status)
        ? [{ reference, actBy: hold.actBy, until: hold.until, zone: hold.zone, dueAt: endOfDay(hold.actBy, hold.zone) }]
        : [],
    )
    .sort((a, b) => compare(a.dueAt, b.dueAt))[0];
}

/**
 * What becomes of the clock by which a request minds its holds (H6): it is due on the earliest of their action dates
 * until the requested State has received it. Nothing where the clock stands as it must.
 */
export function minding(request: Request, { linked, now }: Pick<Facts, 'linked' | 'now'>): readonly DeadlineChange[] {
  if (request.receivedOn !== undefined) return met(request, HOLD_ACTION);
  const hold = AT_REST.has(request.status) ? undefined : mostUrgent(linked);
  const last = request.deadlines.findLast(({ kind }) => kind === HOLD_ACTION);
  const isMinded = last !== undefined && last.status !== 'cancelled' && last.dueAt === hold?.dueAt;
  if (!hold || isMinded) return hold ? [] : cancelled(request, HOLD_ACTION);
  const deadline: Deadline = {
    kind: HOLD_ACTION,
    cycle: nextCycle(request, HOLD_ACTION),
    startedAt: now,
    dueAt: hold.dueAt,
    zone: hold.zone,
    source: SOURCE,
    trigger: request.version + 1,
    status: 'open',
    reminded: false,
    counted: { stated: hold.actBy },
    explanation: [
      { date: hold.actBy, text: `the last working day before hold ${hold.reference} ends on ${hold.until}` },
    ],
  };
  return [...cancelled(request, HOLD_ACTION), { op: 'open', deadline }];
}

export const mindingMoves = {
  mindHolds: move({
    doc: 'Sets the day by which the request must be with the requested State: the earliest action date of its holds.',
    source: SOURCE,
    by: 'system',
    from: STATUSES,
    needs: ['holds'],
    input: NO_INPUT,
    decide: (request, _input, facts) => {
      const deadlines = minding(request, facts);
      if (deadlines.length === 0)
        throw new ActionNotAllowed({
          action: 'mind the holds of',
          status: request.status,
          rule: 'minded',
          source: SOURCE,
          because: 'its holds are minded already',
        });
      return { to: request.status, set: {}, deadlines };
    },
  }),
} as const;

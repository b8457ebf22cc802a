import { isOfDirection, type Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { ALL_STATUSES, type Event } from '../../domain/request.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile, type EventRow, instant, isSame, type Step } from './record.ts';

/** The events are there from the first to the version without a gap, say what their columns say, and were allowed. */
export function checkEvents(file: CaseFile, { report }: Checking): void {
  const { events, row, steps } = file;
  report.count('events', events.length);
  const there = new Set(events.map(({ seq }) => seq));
  for (let seq = 1; seq <= Math.min(row.version, there.size + 100); seq += 1) {
    if (!there.has(seq)) report.found(at(file, seq), 'is missing');
  }
  for (const event of events) {
    const { seq } = event;
    if (seq < 1 || seq > row.version) report.found(at(file, seq), `lies beyond version ${row.version} of its request`);
    for (const column of differing(event, row.id)) {
      report.found(at(file, seq), `column "${column}" is not what the event says`);
    }
  }
  if (steps.length < events.length)
    report.found(at(file, events[steps.length]?.seq ?? 0), 'cannot be read: it is not of the shape of an event');
  for (const step of steps) {
    const fault = illegal(step);
    if (fault) report.found(at(file, step.event.seq), fault);
  }
}

/** What each column repeats of the event itself. */
const COLUMNS: Readonly<Record<string, (event: Event) => unknown>> = {
  request_id: ({ request }) => request,
  seq: ({ seq }) => seq,
  action: ({ action }) => action,
  from_status: ({ from }) => from,
  to_status: ({ to }) => to,
  actor_id: ({ actor }) => actor.id,
  actor_kind: ({ actor }) => actor.kind,
  stands_for: ({ actor }) => actor.standsInFor,
  on_behalf_of: ({ onBehalfOf }) => onBehalfOf,
  workflow: ({ actor }) => actor.workflow,
  schema_version: () => 1,
};

function differing(row: EventRow, request: string): string[] {
  const columns = Object.entries(COLUMNS).filter(([column, of]) => !isSame(row[column], of(row.body)));
  const names = columns.map(([column]) => column);
  if (instant(row['at']) !== instant(row.body.at)) names.push('at');
  if (row['request_id'] !== request) names.push('request_id');
  return names;
}

/** Why a step could not have been taken; undefined for one that could. */
function illegal({ event, before }: Step): string | undefined {
  const { action, from, to, actor } = event;
  const move: Move | undefined = Object.hasOwn(MOVES, action) ? MOVES[action as Action] : undefined; // own key, just checked
  if (!move) return 'its action is none of those that a request can take';
  if (FIRST_STEPS.has(action) !== (before === undefined))
    return `action "${action}" does not stand at the beginning of a request`;
  if (from !== (before?.status ?? null)) return 'its status before is not the one that the event before led to';
  if (before && !move.from.includes(before.status))
    return `action "${action}" is not allowed from status "${before.status}"`;
  if (before && !isOfDirection(move, before)) return `action "${action}" is not for what is ${before.direction}`;
  if (!ALL_STATUSES.includes(to)) return 'it leads to a status that does not exist';
  if ((move.by === 'system') !== (actor.kind === 'system')) return `action "${action}" is not for a ${actor.kind}`;
  return undefined;
}

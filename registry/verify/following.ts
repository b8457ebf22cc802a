import { tasksOf } from '../../domain/inbox.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile, instant } from './record.ts';

/** What follows from the events: one piece of news for each, the tasks of the state, notices of events that were. */
export function checkFollowing(file: CaseFile, { report }: Checking): void {
  const { events, outbox, notices, followers, row, where } = file;
  report.count('notices', notices.length);
  const posted = new Set(outbox.map(({ seq }) => seq));
  for (const { seq } of events) {
    if (!posted.delete(seq)) report.found(at(file, seq), 'was never put out for the engine');
  }
  for (const seq of posted) report.found(at(file, seq), 'is missing and was put out for the engine');
  const known = new Set(events.map(({ seq }) => seq));
  for (const { seq } of notices) {
    if (!known.has(seq)) report.found(at(file, seq), 'is missing and somebody was told of it');
  }
  for (const { workflow, seen_seq } of followers) {
    if (seen_seq > row.version)
      report.found(where, `workflow "${workflow}" has seen event ${seen_seq} of ${row.version}`);
  }
  checkTasks(file, report);
}

/** The head has tasks beyond the state's where nobody is left for a step. */
function checkTasks({ tasks, now, where }: CaseFile, report: Checking['report']): void {
  if (!now) return;
  const rows = new Map(tasks.map((task) => [`${task.action} for ${task.to_key}`, task]));
  for (const { action, to, dueAt } of tasksOf(now)) {
    const name = `${action} for ${to}`;
    const row = rows.get(name);
    rows.delete(name);
    if (!row) report.found(where, `task "${name}" is missing`);
    else if (instant(row['due_at']) !== instant(dueAt)) report.found(where, `task "${name}" is due at another time`);
  }
  for (const [name, { kind }] of [...rows].map(([name, row]) => [name, { kind: row['kind'] }] as const)) {
    if (kind !== 'nobody-left') report.found(where, `task "${name}" does not follow from its state`);
  }
}

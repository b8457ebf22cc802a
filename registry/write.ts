import { type Key, partnersOf, readersOf, translatorsOf } from '../domain/audience.ts';
import { compare } from '../domain/dates.ts';
import { stuckTasks } from '../domain/decide.ts';
import { requestsOf } from '../domain/hold.ts';
import { type Task, tasksOf } from '../domain/inbox.ts';
import type { Facts } from '../domain/move.ts';
import { type Notice, noticesOf } from '../domain/notices.ts';
import type { Event, FileRef, Request } from '../domain/request.ts';
import type { NewFile } from './apply.ts';
import type { Tx } from './db.ts';
import type { Note } from './deposit.ts';
import { canWait, isUneventful } from './patience.ts';
import { type Given, writeStatement } from './write-statement.ts';

export type Written = {
  previous: Request | undefined;
  next: Request;
  event: Event;
  previousHash: string;
  auditHash: string;
  notes: readonly Note[];
  files: readonly FileRef[];
  newFiles: readonly NewFile[];
  /** Who sees the words and files of this step beside those who read the whole file. */
  shownTo: readonly Key[];
  claim: { actor: string; key: string; body?: string; answer: object };
  facts: Facts;
};

/**
 * Writes decisions on as many files in one statement: row, event, audit, outbox, deadlines, transmissions, tasks, notices,
 * words, answer. It is on its way when this returns, so that `commit` may follow it at once; what cannot be written throws before.
 */
export const writeDecisions = (tx: Tx, written: readonly Written[]): Promise<unknown> =>
  tx.query(writeStatement(written.map(givenOf)));

function givenOf(written: Written): Given {
  const { previous, next, event, auditHash, previousHash, notes, files, newFiles, shownTo, claim, facts } = written;
  return {
    row: rowOf(next, event, auditHash),
    event,
    isNew: previous === undefined,
    previousHash,
    auditHash,
    canWait: canWait(event),
    uneventful: previous !== undefined && isUneventful(previous, next, facts),
    ...deadlineRows(previous, next),
    alarms: alarmRows(previous, next),
    calls: callRows(previous, next),
    requests: linksOf(previous, next),
    transmissions: transmissionRows(previous, next),
    ...taskRows(previous, next, facts),
    notices: dedupe(noticesOf(next, event, facts.rules)).map(({ to, kind, dueAt }) => ({
      to_key: to,
      kind,
      due_at: dueAt ?? null,
    })),
    notes: notes.map(({ text, hash, body }) => ({ id: text, hash, body })),
    newFiles: newFiles.map((file) => ({ ...file, audience: translatedBy(next, file.id) })),
    shownTo,
    openedFiles: files.map(({ file }) => file),
    partnersFiles: visibleFiles(next),
    person: event.actor.kind === 'person' ? event.actor.id : null,
    ...claim,
  };
}

/** Adds a task for the head where nobody is left who may take a step. */
function tasksWithHead(request: Request, facts: Facts): Task[] {
  const stuck = request.stuck ? stuckTasks(request, facts) : [];
  return [
    ...tasksOf(request),
    ...stuck.map(
      ({ action, dueAt }): Task => ({ action, to: 'role:ca-head', kind: 'nobody-left', ...(dueAt ? { dueAt } : {}) }),
    ),
  ].filter(
    (task, index, all) => all.findLastIndex((other) => other.action === task.action && other.to === task.to) === index,
  );
}

/** What of the tasks is new or due at another time. Where nobody is left for one, that may have come from elsewhere. */
function taskRows(
  previous: Request | undefined,
  next: Request,
  facts: Facts,
): Pick<Given, 'tasks' | 'newTasks' | 'movedTasks'> {
  const before = previous ? tasksOf(previous) : [];
  const isStuck = previous?.stuck || next.stuck;
  if (previous && !isStuck && JSON.stringify(before) === JSON.stringify(tasksOf(next)))
    return { newTasks: [], movedTasks: [] };
  const tasks = tasksWithHead(next, facts);
  const earlier = ({ action, to }: Task): Task | undefined =>
    before.findLast((task) => task.action === action && task.to === to);
  const rows = (list: readonly Task[]): object[] =>
    list.map(({ action, to, kind = null, dueAt = null }) => ({ action, to_key: to, kind, due_at: dueAt }));
  return {
    tasks: rows(tasks),
    newTasks: isStuck ? [] : rows(tasks.filter((task) => !earlier(task))),
    movedTasks: rows(isStuck ? tasks : tasks.filter((task) => isMoved(task, earlier(task)))),
  };
}

const isMoved = (task: Task, earlier: Task | undefined): boolean => earlier !== undefined && isOther(task, earlier);

const rowOf = (request: Request, event: Event, auditHash: string): object => ({
  id: request.id,
  org_id: request.org,
  reference: request.reference,
  kind: request.kind,
  direction: request.direction,
  status: request.status,
  version: request.version,
  schema_version: 1,
  state: request,
  drafter_id: request.drafter,
  office_id: request.office || null,
  officer_id: request.officer ?? null,
  requested: request.requested,
  partner_id: request.partner,
  parent_id: request.parent ?? null,
  origin_id: request.origin ?? null,
  urgency: request.urgency,
  label: request.label,
  endorsed_by: request.endorsedBy ?? null,
  approved_by: request.approval?.by ?? null,
  letter_editors: request.letter?.editors ?? [],
  sent_at: request.sentOn ?? null,
  created_at: request.createdAt,
  changed_at: event.at,
  due_at: nextDue(request),
  audit_hash: auditHash,
  title: '',
  readers: readersOf(request),
  translators: translatorsOf(request),
  partners: partnersOf(request),
});

/** The earliest open deadline: what the worklist sorts by. */
const nextDue = ({ deadlines }: Request): string | null =>
  deadlines
    .filter(({ status }) => status === 'open')
    .map(({ dueAt }) => dueAt)
    .sort(compare)[0] ?? null;

function deadlineRows(previous: Request | undefined, next: Request): Pick<Given, 'opened' | 'deadlines'> {
  const before = new Map(previous?.deadlines.map((deadline) => [`${deadline.kind} ${deadline.cycle}`, deadline]));
  const opened: object[] = [];
  const deadlines: object[] = [];
  for (const deadline of next.deadlines) {
    const { kind, cycle, dueAt, remindAt = null, status, reminded } = deadline;
    const known = before.get(`${kind} ${cycle}`);
    const row = { kind, cycle, due_at: dueAt, remind_at: reminded ? null : remindAt, status, body: deadline };
    if (!known) opened.push(row);
    else if (known !== deadline && isOther(deadline, known)) deadlines.push(row);
  }
  return { opened, deadlines };
}

/** New, or other than it was. */
const isOther = <T>(now: T, before: T | undefined): boolean => JSON.stringify(now) !== JSON.stringify(before);
/** What is new, or other than it was, told apart by a field. */
const changedIn = <T>(now: readonly T[], before: readonly T[] = [], key: keyof T): T[] =>
  now.filter((one) =>
    isOther(
      one,
      before.find((earlier) => earlier[key] === one[key]),
    ),
  );

function alarmRows(previous: Request | undefined, { alarms = [] }: Request): object[] {
  return changedIn(alarms, previous?.alarms, 'n').map((alarm) => ({
    n: alarm.n,
    cause: alarm.cause,
    raised_at: alarm.raisedAt,
    answered_at: alarm.answer?.at ?? null,
    answered_by: alarm.answer?.by ?? null,
    ended_at: alarm.endedAt ?? null,
    body: alarm,
  }));
}

/** The calls of the step: of each alarm those that are new. */
const callRows = (previous: Request | undefined, { alarms = [] }: Request): object[] =>
  alarms.flatMap(({ n, calls }) => {
    const before = previous?.alarms?.find((alarm) => alarm.n === n)?.calls.length ?? 0;
    return calls.slice(before).map((_, index) => ({ alarm: n, call: before + index + 1 }));
  });

function transmissionRows(previous: Request | undefined, next: Request): object[] {
  return changedIn(next.transmissions, previous?.transmissions, 'id').map((sent) => ({
    id: sent.id,
    purpose: sent.purpose,
    channel: sent.channel,
    message_id: sent.messageId,
    edition: next.edition,
    attempt: sent.attempt,
    status: sent.status,
    package_hash: sent.package?.hash ?? null,
    wire_hash: sent.wire?.hash ?? null,
    at: sent.at,
  }));
}

/** The translated letter is for those who translate; other files made for a step are for those who read the whole file. */
const translatedBy = (request: Request, file: string): Key[] =>
  request.translation?.letter?.file === file ? translatorsOf(request) : [];

/** Files that the partner may fetch once it sees the request: what was sent to it. */
const visibleFiles = ({ sentOn, transmissions }: Request): string[] =>
  sentOn ? transmissions.flatMap((sent) => (sent.package ? [sent.package.file] : [])) : [];

/** Of what somebody is told of one step, what is due first. */
const dedupe = (list: readonly Notice[]): Notice[] =>
  list
    .toSorted((a, b) => compare(a.dueAt ?? NEVER, b.dueAt ?? NEVER))
    .filter((entry, index, all) => all.findIndex(({ to }) => to === entry.to) === index);

const NEVER = '9999-12-31T00:00:00Z';

/** Requests that the hold is linked to now and was not before; the one that asked for it with the item. */
function linksOf(previous: Request | undefined, { hold }: Request): { id: string; item?: string }[] {
  if (!hold) return [];
  const before = previous?.hold ? requestsOf(previous.hold) : [];
  const { request, item } = hold.askedBy ?? {};
  return requestsOf(hold)
    .filter((id) => !before.includes(id))
    .map((id) => (id === request && item !== undefined ? { id, item } : { id }));
}

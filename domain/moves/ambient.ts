import { type Deadline, type DeadlineChange, foldDeadlines } from '../deadlines.ts';
import { FORMAL_REQUEST, SECOND_CONFIRMATION } from '../emergency.ts';
import { isUnanswered } from '../kinds.ts';
import type { Decision, Facts, Move } from '../move.ts';
import type { Request, Status } from '../request.ts';
import { cancelled, met, started } from './clocks-of.ts';
import { outlastsAnswer } from './law-clocks-of.ts';

/** The file lies with the partner: silence counts. */
const AT_PARTNER: ReadonlySet<Status> = new Set(['sent', 'acknowledged', 'in-execution', 'partial']);
/** What is ours to do after the answer, too: the user is told, an emergency confirmed and followed. */
const OUTLASTING: ReadonlySet<string> = new Set(['user-notice', SECOND_CONFIRMATION, FORMAL_REQUEST]);
/** Nothing is awaited any more: the partner has answered, or nothing goes on at all. */
const ANSWERED: ReadonlySet<Status> = new Set(['executed', 'refused']);
const AT_REST: ReadonlySet<Status> = new Set([...ANSWERED, 'withdrawn', 'closed', 'ca-declined']);

/**
 * Clocks that follow from where the file lies, whichever step brought it there: silence runs while it lies with the
 * partner and starts anew with each word of theirs; of a file at rest only what outlasts the answer goes on, until it ends.
 */
export function ambientClocks(
  request: Request,
  decision: Decision,
  move: Pick<Move, 'partnerStep'>,
  facts: Facts,
): DeadlineChange[] {
  const after: Request = { ...request, deadlines: foldDeadlines(request.deadlines, decision.deadlines ?? []) };
  if (AT_REST.has(decision.to)) {
    const goesOn = (deadline: Deadline): boolean =>
      ANSWERED.has(decision.to) && (OUTLASTING.has(deadline.kind) || outlastsAnswer(deadline, facts));
    return cancelled({ ...after, deadlines: after.deadlines.filter((one) => !goesOn(one)) });
  }
  const heard = move.partnerStep === true;
  const acknowledged = heard ? met(after, 'acknowledgement') : [];
  const leaves = AT_PARTNER.has(request.status) && !AT_PARTNER.has(decision.to);
  const arrives = !isUnanswered(request) && AT_PARTNER.has(decision.to) && (heard || !AT_PARTNER.has(request.status));
  return [
    ...acknowledged,
    ...(leaves || arrives ? cancelled(after, 'silence') : []),
    ...(arrives ? [started(after, facts, 'silence', { stage: 1 })] : []),
  ];
}

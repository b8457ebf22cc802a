import { alarmMoves } from './moves/alarming.ts';
import { carryingMoves } from './moves/carrying.ts';
import { closingMoves } from './moves/closing.ts';
import { custodyMoves } from './moves/custody.ts';
import { dispatchMoves } from './moves/dispatch.ts';
import { draftingMoves } from './moves/drafting.ts';
import { emergencyMoves } from './moves/emergency.ts';
import { engineMoves } from './moves/engine.ts';
import { extendingMoves } from './moves/extending.ts';
import { followingMoves } from './moves/following.ts';
import { formalisingMoves } from './moves/formalising.ts';
import { holdEndMoves } from './moves/hold-ends.ts';
import { holdExtensionMoves } from './moves/hold-extensions.ts';
import { holdSecuringMoves } from './moves/hold-securing.ts';
import { holdingMoves } from './moves/holding.ts';
import { incomingMoves } from './moves/incoming.ts';
import { incomingCourseMoves } from './moves/incoming-course.ts';
import { incomingDecisionMoves } from './moves/incoming-decisions.ts';
import { informingMoves } from './moves/informing.ts';
import { mindingMoves } from './moves/minding.ts';
import { partnerMoves } from './moves/partner.ts';
import { resultMoves } from './moves/partner-results.ts';
import { preservingMoves } from './moves/preserving.ts';
import { providingMoves } from './moves/providing.ts';
import { recountingMoves } from './moves/recounting.ts';
import { replyMoves } from './moves/replies.ts';
import { reviewMoves } from './moves/review.ts';
import { splittingMoves } from './moves/splitting.ts';
import { stayingMoves } from './moves/staying.ts';
import { submissionMoves } from './moves/submission.ts';
import { surrenderingMoves } from './moves/surrendering.ts';
import { translationMoves } from './moves/translation.ts';
import { transmissionMoves } from './moves/transmission.ts';

/** Every step a request can take. To allow a new one, add it to the file of its phase. */
export const MOVES = {
  ...draftingMoves,
  ...carryingMoves,
  ...followingMoves,
  ...splittingMoves,
  ...submissionMoves,
  ...reviewMoves,
  ...translationMoves,
  ...dispatchMoves,
  ...emergencyMoves,
  ...formalisingMoves,
  ...transmissionMoves,
  ...partnerMoves,
  ...resultMoves,
  ...providingMoves,
  ...informingMoves,
  ...custodyMoves,
  ...surrenderingMoves,
  ...stayingMoves,
  ...replyMoves,
  ...closingMoves,
  ...holdingMoves,
  ...holdExtensionMoves,
  ...holdSecuringMoves,
  ...extendingMoves,
  ...holdEndMoves,
  ...incomingMoves,
  ...incomingDecisionMoves,
  ...incomingCourseMoves,
  ...preservingMoves,
  ...alarmMoves,
  ...mindingMoves,
  ...recountingMoves,
  ...engineMoves,
} as const;
export type Action = keyof typeof MOVES;
/** What begins a file: a request, or a hold. */
export const FIRST_STEPS: ReadonlySet<string> = new Set<Action>([
  'create',
  'clone',
  'supplement',
  'split',
  'draftFromPreservation',
  'followPath',
  'escalate',
  'draftFormalRequest',
  'draftExtradition',
  'openHold',
  'openAskedHold',
  'receivePreservation',
  'draftExtensionRequest',
]);

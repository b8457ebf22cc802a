import { isCalledBack } from './incoming.ts';
import { isCoercive } from './item-types.ts';
import type { Facts, Guard, Refused } from './move.ts';
import type { Request } from './request.ts';

const refused = (rule: string, source: string, because: string): Refused => ({ rule, source, because });

/** Everybody whose hand a step is: the actor and whom the actor stands in for. */
const hands = ({ actor }: Facts): string[] => [actor.id, ...(actor.standsInFor ? [actor.standsInFor] : [])];

export const ownDraft: Guard = (request, facts) =>
  hands(facts).includes(request.drafter) ? undefined : refused('own-draft', 'procedure 3.1', 'it is another drafter’s');

export const ownOffice: Guard = (request, facts) =>
  facts.actor.office === request.office
    ? undefined
    : refused('own-office', 'procedure 3.1', 'it belongs to another office');

/** A step taken in another's place (S9). `decide` keeps it on the request, because two hands were in it. */
export type Substitution = { person: string; for: string; action: string };

/** What the stand-ins for a request have done, and this step where it is one of theirs. */
export function substitutions(
  request: Request & { stoodIn?: readonly Substitution[] },
  now?: Substitution,
): readonly Substitution[] {
  const before = request.stoodIn ?? [];
  const isKnown = before.some(
    ({ person, for: other, action }) => person === now?.person && other === now.for && action === now.action,
  );
  return now && !isKnown ? [...before, now] : before;
}

/** Both hands of each step that a stand-in took: the separation of duties counts them for the one and the other. */
const bothHands = (request: Request, is: (step: Substitution) => boolean): string[] =>
  substitutions(request)
    .filter(is)
    .flatMap((step) => [step.person, step.for]);

/** S1: the author may not approve at any level. */
export const notTheAuthor: Guard = (request, facts) => {
  const standIns = bothHands(request, (step) => step.for === request.drafter);
  const authors = [request.drafter, ...(request.letter?.editors ?? []), ...standIns];
  return hands(facts).some((hand) => authors.includes(hand))
    ? refused('S1', 'separation of duties S1', 'who drafted or edited it may not pass it')
    : undefined;
};

/** Approval is by somebody who is neither drafter nor endorser nor an editor of that version. */
export const notTheEndorser: Guard = (request, facts) => {
  const endorsers = [request.endorsedBy, ...bothHands(request, ({ action }) => action === 'endorse')];
  return hands(facts).some((hand) => endorsers.includes(hand))
    ? refused('S1', 'separation of duties S1', 'who endorsed it may not approve it')
    : undefined;
};

/** Whether somebody may approve as far as S1 goes. */
export const mayPass = (request: Request, id: string): boolean => {
  const facts = { actor: { id } } as Facts; // both look at nobody but the actor
  return notTheAuthor(request, facts) === undefined && notTheEndorser(request, facts) === undefined;
};

/** S6: who sent it alone may not be the second person. */
export const notTheSender: Guard = (request, facts) => {
  const senders = [request.alone?.by, ...bothHands(request, ({ action }) => action === 'sendAlone')];
  return hands(facts).some((hand) => senders.includes(hand))
    ? refused('S6', 'separation of duties S6', 'who sent it alone may not confirm it')
    : undefined;
};

/** S2: who approved may not dispatch alone where an item is coercive; what was sent alone goes again as it went (S6). */
export const fourEyes: Guard = (request, facts) => {
  const approvers = [request.approval?.by, ...bothHands(request, ({ action }) => action === 'approve')];
  const isBound = request.alone === undefined && request.items.some((item) => isCoercive(item.type));
  return isBound && hands(facts).some((hand) => approvers.includes(hand))
    ? refused('S2', 'separation of duties S2', 'who approved a coercive measure may not send it')
    : undefined;
};

/** S4: the translator may not be the reviser. */
export const notTheTranslator: Guard = (request, facts) => {
  const standIns = bothHands(request, ({ action }) => action === 'takeTranslation' || action === 'finishTranslation');
  return hands(facts).some((hand) => [request.translation?.translator, ...standIns].includes(hand))
    ? refused('S4', 'separation of duties S4', 'who translated it may not certify it')
    : undefined;
};

/** H4: who proposed to release a hold may not confirm it. */
export const notTheProposer: Guard = (request, facts) => {
  const standIns = bothHands(request, ({ action }) => action === 'proposeRelease');
  return hands(facts).some((hand) => [request.hold?.proposal?.by, ...standIns].includes(hand))
    ? refused('H4', 'procedure 3.3, H4', 'who proposed the release may not confirm it')
    : undefined;
};

/** HR-28: whoever asks us to preserve is told nothing, and handed nothing, until it was called back. */
export const calledBack: Guard = (request) =>
  isCalledBack(request)
    ? undefined
    : refused('call-back', 'house rule HR-28', 'who asks was not called back at the number of the directory');

/** What we preserve is handed over once assistance was asked. */
export const assistanceAsked: Guard = ({ hold }) =>
  hold?.incoming && !hold.incoming.request
    ? refused('assistance-asked', 'procedure 3.2', 'no request for assistance was received')
    : undefined;

/** HR-29: what we preserve is released before its last day only where it was not they who asked. */
export const notBeforeItsEnd: Guard = ({ status, hold }) =>
  status === 'preserved' && hold?.incoming?.callBacks.at(-1)?.wasThey !== false
    ? refused('until-its-end', 'house rule HR-29', `it is preserved until its last day (${hold?.until})`)
    : undefined;

/** What we preserve and has run out is kept only until another day. */
export const stillRuns: Guard = ({ hold }) =>
  hold?.incoming && hold.until === undefined && !hold.stopped
    ? refused('ran-out', 'house rule HR-29', 'it has run out: say until which day it is kept longer')
    : undefined;

export const isTheTranslator: Guard = (request, facts) =>
  hands(facts).some((hand) => hand === request.translation?.translator)
    ? undefined
    : refused('own-translation', 'procedure 3.1', 'another translator has it');

export const ownAuthority: Guard = (request, facts) =>
  facts.actor.authority === request.partner ||
  (facts.actor.authority === undefined && !facts.actor.roles.includes('partner'))
    ? undefined
    : refused('own-authority', 'separation of duties S8', 'it is addressed to another authority');

export const nothingUnderWay: Guard = (request) =>
  request.transmissions.some(({ status }) => status === 'prepared' || status === 'sending')
    ? refused('transmission-under-way', 'procedure 3.1', 'a transmission is under way')
    : undefined;

export const nothingUnknown: Guard = (request) =>
  request.transmissions.some(({ status, purpose }) => purpose === 'request' && status === 'unknown')
    ? refused(
        'transmission-unknown',
        'procedure 3.1',
        'it is not known whether the last transmission arrived: settle that first',
      )
    : undefined;

export const translationCurrent: Guard = (_request, facts) =>
  facts.translateInto !== undefined && facts.stale.length > 0
    ? refused('translation-stale', 'V7', `${facts.stale.length} segments have no current translation`)
    : undefined;

/** The letter that is bound is the letter of the content as it stands. */
export const letterIsCurrent: Guard = (request, facts) =>
  request.letter?.contentHash === facts.contentHash
    ? undefined
    : refused('letter-outdated', 'house rule HR-20', 'the letter is older than its contents: render it again first');

/** Whether a person's hands are already in this file in a way that forbids the step: for counting who is left. */
export const everyGuard = (guards: readonly Guard[], request: Request, facts: Facts): Refused | undefined => {
  for (const guard of guards) {
    const refusal = guard(request, facts);
    if (refusal) return refusal;
  }
  return undefined;
};

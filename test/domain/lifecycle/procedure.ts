import { AFTER_ALONE } from '../../../domain/emergency.ts';
import { type Action, MOVES } from '../../../domain/moves.ts';
import { STATUSES, type Status } from '../../../domain/request.ts';
import { ROLES, type Role } from '../../../domain/roles.ts';
import type { Place } from './way.ts';

/**
 * The life of an outgoing request as the procedure has it (section 3.1 with its closed holes, 5.1, 5.2, 5.4, 5.5),
 * written down without a look at the code: from which place, which step, by whom, to which status (`=` stays).
 * `PARTNER` is the partner's officer, or ours on its behalf. After a colon: which input.
 */
const TABLE = `
nothing | create | drafter | draft
nothing/executed, nothing/preserved | clone | drafter | draft
nothing/executed | supplement | drafter | draft
nothing/drafted | split | drafter | draft
nothing/preserved | draftFromPreservation | drafter | draft
nothing/disclosed | followPath | drafter | draft
nothing/ordered | escalate | drafter | draft
nothing/held | draftExtensionRequest | system | draft
nothing/wanted | draftExtradition | drafter | draft
draft | submit | drafter | supervision
supervision | endorse | supervisor | with-ca
supervision | sendBack | supervisor | draft
with-ca | returnForCorrection | ca-officer, ca-head | ca-returned
ca-returned | resubmit | drafter | with-ca
with-ca | decline | ca-head | ca-declined
ca-declined | reopen | drafter | draft
with-ca | approve | ca-officer, ca-head | approved

# an alarm of the desk
supervision/emergency, with-ca/emergency | answerAlarm | poc-officer, ca-officer, ca-head | =

# an emergency that one person sends, S6
supervision/night, with-ca/night | sendAlone | poc-officer, ca-head | ready
ready/alone, delivery-failed/alone, sent/alone, sent/overdue, acknowledged/alone | confirmEmergency | poc-officer, ca-officer, ca-head | =
info-asked/alone, conditions-offered/alone, secrecy-asked/alone, postponed/alone | confirmEmergency | poc-officer, ca-officer, ca-head | =
in-execution/alone, partial/alone, executed/alone, refused/alone | confirmEmergency | poc-officer, ca-officer, ca-head | =
sent/alone, executed/alone | withholdConfirmation | poc-officer, ca-officer, ca-head | =
sent/overdue | explainIncident | ca-officer, ca-head | =
sent/overdue | answerAlarm | poc-officer, ca-officer, ca-head | =
nothing/alone | draftFormalRequest | drafter | draft
sent/alone, executed/alone | waiveFormalRequest | drafter, ca-officer, ca-head | =
sent/formalised | noteFormalRequest | system | =

# a draft is written; labels 5.2
draft, ca-returned | changeFrame | drafter | =
draft, ca-returned | addItem | drafter | =
draft, ca-returned | removeItem | drafter | =
draft, ca-returned | takeOut | system | =
draft, ca-returned | attachAnnex | drafter | =
draft/annexed | removeAnnex | drafter | =
ca-returned/annexed | removeAnnex | drafter | =
draft, ca-returned | askDesk | drafter | =
draft/asked, supervision/asked, ca-returned/asked | answerDesk | ca-officer, ca-head | =
with-ca | lowerLabel | ca-head | =
with-ca | renderLetter | drafter, ca-officer, ca-head | =

# an edit after approval goes back and voids it
approved, in-translation, ready | amend | drafter, ca-officer | with-ca

# translation, 5.5
approved | openTranslation | system | in-translation
approved/as-it-is | makeReady | system | ready
in-translation | takeTranslation | translator | =
in-translation/taken | finishTranslation | translator | =
in-translation/done | returnTranslation | reviser | =
in-translation/done | certifyTranslation | reviser | =
in-translation/certified | makeReady | system | ready

# transmission
ready, delivery-failed | dispatch | registry, poc-officer | =
ready/prepared, delivery-failed/prepared | claimTransmission | system | =
ready/sending, delivery-failed/sending | recordSent | system | sent
ready/sending, delivery-failed/sending | recordFailed | system | delivery-failed
ready/sending, delivery-failed/sending | recordUnknown | system | =
ready/unknown, delivery-failed/unknown | settleTransmission | registry, ca-officer, poc-officer | sent
ready/unknown, delivery-failed/unknown | settleTransmission:lost | registry, ca-officer, poc-officer | delivery-failed
sent | reportBounce | registry, ca-officer, poc-officer | delivery-failed
sent, acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused | fileReceipt | registry | =

# the partner
sent, delivery-failed | acknowledge | PARTNER | acknowledged
in-execution/early | acknowledge | PARTNER | =
sent, delivery-failed, acknowledged | startExecution | PARTNER | in-execution
sent, delivery-failed, acknowledged, in-execution, partial, info-asked | askInformation | PARTNER | info-asked
sent, delivery-failed, acknowledged, in-execution, partial | offerConditions | PARTNER | conditions-offered
sent, delivery-failed, acknowledged, in-execution, partial | reportSecrecy | PARTNER | secrecy-asked
sent, delivery-failed, acknowledged, in-execution, partial | postpone | PARTNER | postponed
acknowledged | reportService | PARTNER | in-execution
in-execution, partial | reportService | PARTNER | =
postponed | resumeExecution | PARTNER | in-execution
postponed/partial | resumeExecution | PARTNER | partial
not-to-disclose | resumeExecution | PARTNER | in-execution
refused/replied | resumeExecution | PARTNER | in-execution
sent, delivery-failed, acknowledged, in-execution, partial | deliver | PARTNER | executed
sent, delivery-failed, acknowledged, in-execution, partial | deliver:part | PARTNER | partial
sent, delivery-failed, acknowledged, in-execution, partial | settleItems | PARTNER | executed
sent, delivery-failed, acknowledged, in-execution | settleItems:one | PARTNER | partial
sent, delivery-failed, acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial | refuse | PARTNER | refused

# a provider, and the authority that was told of the order
sent/order, delivery-failed/order, acknowledged/order, in-execution/order, partial/order | instructNotToDisclose | PARTNER | not-to-disclose
sent/order, acknowledged/order, in-execution/order, partial/order, not-to-disclose, refused/order, executed/order | noteUserNotice | PARTNER | =

# information without a request
with-ca/information, approved/information, in-translation/information, ready/information | settleConditions | ca-officer, ca-head, registry | =
sent/information, acknowledged/information | close | ca-officer, ca-head | closed

# custody, extradition, and who is brought here (1.7)
sent/wanted, acknowledged/wanted, in-execution/released | recordArrest | PARTNER | in-execution
executed/released | recordArrest | PARTNER | =
info-asked/wanted | recordArrest | PARTNER | =
in-execution/held | confirmCustody | PARTNER | executed
info-asked/held | confirmCustody | PARTNER | =
in-execution/held, info-asked/held, executed/held | recordRelease | PARTNER | =
in-execution/papers | notePapers | system | executed
sent/papers | notePapers | system | =
sent/extradition, acknowledged/extradition | grantExtradition | PARTNER | in-execution
in-execution/granted | agreeSurrender | PARTNER | =
in-execution/granted, in-execution/appointed | recordSurrender | PARTNER | executed
acknowledged/lending, in-execution/lending, executed/lending | recordArrival | ca-officer, registry | =
acknowledged/lent, executed/surrendered | recordDischarge | ca-officer, registry | =

# our replies
info-asked | answerInformation | ca-officer, ca-head | in-execution
info-asked/early | answerInformation | ca-officer, ca-head | acknowledged
info-asked/partial | answerInformation | ca-officer, ca-head | partial
conditions-offered | acceptConditions | ca-head | in-execution
conditions-offered/early | acceptConditions | ca-head | in-execution
conditions-offered/partial | acceptConditions | ca-head | partial
conditions-offered | declineConditions | ca-head | in-execution
conditions-offered/early | declineConditions | ca-head | acknowledged
conditions-offered/partial | declineConditions | ca-head | partial
secrecy-asked | decideSecrecy | ca-head | in-execution
secrecy-asked/early | decideSecrecy | ca-head | acknowledged
secrecy-asked/partial | decideSecrecy | ca-head | partial
secrecy-asked | decideSecrecy:withdraw | ca-head | withdrawn
info-asked | proposeAnswer | drafter | =
refused | replyToRefusal | ca-officer, ca-head | =
sent, acknowledged, in-execution, partial, postponed | recordEnquiry | ca-officer, ca-head, registry | =
withdrawn/courier | recordWriting | registry, ca-officer, ca-head | =
withdrawn/refused-by-the-wire | sendAgain | registry, ca-officer | =
sent/owed | prepareEnquiry | system | =
acknowledged/owed, in-execution/owed, partial/owed, postponed/owed | prepareEnquiry | system | =

# deadlines: a start put right (DC-11), and a period prolonged as its instrument lets it
with-ca, ca-returned, in-translation, sent, acknowledged, info-asked | correctStart | ca-officer, ca-head | =
conditions-offered, secrecy-asked, postponed, in-execution, partial | correctStart | ca-officer, ca-head | =
acknowledged/eio, info-asked/eio, postponed/eio | prolongDeadline | PARTNER | =

# who has the file
with-ca, ca-returned, approved, in-translation, ready, delivery-failed, sent, acknowledged | assignOfficer | ca-officer, ca-head | =
info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused | assignOfficer | ca-officer, ca-head | =

# the end
draft, ca-returned | withdraw | drafter | withdrawn
draft, supervision, with-ca, ca-returned, approved, in-translation, ready, delivery-failed, sent | withdraw | ca-officer, ca-head | withdrawn
acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused | withdraw | ca-officer, ca-head | withdrawn
supervision, with-ca, approved, in-translation, ready, delivery-failed, sent | askWithdrawal | drafter | =
acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused | askWithdrawal | drafter | =
executed | verifyDelivery | drafter | =
partial | verifyDelivery | drafter | =
executed/verified | close | ca-officer, ca-head | closed
partial, refused, not-to-disclose | close | ca-officer, ca-head | closed
closed, withdrawn | startRetention | system | =
`;

/** Steps that stay open where nothing of 3.1 shows it: what is on the wire or delivered goes on beside the state. */
const BESIDE = `
SENT | claimTransmission | system
SENT | recordSent | system
SENT | recordFailed | system
SENT | recordUnknown | system
SENT | settleTransmission | registry, ca-officer, poc-officer
SENT | prepareMail | system
SENT | recordWriting | registry, ca-officer, ca-head
SENT, delivery-failed | sendAgain | registry, ca-officer
SENT, delivery-failed | reportBounce | registry, ca-officer, poc-officer
in-execution, partial, info-asked, conditions-offered, secrecy-asked, postponed | acknowledge | PARTNER
delivery-failed, WITH, executed, refused | answerAlarm | poc-officer, ca-officer, ca-head
ALONE | answerAlarm | poc-officer, ca-officer, ca-head
ALONE | confirmEmergency | poc-officer, ca-officer, ca-head
ALONE | withholdConfirmation | poc-officer, ca-officer, ca-head
ALONE, withdrawn, closed | explainIncident | ca-officer, ca-head
ALONE | waiveFormalRequest | drafter, ca-officer, ca-head
ALONE | noteFormalRequest | system
# a copy that did not go
sent, acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial | dispatch | registry, poc-officer
acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, refused | verifyDelivery | drafter
# persons
delivery-failed, WITH, executed | recordArrest | PARTNER
WITH, executed, refused | confirmCustody | PARTNER
WITH, executed, refused | recordRelease | PARTNER
delivery-failed, sent, WITH, executed | notePapers | system
delivery-failed, in-execution, partial | grantExtradition | PARTNER
sent, delivery-failed, acknowledged, partial | agreeSurrender | PARTNER
sent, delivery-failed, acknowledged, partial | recordSurrender | PARTNER
WITH, executed | recordArrival | ca-officer, registry
WITH, executed | recordDischarge | ca-officer, registry
# clocks
ANY | remind | system
ANY | fireDeadline | system
ANY | recountDeadlines | system
ANY | mindHolds | system
sent, delivery-failed, acknowledged, in-execution, partial | concludePreservation | system
sent, acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused, closed | noteLapse | system
conditions-offered, secrecy-asked, not-to-disclose, in-execution, partial | prolongDeadline | PARTNER
not-to-disclose | correctStart | ca-officer, ca-head
# what is of one kind of request alone is told by its kind
sent, delivery-failed, acknowledged, in-execution, partial | instructNotToDisclose | PARTNER
sent, acknowledged, in-execution, partial, info-asked, refused, executed | noteUserNotice | PARTNER
with-ca, approved, in-translation, ready, delivery-failed | settleConditions | ca-officer, ca-head, registry
sent, acknowledged | close | ca-officer, ca-head
`;

export type Doer = Role | 'system';
export type Row = { place: Place; action: Action; variant: string; by: Doer; to: Status };
const DOERS: readonly Doer[] = [...ROLES, 'system'];

const split = (list: string): string[] => list.split(',').map((word) => word.trim());
/** All that lies with the partner, or has come back from it. */
const SENT = split(
  'sent, acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial, executed, refused, withdrawn, closed',
);
/** Where the partner has it, and has not given its last word. */
const WITH = split(
  'acknowledged, info-asked, conditions-offered, secrecy-asked, postponed, not-to-disclose, in-execution, partial',
);
const GROUPS: Readonly<Record<string, readonly string[]>> = { SENT, WITH, ALONE: AFTER_ALONE };
const one = <T extends string>(known: readonly T[], word: string): T => {
  const found = known.find((name) => name === word);
  if (!found) throw new Error(`Cannot read the procedure: it says "${word}"`);
  return found;
};
const listOf = (list: string): string[] =>
  list === 'ANY' ? [...STATUSES] : split(list).flatMap((word): readonly string[] => GROUPS[word] ?? [word]);
const doersOf = (list: string): Doer[] =>
  list === 'PARTNER'
    ? ['partner', 'ca-officer', 'poc-officer', 'registry']
    : split(list).map((word) => one(DOERS, word));
const ACTIONS = Object.keys(MOVES) as Action[]; // keys of a const are its type

export const statusAt = (place: Place): Status =>
  place.startsWith('nothing') ? 'draft' : one(STATUSES, place.split('/')[0] ?? '');

const linesOf = (table: string): string[][] =>
  table
    .split('\n')
    .filter((text) => text !== '' && !text.startsWith('#'))
    .map((text) => text.split('|').map((cell) => cell.trim()));

/** The table, a row for each place and each who may. */
export const ROWS: readonly Row[] = linesOf(TABLE).flatMap(([places = '', step = '', by = '', to = '']) =>
  split(places).flatMap((name) => {
    const place = name as Place; // a status with what lies there; `statusAt` reads it or throws
    const [action = '', variant = ''] = step.split(':');
    return doersOf(by).map((doer) => ({
      place,
      action: one(ACTIONS, action),
      variant,
      by: doer,
      to: to === '=' ? statusAt(place) : one(STATUSES, to),
    }));
  }),
);

const key = (status: Status, action: Action, by: Doer): string => `${status} | ${action} | ${by}`;
const OPEN = new Set([
  ...ROWS.map(({ place, action, by }) => key(statusAt(place), action, by)),
  ...linesOf(BESIDE).flatMap(([statuses = '', action = '', by = '']) =>
    listOf(statuses).flatMap((status) =>
      doersOf(by).map((doer) => key(one(STATUSES, status), one(ACTIONS, action), doer)),
    ),
  ),
]);

/** Whether the procedure opens a step in a status to a role, as far as role and status say. */
export const opens = (status: Status, action: Action, by: Doer): boolean => OPEN.has(key(status, action, by));
export const fromOf = (action: Action): Status[] =>
  STATUSES.filter((status) => DOERS.some((by) => opens(status, action, by)));
export const byOf = (action: Action): Doer[] =>
  DOERS.filter((by) => STATUSES.some((status) => opens(status, action, by)));

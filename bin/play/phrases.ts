import type { Action } from '../../domain/moves.ts';

type Input = Readonly<Record<string, unknown>>;
type Phrase = string | ((input: Input) => string);

const listOf = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const items = (value: unknown, keep: (item: Record<string, unknown>) => boolean = () => true): string => {
  const ids = listOf(value)
    .filter(keep)
    .map(({ item }) => String(item));
  return `item${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
};

/** What a line says of each step of a person, in at most 26 signs, so that the line fits. */
const STEPS: Partial<Record<Action, Phrase>> = {
  create: 'opens the draft',
  clone: 'drafts the same again',
  split: 'splits the draft',
  supplement: 'drafts a supplement',
  draftFromPreservation: 'drafts what follows it',
  followPath: 'follows the path',
  escalate: 'asks the State to compel',
  draftExtradition: 'drafts the extradition',
  changeFrame: 'changes basis or urgency',
  lowerLabel: ({ label }) => `lowers the label to ${label}`,
  addItem: 'adds an item',
  removeItem: ({ item }) => `takes item ${item} out`,
  attachAnnex: 'attaches an annex',
  removeAnnex: ({ annex }) => `takes annex ${annex} out`,
  askDesk: 'asks the desk',
  answerDesk: 'answers the desk question',
  submit: 'submits the draft',
  resubmit: 'gives it back corrected',
  amend: 'opens it for an edit',
  endorse: 'endorses it',
  sendBack: 'sends it back',
  assignOfficer: 'assigns the officer',
  returnForCorrection: ({ defects }) => `returns it: ${counted(listOf(defects).length, 'defect')}`,
  renderLetter: 'renders the letter again',
  approve: 'approves the letter',
  decline: 'declines it',
  answerAlarm: 'answers the alarm',
  answerHoldAlarm: 'answers the alarm',
  reopen: 'takes it up again',
  takeTranslation: 'takes the translation on',
  finishTranslation: 'finishes the translation',
  returnTranslation: 'gives it back',
  certifyTranslation: 'certifies the translation',
  dispatch: ({ channel }) => `sends by ${channel === 'email' ? 'e-mail' : channel}`,
  sendAlone: 'sends it alone',
  confirmEmergency: 'confirms it as the second',
  withholdConfirmation: 'does not confirm it',
  explainIncident: 'explains the incident',
  draftFormalRequest: 'drafts the formal request',
  waiveFormalRequest: 'waives the formal request',
  settleTransmission: ({ arrived }) => `states: it ${arrived ? 'arrived' : 'did not arrive'}`,
  reportBounce: 'reports that it came back',
  sendAgain: 'sends it once more',
  fileReceipt: 'files the receipt',
  acknowledge: 'acknowledges receipt',
  startExecution: 'starts the execution',
  reportService: 'has served the order',
  instructNotToDisclose: 'forbids to disclose',
  noteUserNotice: ({ tellsOn }) => `tells the user on ${String(tellsOn).slice(5)}`,
  settleConditions: 'settles the conditions',
  askInformation: 'asks a question',
  offerConditions: ({ conditions }) =>
    conditions === undefined ? 'offers conditions' : `offers ${counted(listOf(conditions).length, 'condition')}`,
  reportSecrecy: 'cannot keep it secret',
  postpone: ({ reviewOn }) => `postpones to ${reviewOn}`,
  resumeExecution: 'takes it up again',
  deliver: ({ items: given }) => delivers(listOf(given)),
  settleItems: ({ items: given }) => settles(listOf(given)),
  refuse: 'refuses it',
  recordArrest: 'has arrested the person',
  confirmCustody: 'keeps the person in custody',
  recordRelease: 'has released the person',
  grantExtradition: 'grants the extradition',
  agreeSurrender: ({ appointedOn }) => `surrenders on ${appointedOn}`,
  recordSurrender: 'has surrendered the person',
  recordArrival: ({ item }) => `records arrival: item ${item}`,
  recordDischarge: ({ item }) => `ends the stay: item ${item}`,
  proposeAnswer: 'proposes an answer',
  answerInformation: 'answers the question',
  replyToRefusal: 'replies to the refusal',
  recordWriting: 'has written by hand',
  acceptConditions: 'accepts the conditions',
  declineConditions: 'declines the conditions',
  decideSecrecy: ({ goOn }) => (goOn ? 'lets it go on' : 'withdraws it'),
  recordEnquiry: 'asks how it stands',
  correctStart: ({ startedOn, startedAt }) => `corrects a start: ${startedOn ?? startedAt}`,
  prolongDeadline: 'needs longer, as it may',
  verifyDelivery: ({ delivery }) => `has checked delivery ${delivery}`,
  askWithdrawal: 'asks for the withdrawal',
  withdraw: 'withdraws it',
  close: 'closes the file',
  openHold: 'opens the hold',
  linkRequest: 'links what relies on it',
  confirmHold: 'confirms the hold',
  refuseHold: 'does not hold the data',
  correctHold: 'puts the hold right',
  askExtension: 'asks for an extension',
  confirmExtension: 'prolongs the hold',
  declineExtension: 'does not prolong it',
  secureHold: 'secures the hold',
  recordProduction: 'records the production',
  proposeRelease: 'proposes the release',
  confirmRelease: 'releases the data',
  keepHold: 'keeps the hold',
  settleIncident: 'settles the incident',
  receivePreservation: 'enters what a partner asks',
  callBack: ({ wasThey }) => (wasThey ? 'calls back: it was they' : 'calls back: not they'),
  preserve: 'preserves the data',
  refusePreservation: 'does not preserve the data',
  warnPartner: 'warns the partner',
  answerWarning: ({ goOn }) => (goOn ? 'goes on all the same' : 'does not go on'),
  withdrawPreservation: 'needs it no more',
  tellPartner: ({ what }) => `tells them: ${what}`,
  receiveExtension: 'asks for longer',
  grantExtension: 'preserves it longer',
  denyExtension: 'does not preserve it longer',
  keepLonger: 'keeps the data longer',
  receiveRequest: 'receives the request',
  reportProvider: 'finds another provider',
};

function delivers(given: readonly Record<string, unknown>[]): string {
  if (given.length === 0) return 'delivers'; // of a step that somebody else took
  const isPart = given.every(({ result }) => result === 'part');
  return `delivers ${isPart ? 'part of ' : ''}${items(given)}`;
}

function settles(given: readonly Record<string, unknown>[]): string {
  const [refused, impossible] = ['refused', 'impossible'].map((kind) => given.filter(({ result }) => result === kind));
  return [
    ...(refused?.length ? [`refuses ${items(refused)}`] : []),
    ...(impossible?.length ? [`cannot do ${items(impossible)}`] : []),
  ].join(', ');
}

/** What a line says of each step of the engine. */
const ENGINE: Partial<Record<Action, string>> = {
  openTranslation: 'opens the translation',
  makeReady: 'finds it ready to go',
  claimTransmission: 'takes it to the wire',
  recordSent: 'keeps the wire’s receipt',
  recordFailed: 'keeps the wire’s refusal',
  recordUnknown: 'cannot tell if it arrived',
  prepareMail: 'writes the mail',
  prepareEnquiry: 'writes a status enquiry',
  recountDeadlines: 'counts the deadlines anew',
  recordReceipt: 'finds the hold secured',
  proposeReleaseAsEnded: 'proposes the release',
  draftExtension: 'finds an extension due',
  draftExtensionRequest: 'drafts the extension',
  linkExtensionRequest: 'links the extension',
  noteExtension: 'notes the extension asked',
  noteExtensionReceipt: 'notes that it was received',
  noteExtensionRefusal: 'notes that it was refused',
  mindHolds: 'minds the holds',
  noteFormalRequest: 'notes the formal request',
  openAskedHold: 'opens the hold',
  linkAsDrafted: 'links what relies on it',
  notePapers: 'notes the papers received',
  noteReceipt: 'notes the receipt',
  noteRefusal: 'notes the refusal',
  concludePreservation: 'finds it carried out',
  noteLapse: 'finds a hold lapsed',
  takeOut: 'takes the items out',
  startRetention: 'starts the retention',
};

const said = (phrase: Phrase | undefined, action: string, input: Input): string =>
  typeof phrase === 'function' ? phrase(input) : (phrase ?? action);

/** The words for a step of a person. */
export const stepPhrase = (action: Action, input: Input = {}): string => said(STEPS[action], action, input);

/** Of a clock of law the name of the period, without its instrument. */
const nameOf = (kind = 'a deadline'): string => kind.slice(kind.indexOf('/') + 1);

/** The words for a step of the engine; reminders and deadlines are named. */
export function enginePhrase(action: string, kind: string | undefined): string {
  if (action === 'remind') return `warns: ${nameOf(kind)}`;
  if (action === 'fireDeadline') return `due: ${nameOf(kind)}`;
  return said(ENGINE[action as Action], action, {}); // any other word stands for itself
}

export const writePhrase = (count: number): string => `writes ${counted(count, 'part')}`;
export const translatePhrase = (count: number): string => `translates ${counted(count, 'segment')}`;

import type { Request } from '../../domain/request.ts';
import { type EntryInput, recordEntries } from '../../registry/law.ts';
import { readSegments, saveSegment } from '../../registry/segments.ts';
import { smallDraft } from '../journeys/ways.ts';
import { globalId } from '../support/client.ts';
import { BELMORA, type Office, personId } from '../support/office.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { NOBODY } from './hostile.ts';

/** Where a mutation can be taken: who does it, with what, and what has to happen before. */
export type Station = {
  mutation: string;
  by: string;
  /** Its variables, where it has no single input; of a step, its fields beside request, version and key. */
  good(request: Request, made: Made): object;
  before?(office: Office, id: string): Promise<unknown>;
  /** It takes arguments of its own, no input with request, version and key. */
  bare?: true;
  /** A step of a hold. */
  of?: 'hold';
};
/** Files that its people have uploaded to the request, and what was made on the way. */
export type Made = { files: Readonly<Record<string, string>>; standIn: string; line: string };

const sent = ({ transmissions }: Request) => ({
  transmission: transmissions.at(-1)?.id,
  attempt: transmissions.at(-1)?.attempt,
});
const nothing = (): object => ({});
const reason = (): object => ({ reason: 'for the better' });
const carried = (outcome: 'recordUnknown' | 'recordSent' | 'recordFailed') => async (office: Office, id: string) => {
  await office.enginesStep('claimTransmission', id, sent(await office.read(id)));
  await office.enginesStep(outcome, id, {
    ...sent(await office.read(id)),
    ...(outcome === 'recordSent' ? { receipt: '250 taken' } : {}),
    ...(outcome === 'recordFailed' ? { reason: '550 no such mailbox' } : {}),
  });
};
const step =
  (by: string, action: Parameters<Office['step']>[1], input: (request: Request) => object = nothing) =>
  async (office: Office, id: string) =>
    office.step(by, action, id, { input: input(await office.read(id)) });
const letterOf = ({ letter }: Request): object => ({ letter: letter?.hash });
const translationOf = ({ translation }: Request): object => ({ letter: translation?.letter?.hash });
const inTurn =
  (...steps: NonNullable<Station['before']>[]) =>
  async (office: Office, id: string) => {
    for (const one of steps) await one(office, id);
  };
async function translateAll(office: Office, id: string): Promise<void> {
  const lim = await office.as('lim');
  for (const { id: segment, text, version, current } of await readSegments(office.app, lim, id)) {
    if (!current)
      await saveSegment(office.app, lim, { request: id, segment, text: `(fr) ${text}`, expectedVersion: version });
  }
}
const [first = { type: '', basis: [] }] = BLUE_HERON.items;

/** A draft on its way to the first submission. */
export const DRAFTING: Station[] = [
  {
    mutation: 'createRequest',
    by: 'seo',
    good: () => ({ requested: 'XBE', partner: BELMORA, basis: BLUE_HERON.basis, items: [{ type: first.type }] }),
  },
  {
    mutation: 'changeRequestFrame',
    by: 'seo',
    good: () => ({ basis: BLUE_HERON.basis, urgency: 'URGENT', label: 'RESTRICTED' }),
  },
  { mutation: 'addItem', by: 'seo', good: () => ({ type: 'bank-records', basis: BLUE_HERON.basis }) },
  { mutation: 'removeItem', by: 'seo', good: ({ items }) => ({ item: items.at(-1)?.id }) },
  {
    mutation: 'savePart',
    by: 'seo',
    bare: true,
    good: ({ id }) => ({
      request: globalId('Request', id),
      key: 'title',
      value: { case: 'a', offence: 'b' },
      expectedVersion: 0,
    }),
  },
  {
    mutation: 'createUpload',
    by: 'seo',
    bare: true,
    good: ({ id }) => ({ request: globalId('Request', id), name: 'warrant.pdf', sha256: 'a'.repeat(64) }),
  },
  { mutation: 'attachAnnex', by: 'seo', good: (_request, { files }) => ({ file: files['seo'], title: 'Warrant' }) },
  { mutation: 'removeAnnex', by: 'seo', good: ({ annexes }) => ({ annex: annexes[0]?.id }) },
  {
    mutation: 'createDownload',
    by: 'seo',
    bare: true,
    good: (_request, { files }) => ({ file: globalId('File', files['seo'] ?? '') }),
  },
  { mutation: 'askDesk', by: 'seo', good: () => ({ question: 'Which article?' }) },
  {
    mutation: 'answerDesk',
    by: 'oh',
    good: ({ deskQuestions }) => ({ question: deskQuestions[0]?.id, answer: 'Article 31' }),
  },
  { mutation: 'withdrawRequest', by: 'seo', good: reason },
];

/** From a complete draft to a letter that is ready to go. */
export const REVIEW: Station[] = [
  { mutation: 'submitRequest', by: 'seo', good: nothing },
  { mutation: 'sendBackRequest', by: 'baek', good: () => ({ comment: 'Too thin' }) },
  { mutation: 'endorseRequest', by: 'baek', good: nothing, before: step('seo', 'submit') },
  { mutation: 'assignOfficer', by: 'yang', good: () => ({ officer: personId('oh') }) },
  { mutation: 'declineRequest', by: 'yang', good: reason },
  { mutation: 'reopenRequest', by: 'seo', good: nothing },
  { mutation: 'lowerRequestLabel', by: 'yang', good: () => ({ label: 'PUBLIC', reason: 'Known to all' }), before: inTurn(step('seo', 'submit'), step('baek', 'endorse')) },
  { mutation: 'renderLetter', by: 'oh', good: nothing },
  { mutation: 'returnRequest', by: 'oh', good: () => ({ defects: [{ field: 'items.0.reason', words: 'Too thin' }] }) },
  { mutation: 'resubmitRequest', by: 'seo', good: nothing },
  { mutation: 'approveRequest', by: 'oh', good: letterOf },
  { mutation: 'amendRequest', by: 'oh', good: nothing },
  { mutation: 'takeTranslation', by: 'lim', good: nothing, before: inTurn(step('moon', 'renderLetter'), step('moon', 'approve', letterOf), (office, id) => office.enginesStep('openTranslation', id)) },
  { mutation: 'saveSegment', by: 'lim', bare: true, good: ({ id }) => ({ request: globalId('Request', id), segment: 'title/case', text: 'texte', expectedVersion: 0 }) },
]; // biome-ignore format: a table

/** Until the letter is with the partner. */
export const SENDING: Station[] = [
  { mutation: 'finishTranslation', by: 'lim', good: () => ({ sworn: true }), before: translateAll },
  { mutation: 'returnTranslation', by: 'cho', good: () => ({ comment: 'Once more' }) },
  {
    mutation: 'certifyTranslation',
    by: 'cho',
    good: translationOf,
    before: step('lim', 'finishTranslation', () => ({ sworn: true })),
  },
  {
    mutation: 'dispatchRequest',
    by: 'kwon',
    good: () => ({ channel: 'EMAIL' }),
    before: (office, id) => office.enginesStep('makeReady', id),
  },
  {
    mutation: 'settleTransmission',
    by: 'kwon',
    good: (request) => ({ ...sent(request), arrived: true, ground: 'They called' }),
    before: carried('recordUnknown'),
  },
  {
    mutation: 'fileReceipt',
    by: 'kwon',
    good: (request, { files }) => ({ transmission: request.transmissions[0]?.id, paper: files['kwon'] }),
  },
  {
    mutation: 'reportBounce',
    by: 'kwon',
    good: (request, { files }) => ({ ...sent(request), paper: files['kwon'], reason: 'No such mailbox' }),
  },
];

const today = '2026-03-16';
/** What the partner does, and we with it. */
export const ABROAD: Station[] = [
  { mutation: 'acknowledgeRequest', by: 'laurent', good: () => ({ reference: 'BEL/2026/41', receivedOn: today }) },
  { mutation: 'startExecution', by: 'laurent', good: nothing },
  { mutation: 'recordEnquiry', by: 'oh', good: () => ({ channel: 'TELEPHONE', note: 'They look' }) },
  { mutation: 'askInformation', by: 'laurent', good: () => ({ question: 'Which account?' }) },
  {
    mutation: 'proposeAnswer',
    by: 'seo',
    good: ({ questions }) => ({ question: questions[0]?.id, answer: 'The first, we think' }),
  },
  {
    mutation: 'answerInformation',
    by: 'oh',
    good: ({ questions }) => ({ answers: [{ question: questions[0]?.id, answer: 'The first' }] }),
  },
  {
    mutation: 'offerConditions',
    by: 'laurent',
    good: () => ({ conditions: [{ kind: 'SPECIALITY', words: 'This case only', items: ['1'] }] }),
  },
  { mutation: 'declineConditions', by: 'yang', good: reason },
  {
    mutation: 'acceptConditions',
    by: 'yang',
    good: nothing,
    before: step('laurent', 'offerConditions', () => ({
      conditions: [{ kind: 'speciality', words: 'This case only', items: ['1'] }],
    })),
  },
  { mutation: 'reportService', by: 'laurent', good: nothing },
  { mutation: 'reportSecrecy', by: 'laurent', good: () => ({ words: 'Our law publishes it' }) },
  { mutation: 'decideSecrecy', by: 'yang', good: () => ({ goOn: true, reason: 'It must be' }) },
  {
    mutation: 'postponeRequest',
    by: 'laurent',
    good: () => ({ reason: 'Our own case first', reviewOn: '2026-06-01' }),
  },
  { mutation: 'resumeExecution', by: 'laurent', good: nothing },
  {
    mutation: 'deliverItems',
    by: 'laurent',
    good: (_request, { files }) => ({ items: [{ item: '1', result: 'DONE' }], files: [files['laurent']] }),
  },
  { mutation: 'verifyDelivery', by: 'seo', good: ({ deliveries }) => ({ delivery: deliveries[0]?.id }) },
  {
    mutation: 'settleItems',
    by: 'laurent',
    good: () => ({ items: [{ item: '2', result: 'IMPOSSIBLE', reason: 'No longer kept' }] }),
  },
  { mutation: 'refuseRequest', by: 'laurent', good: () => ({ ground: 'NOT_STATED', reason: 'No more' }) },
  { mutation: 'replyToRefusal', by: 'oh', good: () => ({ reply: 'The Convention has no such ground' }) },
  { mutation: 'askWithdrawal', by: 'seo', good: reason },
  {
    mutation: 'closeRequest',
    by: 'oh',
    good: () => ({
      reason: 'Nothing left',
      conditionsMet: true,
      originals: 'NONE',
      feedback: { score: 3, words: 'Slow' },
    }),
  },
];

const DECISION = 'eu-eio-2014-41/decision';
/** A request under a basis that sets periods for the partner: one that binds the two States here. */
export async function underPeriods(office: Office): Promise<string> {
  const binds = (about: string): EntryInput => ({
    kind: 'membership',
    about,
    key: 'eu-eio-2014-41',
    body: { since: '2020-01-01' },
    source: 'gazette',
    confidence: 'confirmed',
  });
  await recordEntries(office.app, await office.as('admin'), [binds('XBE'), binds('XAR')]);
  const basis = [{ instrument: 'eu-eio-2014-41', articles: ['27'] }];
  return await office.onTo('acknowledged', await smallDraft(office, { basis, items: [{ type: 'data-traffic' }] }));
}
/** What is done to the periods that law sets the partner. */
export const TIMED: Station[] = [
  {
    mutation: 'correctStart',
    by: 'oh',
    good: () => ({ kind: DECISION, cycle: 1, startedOn: '2026-03-13', reason: 'It came in by paper before' }),
  },
  { mutation: 'prolongDeadline', by: 'laurent', good: () => ({ kind: DECISION, reason: 'The judge is away' }) },
];

/** A request by mail that was withdrawn, and the partner's server refused the news of it. */
export async function toldInVain(office: Office): Promise<string> {
  const id = await office.upTo('sent');
  await office.step('oh', 'withdraw', id, { input: reason() });
  const { hash } = (await office.read(id)).letter ?? { hash: '' };
  const mail = { wire: { file: NOBODY, hash }, messageId: NOBODY };
  await office.enginesStep('prepareMail', id, { purpose: 'withdrawal', n: 1 }, { prepared: mail, newFiles: [] });
  await carried('recordFailed')(office, id);
  return id;
}
export const AGAIN: Station[] = [{ mutation: 'sendAgain', by: 'kwon', good: sent }];

/** A request by courier that was withdrawn: a person tells the partner. */
export async function byCourier(office: Office): Promise<string> {
  const id = await office.upTo('ready');
  const { file: scan } = await office.upload('kwon', id, 'the signed letter');
  const signatory = { name: 'Yang Gyuri', office: 'Head', on: '2026-03-16' };
  await office.dispatch(id, { channel: 'courier', signatory, scan, tracking: 'PX 4410 2281' });
  await carried('recordSent')(office, id);
  await office.step('oh', 'withdraw', id, { input: reason() });
  return id;
}
export const BY_HAND: Station[] = [
  {
    mutation: 'recordWriting',
    by: 'kwon',
    good: (_request, { files }) => ({ purpose: 'WITHDRAWAL', on: '2026-03-16', paper: files['kwon'] }),
  },
];

const held = (mutation: string, by: string, good: Station['good'], before?: Station['before']): Station => ({
  mutation,
  by,
  good,
  of: 'hold',
  ...(before ? { before } : {}),
});
/** A hold that a request is opened for, which will rely on it. */
export async function aHold(office: Office): Promise<string> {
  const hold = await office.openHold();
  relying = await office.create();
  return hold;
}
let relying = '';
export const HOLDING: Station[] = [
  held('openHold', 'seo', () => ({
    ...{ requested: 'XBE', partner: BELMORA, custodian: 'Kite Cloud NV', data: 'a mailbox', zone: 'Europe/Brussels' },
    askedOn: '2026-03-15',
  })),
  held('confirmHold', 'laurent', () => ({ effectiveOn: '2026-03-15', ticket: 'POC-77' })),
  held('correctHold', 'oh', () => ({ effectiveOn: '2026-03-16', ...reason() })),
  held('linkRequest', 'seo', () => ({ linked: relying })),
  held('askExtension', 'seo', () => ({ askedUntil: '2026-07-31' })),
  held('confirmExtension', 'laurent', () => ({ until: '2026-07-31' })),
  held('declineExtension', 'laurent', reason, step('seo', 'askExtension')),
  held('proposeRelease', 'seo', reason),
  held('keepHold', 'oh', reason),
  held('secureHold', 'seo', () => ({ stop: 'REQUEST_RECEIVED', on: '2026-03-16' })),
  held('confirmRelease', 'oh', nothing, step('seo', 'proposeRelease', reason)),
];
export const REFUSED_HOLD: Station[] = [
  held('refuseHold', 'laurent', () => ({ ground: 'NOT_STATED', reason: 'nothing is there' })),
];
export const PRODUCED_HOLD: Station[] = [
  held('recordProduction', 'seo', () => ({ on: '2026-03-16' }), step('laurent', 'confirmHold')),
];
/** A hold that has run out before anybody knew of it. */
export async function lapsedHold(office: Office): Promise<string> {
  const hold = await office.openHold('seo', { askedOn: '2026-01-05' });
  await office.enginesStep('fireDeadline', hold, { kind: 'hold', cycle: 1 });
  return hold;
}
export const LAPSED_HOLD: Station[] = [
  held('settleIncident', 'seo', () => ({ exists: 'UNKNOWN', finding: 'nobody answers' })),
];

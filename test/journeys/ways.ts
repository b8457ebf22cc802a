import type { Status } from '../../domain/request.ts';
import { readSegments, saveSegment } from '../../registry/segments.ts';
import { anOrder } from '../api/kind-stations.ts';
import type { Office } from '../support/office.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { FRAME, SMALL } from './small-case.ts';

const { partner: _partner, requested: _requested, ...REST } = FRAME;
/** A draft of the small case, with another frame where one is given. */
export async function smallDraft(office: Office, frame: object = {}): Promise<string> {
  const request = await office.create('seo', { ...REST, label: 'restricted', urgency: 'normal', ...frame });
  await office.fill(request, { ...BLUE_HERON, content: SMALL });
  return request;
}

/** Translated once, and given back by the reviser. */
export async function translatedOnce(office: Office, request: string, comment: string): Promise<void> {
  await office.step('lim', 'takeTranslation', request);
  const lim = await office.as('lim');
  for (const { id: segment, text, version } of await readSegments(office.app, lim, request))
    await saveSegment(office.app, lim, { request, segment, text: `(fr) ${text}`, expectedVersion: version });
  await office.step('lim', 'finishTranslation', request, { input: { sworn: true } });
  await office.step('cho', 'returnTranslation', request, { input: { comment } });
}

type Way = {
  status: Status;
  go(office: Office, id: string): Promise<unknown>;
  anew?: (office: Office) => Promise<string>;
};
const step =
  (by: string, action: Parameters<Office['step']>[1], input: object = {}) =>
  (office: Office, id: string): Promise<unknown> =>
    office.step(by, action, id, { input });
const straightTo =
  (status: Status) =>
  (office: Office, id: string): Promise<unknown> =>
    office.onTo(status, id);

const inTurn =
  (...steps: Way['go'][]) =>
  async (office: Office, id: string): Promise<void> => {
    for (const one of steps) await one(office, id);
  };
const fail = async (office: Office, id: string): Promise<void> => {
  await office.dispatch(id);
  const attempt = async () => {
    const sent = (await office.read(id)).transmissions.at(-1);
    return { transmission: sent?.id, attempt: sent?.attempt };
  };
  await office.enginesStep('claimTransmission', id, await attempt());
  await office.enginesStep('recordFailed', id, { ...(await attempt()), reason: '550 no such mailbox' });
};
const again = async (office: Office, id: string): Promise<void> => {
  await office.dispatch(id);
  const sent = (await office.read(id)).transmissions.at(-1);
  const attempt = { transmission: sent?.id, attempt: sent?.attempt };
  await office.enginesStep('claimTransmission', id, attempt);
  await office.enginesStep('recordSent', id, { ...attempt, receipt: '250 taken' });
};
const answer = async (office: Office, id: string): Promise<void> => {
  const { questions } = await office.read(id);
  await office.step('oh', 'answerInformation', id, {
    input: { answers: questions.map((question) => ({ question: question.id, answer: 'The first', files: [] })) },
  });
};
const conditions = { conditions: [{ kind: 'speciality', words: 'This case only', items: ['1'] }] };
const delivered = (result: string) => ({ items: [{ item: '1', result }], object: 'USB, 2 GB', files: [] });

/** One request through every state, by the steps of those who may; where the way ends, with a new one. */
export const WAYS: Way[] = [
  { status: 'draft', go: async () => {} },
  { status: 'supervision', go: step('seo', 'submit') },
  { status: 'with-ca', go: step('baek', 'endorse') },
  {
    status: 'ca-returned',
    go: step('oh', 'returnForCorrection', { defects: [{ field: 'facts', words: 'Too thin' }] }),
  },
  { status: 'approved', go: inTurn(step('seo', 'resubmit'), straightTo('approved')) },
  { status: 'in-translation', go: straightTo('in-translation') },
  { status: 'ready', go: straightTo('ready') },
  { status: 'delivery-failed', go: fail },
  { status: 'sent', go: again },
  { status: 'acknowledged', go: straightTo('acknowledged') },
  { status: 'info-asked', go: step('laurent', 'askInformation', { question: 'Which log?' }) },
  { status: 'conditions-offered', go: inTurn(answer, step('laurent', 'offerConditions', conditions)) },
  {
    status: 'secrecy-asked',
    go: inTurn(step('yang', 'acceptConditions'), step('laurent', 'reportSecrecy', { words: 'We must tell' })),
  },
  { status: 'in-execution', go: step('yang', 'decideSecrecy', { goOn: true, reason: 'It must be' }) },
  { status: 'postponed', go: step('laurent', 'postpone', { reason: 'Our case first', reviewOn: '2026-06-01' }) },
  { status: 'partial', go: inTurn(step('laurent', 'resumeExecution'), step('laurent', 'deliver', delivered('part'))) },
  { status: 'executed', go: step('laurent', 'deliver', delivered('done')) },
  {
    status: 'closed',
    go: async (office, id) => {
      for (const { id: delivery } of (await office.read(id)).deliveries)
        await office.step('seo', 'verifyDelivery', id, { input: { delivery } });
      await office.step('oh', 'close', id, {
        input: { conditionsMet: true, originals: 'none', feedback: { score: 5 } },
      });
    },
  },
  {
    status: 'ca-declined',
    anew: smallDraft,
    go: inTurn(straightTo('with-ca'), step('yang', 'decline', { reason: 'Too early' })),
  },
  { status: 'withdrawn', anew: smallDraft, go: step('seo', 'withdraw', { reason: 'Not needed' }) },
  {
    status: 'refused',
    anew: smallDraft,
    go: inTurn(straightTo('acknowledged'), step('laurent', 'refuse', { ground: 'not-stated', reason: 'No' })),
  },
  {
    status: 'not-to-disclose',
    anew: anOrder,
    go: step('oh', 'instructNotToDisclose', {
      ground: 'not-stated',
      reason: 'No',
      on: '2026-03-16',
      record: { channel: 'telephone' },
    }),
  },
];

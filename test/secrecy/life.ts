import { scan } from '../journeys/salt-road-case.ts';
import { acknowledged, approve, LAURENT, sees } from '../journeys/small-case.ts';
import { comesAbout } from '../support/faults.ts';
import { BELMORA, type House } from '../support/journey.ts';
import { translateAll } from '../support/translate.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { CANARIES, CONTENT } from './canaries.ts';
import { withUnreadableNotes, withUnwritableAnswers } from './failures.ts';
import type { Scene } from './scene.ts';

/** A draft with everything that is said in it, an annex and a question to the desk. */
export async function drafted({ house }: Scene): Promise<string> {
  const { basis, items } = BLUE_HERON;
  const frame = {
    requested: 'XBE',
    partner: BELMORA,
    basis,
    items: items.map(({ type, basis: own }) => ({ type, ...(own ? { basis: own } : {}) })),
  };
  const request = await house.draft(frame, CONTENT);
  const seo = await house.as('seo');
  const file = await seo.upload(request, CANARIES.annex, scan('a ledger'));
  await house.does('seo', 'attachAnnex', request, { file, title: 'A ledger' });
  await house.does('seo', 'askDesk', request, { question: CANARIES.deskQuestion });
  type Seen = { deskQuestions: { id: string }[] };
  const { deskQuestions } = await sees<Seen>(house, 'moon', request, 'deskQuestions { id }');
  await house.does('moon', 'answerDesk', request, { question: deskQuestions[0]?.id, answer: 'It may' });
  return request;
}

/** Review with a return, translation, and a dispatch that goes wrong in two ways before it goes right. */
export async function sent(scene: Scene, request: string): Promise<void> {
  const { house, post } = scene;
  await house.does('seo', 'submitRequest', request);
  await house.does('baek', 'endorseRequest', request);
  await house.does('oh', 'returnRequest', request, { defects: [{ field: 'facts', words: CANARIES.returned }] });
  await house.does('seo', 'resubmitRequest', request);
  await approve(house, 'oh', request);
  await translateAll(house, request, 'lim', { 'facts/f0': CANARIES.translated });
  await house.does('lim', 'finishTranslation', request, { sworn: true });
  type Seen = { translation: { letter: { hash: string } } };
  const { translation } = await sees<Seen>(house, 'cho', request, 'translation { letter { hash } }');
  await house.does('cho', 'certifyTranslation', request, { letter: translation.letter.hash });

  const kwon = await house.as('kwon');
  const dispatch = () => kwon.does('dispatchRequest', request, { channel: 'EMAIL' });
  post.mode = 'hold';
  await dispatch();
  await comesAbout('the mail server has the mail', () => post.heard.length === 1);
  await scene.killWorker();
  post.drop();
  await scene.startWorker();
  await settled(house, request);

  post.mode = 'refuse';
  await withUnwritableAnswers(scene, async () => {
    await dispatch();
    await house.quiet();
  });
  await settled(house, request);
  await dispatch();
  await house.quiet();
  post.mode = 'take';
  await dispatch();
  await house.quiet();
  if ((await house.status(request)) !== 'sent') throw new Error('Expected it to be sent');
}

/** Waits until nobody knows of an attempt; a person finds out that nothing arrived. */
async function settled(house: House, request: string): Promise<void> {
  type Seen = { transmissions: { id: string; status: string; attempt: number }[] };
  const lies = async () =>
    (await sees<Seen>(house, 'kwon', request, 'transmissions { id status attempt }')).transmissions[0];
  await comesAbout('nobody knows whether it arrived', async () => (await lies())?.status === 'unknown');
  const { id: transmission, attempt } = (await lies()) ?? {};
  const found = { transmission, attempt, arrived: false, ground: 'By telephone' };
  await house.does('kwon', 'settleTransmission', request, found);
}

/** The partner's side of it, to the end of the file. */
export async function answered(scene: Scene, request: string): Promise<void> {
  const { house } = scene;
  const receivedOn = (await house.now()).slice(0, 10);
  await house.does(LAURENT, 'acknowledgeRequest', request, { reference: 'MJ/2026/7', receivedOn });
  await house.does(LAURENT, 'askInformation', request, { question: CANARIES.asked });
  const { questions } = await sees<{ questions: { id: string }[] }>(house, 'oh', request, 'questions { id }');
  const answers = [{ question: questions[0]?.id, answer: CANARIES.answered }];
  const oh = await house.as('oh');
  await withUnreadableNotes(scene, request, () => oh.does('answerInformation', request, { answers }));
  await house.does(LAURENT, 'startExecution', request);

  const conditions = [{ kind: 'SPECIALITY', words: CANARIES.condition, items: ['3'] }];
  await house.does(LAURENT, 'offerConditions', request, { conditions });
  await house.does('yang', 'acceptConditions', request);
  const laurent = await house.as(LAURENT);
  const file = await laurent.upload(request, CANARIES.evidence, 'What the ledger says');
  const done = (...items: string[]) => items.map((item) => ({ item, result: 'DONE' }));
  await house.does(LAURENT, 'deliverItems', request, { items: done('1', '2', '3'), files: [file] });
  await house.does(LAURENT, 'deliverItems', request, { items: done('4'), object: CANARIES.object });
  const refused = [{ item: '5', result: 'REFUSED', ground: 'BANK_SECRECY', reason: CANARIES.refusal }];
  await house.does(LAURENT, 'settleItems', request, { items: refused });
  const { deliveries } = await sees<{ deliveries: { id: string }[] }>(house, 'seo', request, 'deliveries { id }');
  for (const { id } of deliveries) await house.does('seo', 'verifyDelivery', request, { delivery: id });
  const feedback = { score: 5, words: CANARIES.feedback };
  await house.does('oh', 'closeRequest', request, {
    conditionsMet: true,
    originals: 'NONE',
    feedback,
    reason: 'One item was refused',
  });
}

/** Another request, which is taken back from the partner. */
export async function withdrawn({ house }: Scene): Promise<string> {
  const request = await acknowledged(house);
  await house.does('oh', 'withdrawRequest', request, { reason: CANARIES.reason });
  return request;
}

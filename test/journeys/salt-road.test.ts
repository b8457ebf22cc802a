import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { type House, openHouse } from '../support/journey.ts';
import { translateAll } from '../support/translate.ts';
import { fromPaper } from './paper.ts';
import { CONTENT, FIRST_DRAFT, FRAME, scan, TRANSLATED } from './salt-road-case.ts';

/** The whole case by courier and in Arabic; the partner only writes letters, and ours write down what they say. */
let house: House;
let request: string;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-07-27T01:00:00Z');
});
afterAll(() => house.close());

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const gapsOf = ({ gaps = [] }: Answer): string[] => gaps.map(({ field, source }) => `${field}: ${source}`);
/** What somebody sees of the request. */
async function sees<T>(login: string, fields: string): Promise<T> {
  const session = await house.as(login);
  const query = `query($id: ID!) { request(id: $id) { ${fields} } }`;
  return (await session.ask<{ request: T }>(query, { id: request })).request;
}
const inbox = async (login: string): Promise<string[]> => {
  const session = await house.as(login);
  const { inbox } = await session.ask<{ inbox: { edges: { node: { action: string } }[] } }>(
    '{ inbox { edges { node { action } } } }',
  );
  return inbox.edges.map(({ node }) => node.action);
};

describe('Salt Road', () => {
  test('is drafted, and each gap is named at once with its honest source', async () => {
    request = await house.draft(FRAME, FIRST_DRAFT, 'noh');
    const refused = await (await house.as('noh')).step('submitRequest', request);

    expect(refused.__typename).toBe('Incomplete');
    const letter = 'Qasira: practice of the central authority, letter of 2025';
    expect(gapsOf(refused)).toEqual([
      `offences.0.text: ${letter}`,
      `offences.1.text: ${letter}`,
      `offences.2.text: ${letter}`,
      'items.0.bank: house rule HR-61',
      'items.2.value: house rule HR-65',
      'purpose: UNTOC 18(15)(f)',
      `undertakings.deathPenalty: ${letter}`,
    ]);
    expect(await house.status(request)).toBe('draft');
  });

  test('is completed with its annexes, passed by the head of the office and approved', async () => {
    const noh = await house.as('noh');
    await house.until('2026-07-29T01:00:00Z');
    const { items, offences, purpose, undertakings } = CONTENT;
    for (const [key, value] of Object.entries({ offences, purpose, undertakings }))
      await noh.savePart(request, key, value);
    for (const { id, ...item } of items) await noh.savePart(request, `item/${id}`, item);
    for (const title of ['Customers (27 names in three scripts)', 'Questions to the witnesses']) {
      const file = await noh.upload(request, `${title.slice(0, 9)}.pdf`, scan(title));
      await house.does('noh', 'attachAnnex', request, { file, title });
    }
    await house.as('yang'); // a sign-in proves who she is, and hers will be old
    await house.does('noh', 'submitRequest', request);
    await house.does('ryu', 'endorseRequest', request);
    await house.until('2026-08-03T01:00:00Z');
    const { letter } = await sees<{ letter: { hash: string } }>('oh', 'letter { hash }');
    await house.does('oh', 'approveRequest', request, { letter: letter.hash });
    expect(await house.status(request)).toBe('in-translation');
  });

  test('is translated into Arabic, certified by another, and made ready by the engine', async () => {
    await translateAll(house, request, 'lim', TRANSLATED);
    await house.until('2026-08-12T01:00:00Z');
    await house.does('lim', 'finishTranslation', request, { sworn: true, registration: 'HA-2231' });
    const { translation } = await sees<{ translation: { language: string; letter: { hash: string } } }>(
      'cho',
      'translation { language letter { hash } }',
    );
    expect(translation.language).toBe('ar');
    await house.does('cho', 'certifyTranslation', request, { letter: translation.letter.hash });
    expect(await house.status(request)).toBe('ready');
  });

  test('does not go by e-mail, which the partner does not take, nor by courier without the signed letter', async () => {
    const kwon = await house.as('kwon');
    await house.until('2026-08-14T01:00:00Z');
    await kwon.prove();
    const byMail = await kwon.step('dispatchRequest', request, { channel: 'EMAIL' });
    const unsigned = await kwon.step('dispatchRequest', request, { channel: 'COURIER' });
    const signatory = { name: 'KANG Jiwoo', office: 'Head of the central authority', on: '2026-08-13' };
    const unscanned = await kwon.step('dispatchRequest', request, {
      channel: 'COURIER',
      signatory,
      tracking: 'AR 7741 0093 2',
    });

    expect(byMail.gaps).toMatchObject([
      { field: 'channel', rule: 'channel-not-taken', source: expect.stringContaining('Qasira') },
    ]);
    expect(unsigned.gaps?.map(({ field }) => field)).toEqual(['signatory', 'scan', 'tracking']);
    expect(unscanned.gaps?.map(({ field }) => field)).toEqual(['scan']);
    expect(await house.stack.mailbox.all()).toEqual([]);
    expect(await house.status(request)).toBe('ready');
  });

  test('goes by courier: what is in the bag is what was approved and certified, by hash', async () => {
    const kwon = await house.as('kwon');
    const signed = await kwon.upload(request, 'signed letter.pdf', scan('signed by Kang'));
    await house.does('kwon', 'dispatchRequest', request, {
      channel: 'COURIER',
      carrier: 'Diplomatic courier of Arvania',
      signatory: { name: 'KANG Jiwoo', office: 'Head of the central authority', on: '2026-08-13' },
      scan: signed,
      tracking: 'AR 7741 0093 2',
    });

    const sent = await sees<Sent>('kwon', SENT);
    expect(sent.now).toBe('SENT');
    expect(sent.transmissions).toMatchObject([
      {
        channel: 'COURIER',
        status: 'sent',
        attempt: 1,
        tracking: 'AR 7741 0093 2',
        receipt: 'AR 7741 0093 2',
        signatory: { name: 'KANG Jiwoo', office: 'Head of the central authority', on: '2026-08-13' },
        wire: { hash: sha256(Buffer.from(scan('signed by Kang'))) },
      },
    ]);
    expect(sent.transmissions[0]?.coverSheet?.name).toMatch(/cover-sheet\.docx$/);
    const bag = unzipSync(await kwon.download(sent.package.id));
    expect(sha256(bag['letter.en.docx'] ?? Buffer.of())).toBe(sent.letter.hash);
    expect(sha256(bag['letter.ar.docx'] ?? Buffer.of())).toBe(sent.translation.letter.hash);
    const annexes = Object.entries(bag).filter(([name]) => name.startsWith('annexes/'));
    expect(annexes.map(([, bytes]) => sha256(bytes))).toEqual(sent.annexes.map(({ file }) => file.hash));
  });

  test('is chased by hand when the courier takes long, and its receipt is filed', async () => {
    await house.until('2026-08-25T01:00:00Z');
    expect(await inbox('oh')).toContain('RECORD_ENQUIRY');
    await house.does('oh', 'recordEnquiry', request, { channel: 'TELEPHONE', note: 'The bag arrived on Sunday' });
    expect(await inbox('oh')).not.toContain('RECORD_ENQUIRY');
    const kwon = await house.as('kwon');
    const { transmissions } = await sees<Sent>('kwon', SENT);
    const paper = await kwon.upload(request, 'receipt.pdf', scan('received by the registry of Qasira'));
    await house.does('kwon', 'fileReceipt', request, { transmission: transmissions[0]?.id, paper });
    expect((await sees<Sent>('kwon', SENT)).transmissions[0]?.proof?.name).toBe('receipt.pdf');
  });

  test('is acknowledged by letter, which our registry writes down with the letter itself', async () => {
    await house.until('2026-08-31T01:00:00Z');
    const kwon = await house.as('kwon');
    const given = { reference: 'QA/IC/2026/318', receivedOn: '2026-08-23' };
    const record = { channel: 'LETTER', reference: 'QA/IC/2026/318', officer: 'Mariam Salem' };
    const unsupported = await kwon.step('acknowledgeRequest', request, given);
    const undated = await kwon.step('acknowledgeRequest', request, { ...given, record });
    const early = await kwon.step('acknowledgeRequest', request, { ...given, on: '2026-09-01', record });
    expect(unsupported.gaps?.map(({ field }) => field)).toEqual(['record']);
    expect(undated.gaps?.map(({ field }) => field)).toEqual(['on', 'record.paper']);
    expect(early.gaps?.map(({ field }) => field)).toEqual(['record.paper', 'on']);

    await fromPaper(
      house,
      request,
      'acknowledgeRequest',
      { by: 'kwon', on: '2026-08-25', reference: 'QA/IC/2026/318' },
      given,
    );
    expect(await sees('noh', 'now: status partnerReference receivedOn')).toEqual({
      now: 'ACKNOWLEDGED',
      partnerReference: 'QA/IC/2026/318',
      receivedOn: '2026-08-23',
    });
  });

  test('is answered on dual criminality, and the head gives the assurance', async () => {
    await house.until('2026-09-07T01:00:00Z');
    const question = 'Is usury by extortion punishable where nobody was hurt?';
    await fromPaper(
      house,
      request,
      'askInformation',
      { by: 'oh', on: '2026-09-01', reference: 'QA/IC/2026/331' },
      { question },
    );
    const { questions } = await sees<{ questions: { id: string; words: string }[] }>('moon', 'questions { id words }');
    expect(questions).toMatchObject([{ words: question }]);
    const answers = [{ question: questions[0]?.id, answer: 'Yes: the threat is enough, section 250(1)' }];
    await house.does('moon', 'answerInformation', request, { answers });
    const paper = await (await house.as('kwon')).upload(request, 'waybill.txt', 'PX 5512 0093');
    const on = (await house.now()).slice(0, 10);
    await house.does('kwon', 'recordWriting', request, { purpose: 'ANSWER', on, tracking: 'PX 5512 0093', paper });
    expect(await house.status(request)).toBe('acknowledged');

    await house.until('2026-09-16T01:00:00Z');
    const conditions = [{ kind: 'DEATH_PENALTY', words: 'The death penalty is neither asked for nor carried out' }];
    await fromPaper(
      house,
      request,
      'offerConditions',
      { by: 'oh', on: '2026-09-13', reference: 'QA/IC/2026/340' },
      { conditions },
    );
    const byOfficer = await (await house.as('oh')).step('acceptConditions', request);
    expect(byOfficer).toMatchObject({ __typename: 'ActionNotAllowed', rule: 'role' });
    expect((await (await house.as('yang')).step('acceptConditions', request)).__typename).toBe('ProofNeeded');
    await house.does('yang', 'acceptConditions', request);
    expect(await sees('noh', 'now: status conditions { kind status }')).toEqual({
      now: 'IN_EXECUTION',
      conditions: [{ kind: 'death-penalty', status: 'accepted' }],
    });
  });

  test('is postponed until a day that is watched, and taken up again', async () => {
    await house.until('2026-09-24T01:00:00Z');
    const postponed = { reason: 'A case of our own against the same customers', reviewOn: '2026-10-11' };
    await fromPaper(
      house,
      request,
      'postponeRequest',
      { by: 'kwon', on: '2026-09-20', reference: 'QA/IC/2026/352' },
      postponed,
    );
    expect(await sees('noh', 'postponement { reviewOn words }')).toEqual({
      postponement: { reviewOn: '2026-10-11', words: postponed.reason },
    });
    await house.until('2026-10-16T01:00:00Z');
    const { notices } = await (await house.as('oh')).ask<{ notices: { edges: { node: { kind: string } }[] } }>(
      '{ notices(first: 100) { edges { node { kind } } } }',
    );
    expect(notices.edges.filter(({ node }) => node.kind === 'overdue-postponement-review')).toHaveLength(1);
    await fromPaper(house, request, 'resumeExecution', { by: 'oh', on: '2026-10-14', reference: 'QA/IC/2026/371' });
    expect(await house.status(request)).toBe('in-execution');
  });

  test('is delivered in parts, on paper, and one item is refused on a ground that the Convention forbids', async () => {
    await house.until('2026-10-26T01:00:00Z');
    const boxes = { items: [{ item: '1', result: 'PART' }], object: 'Two boxes of certified copies, seal 0417' };
    await fromPaper(
      house,
      request,
      'deliverItems',
      { by: 'kwon', on: '2026-10-20', reference: 'QA/IC/2026/377' },
      boxes,
    );
    await house.until('2026-11-02T01:00:00Z');
    const words = 'What employees of a bank know is a secret of the bank';
    const refused = { items: [{ item: '2', result: 'REFUSED', ground: 'BANK_SECRECY', reason: words }] };
    await fromPaper(
      house,
      request,
      'settleItems',
      { by: 'oh', on: '2026-10-28', reference: 'QA/IC/2026/380' },
      refused,
    );
    const kwon = await house.as('kwon');
    const files = [await kwon.upload(request, 'proof of service.pdf', scan('served on 29 October'))];
    const served = { items: [{ item: '4', result: 'DONE' }], files };
    await fromPaper(
      house,
      request,
      'deliverItems',
      { by: 'kwon', on: '2026-11-01', reference: 'QA/IC/2026/385' },
      served,
    );

    const { now, items } = await sees<{ now: string; items: object[] }>(
      'noh',
      'now: status items { id outcome { result on ground reason allowed article } }',
    );
    expect(now).toBe('PARTIAL');
    expect(items).toMatchObject([
      { id: '1', outcome: { result: 'PART', on: '2026-10-20' } },
      {
        id: '2',
        outcome: { result: 'REFUSED', ground: 'bank-secrecy', reason: words, allowed: false, article: 'UNTOC 18(8)' },
      },
      { id: '3', outcome: null },
      { id: '4', outcome: { result: 'DONE', on: '2026-11-01' } },
    ]);
  });

  test('is closed with what is open, for a reason', async () => {
    const { deliveries } = await sees<{ deliveries: { id: string; object: string | null }[] }>(
      'noh',
      'deliveries { id object }',
    );
    expect(deliveries.map(({ object }) => object)).toEqual(['Two boxes of certified copies, seal 0417', null]);
    for (const { id } of deliveries) await house.does('noh', 'verifyDelivery', request, { delivery: id });
    await house.until('2026-11-20T01:00:00Z');
    const bare = await (await house.as('oh')).step('closeRequest', request, { conditionsMet: true });
    expect(bare.gaps?.map(({ field }) => field)).toEqual(['reason']);
    await house.does('oh', 'closeRequest', request, {
      conditionsMet: true,
      reason: 'The trial is over; items 1 and 3 stay open',
    });
    expect(await house.status(request)).toBe('closed');
    expect((await house.events(request)).at(-1)).toMatchObject({
      action: 'startRetention',
      workflow: { id: expect.any(String) },
    });
  });

  test('has a timeline that shows both persons of each step of the partner, and verifies', async () => {
    const { events } = await sees<{ events: Told[] }>('jang', TIMELINE);
    const told = events
      .filter(({ onBehalfOf }) => onBehalfOf)
      .map(({ action, actor, record }) => `${action}: ${actor?.name} for ${record?.officer}, ${record?.reference}`);
    expect(told).toEqual([
      'ACKNOWLEDGE: Kwon Nari for Mariam Salem, QA/IC/2026/318',
      'ASK_INFORMATION: Oh Sejin for Mariam Salem, QA/IC/2026/331',
      'OFFER_CONDITIONS: Oh Sejin for Mariam Salem, QA/IC/2026/340',
      'POSTPONE: Kwon Nari for Mariam Salem, QA/IC/2026/352',
      'RESUME_EXECUTION: Oh Sejin for Mariam Salem, QA/IC/2026/371',
      'DELIVER: Kwon Nari for Mariam Salem, QA/IC/2026/377',
      'SETTLE_ITEMS: Oh Sejin for Mariam Salem, QA/IC/2026/380',
      'DELIVER: Kwon Nari for Mariam Salem, QA/IC/2026/385',
    ]);
    for (const { onBehalfOf, record } of events.filter(({ onBehalfOf }) => onBehalfOf)) {
      expect(onBehalfOf?.name).toContain('Qasira');
      expect(record?.channel).toBe('letter');
      expect(record?.paper?.hash).toBe(sha256(Buffer.from(scan(record?.reference ?? ''))));
    }
    expect(await house.violations()).toEqual([]);
  });
});

type Hash = { hash: string };
type Sent = {
  now: string;
  letter: Hash;
  translation: { letter: Hash };
  annexes: { file: Hash }[];
  package: { id: string };
  transmissions: { id: string; coverSheet: { name: string } | null; proof: { name: string } | null }[];
};
const SENT = `now: status letter { hash } translation { letter { hash } } annexes { file { hash } } package { id }
  transmissions { id channel status attempt tracking receipt signatory { name office on } wire { hash } coverSheet { name } proof { name } }`;

type Told = {
  action: string;
  actor: { name: string } | null;
  onBehalfOf: { name: string } | null;
  record: { channel: string; officer: string; reference: string; paper: Hash | null } | null;
};
const TIMELINE =
  'events { action actor { name } onBehalfOf { name } record { channel officer reference paper { hash } } }';

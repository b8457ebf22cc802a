import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BELMORA, type House, openHouse } from '../support/journey.ts';
import { translateAll } from '../support/translate.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { FRENCH } from '../templates/french.ts';

/** The whole case by e-mail, the partner's officer doing the partner's steps, on the real engine. */
let house: House;
let request: string;
beforeAll(async () => {
  house = await openHouse();
  await house.until('2026-03-03T01:00:00Z');
});
afterAll(() => house.close());

const letterHash = async (login: string): Promise<string> => {
  const { request: seen } = await (await house.as(login)).ask<{ request: { letter: { hash: string } } }>(
    'query($id: ID!) { request(id: $id) { letter { hash } } }',
    { id: request },
  );
  return seen.letter.hash;
};
const BELMORA_OFFICER = 'c.laurent@justice.belmora.example';

describe('Blue Heron', () => {
  test('is drafted, and its gaps are named at once with their sources', async () => {
    const { items } = BLUE_HERON;
    const gappy = {
      ...BLUE_HERON.content,
      identifiers: BLUE_HERON.content.identifiers?.map((one) => ({ ...one, noneKnown: false, leftOut: false })) ?? [],
      items: BLUE_HERON.content.items.map((item) => (item.id === '3' ? { ...item, reason: [] } : item)),
    };
    request = await house.draft(
      {
        requested: 'XBE',
        partner: BELMORA,
        basis: BLUE_HERON.basis,
        items: items.map(({ type, basis }) => ({ type, ...(basis ? { basis } : {}) })),
      },
      gappy,
    );
    const refused = await (await house.as('seo')).step('submitRequest', request);
    expect(refused.__typename).toBe('Incomplete');
    expect(refused.gaps?.map(({ rule }) => rule)).toEqual(expect.arrayContaining([expect.stringMatching(/port/)]));
    expect(refused.gaps?.every(({ source, field }) => source !== '' && field !== '')).toBe(true);
    expect(await house.status(request)).toBe('draft');
  });

  test('goes through review, is returned once, and is approved by a third person', async () => {
    const seo = await house.as('seo');
    await house.until('2026-03-09T02:00:00Z');
    for (const key of ['identifiers'] as const) await seo.savePart(request, key, BLUE_HERON.content[key]);
    const { id: _, ...item } = BLUE_HERON.content.items[2] ?? { id: '3' };
    await seo.savePart(request, 'item/3', item);
    await house.does('seo', 'submitRequest', request);
    await house.does('baek', 'endorseRequest', request);
    await house.until('2026-03-11T02:00:00Z');
    await house.does('oh', 'returnRequest', request, {
      defects: [
        { field: 'items.2.reason', words: 'too thin' },
        { field: 'items.3.reason', words: 'too thin' },
      ],
    });
    await house.until('2026-03-13T02:00:00Z');
    await house.does('seo', 'resubmitRequest', request);
    await house.until('2026-03-17T02:00:00Z');
    await house.does('oh', 'approveRequest', request, { letter: await letterHash('oh') });
    expect(await house.status(request)).toBe('in-translation');
  });

  test('is translated segment by segment, certified by another, and made ready by the engine', async () => {
    await translateAll(house, request, 'lim', FRENCH);
    await house.until('2026-03-26T02:00:00Z');
    await house.does('lim', 'finishTranslation', request, { sworn: true });
    const cho = await house.as('cho');
    const { request: seen } = await cho.ask<{ request: { translation: { letter: { hash: string } } } }>(
      'query($id: ID!) { request(id: $id) { translation { letter { hash } } } }',
      { id: request },
    );
    await house.does('cho', 'certifyTranslation', request, { letter: seen.translation.letter.hash });
    expect(await house.status(request)).toBe('ready');
  });

  test('is dispatched by the registry and sent by the engine, once', async () => {
    await house.until('2026-03-27T02:00:00Z');
    await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
    expect(await house.status(request)).toBe('sent');
    const mails = await house.stack.mailbox.all();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.parsed.subject).toBe('MLA-2026-1');
  });

  test('is answered by the partner’s officer in parts, and closed', async () => {
    const step = (name: string, at: string, input: object = {}) =>
      house.until(at).then(() => house.does(BELMORA_OFFICER, name, request, input));
    await step('acknowledgeRequest', '2026-03-31T08:00:00Z', {
      reference: 'MJ/EIP/2026/2204',
      receivedOn: '2026-03-30',
    });
    await step('askInformation', '2026-04-14T08:00:00Z', { question: 'Which of the eleven transfers matter?' });
    await house.until('2026-04-16T02:00:00Z');
    const { request: asked } = await (await house.as('oh')).ask<{
      request: { questions: { id: string; words: string }[] };
    }>('query($id: ID!) { request(id: $id) { questions { id words } } }', { id: request });
    await house.does('oh', 'answerInformation', request, {
      answers: [{ question: asked.questions[0]?.id, answer: 'The first four' }],
    });
    await step('startExecution', '2026-04-20T08:00:00Z');
    await step('offerConditions', '2026-04-28T08:00:00Z', {
      conditions: [{ kind: 'SPECIALITY', words: 'The content is for this case only', items: ['3'] }],
    });
    await house.until('2026-04-30T02:00:00Z');
    await house.does('yang', 'acceptConditions', request);
    await step('deliverItems', '2026-05-12T08:00:00Z', {
      items: [
        { item: '1', result: 'DONE' },
        { item: '2', result: 'DONE' },
      ],
      object: 'USB image of 3.1 GB',
    });
    const laurent = await house.as(BELMORA_OFFICER);
    const content = await laurent.upload(request, 'messages.txt', 'From: accounts@ateliers-merei.example');
    await step('deliverItems', '2026-05-19T08:00:00Z', { items: [{ item: '3', result: 'DONE' }], files: [content] });
    await step('deliverItems', '2026-06-02T08:00:00Z', {
      items: [{ item: '4', result: 'DONE' }],
      object: 'A folder of paper',
    });
    await step('settleItems', '2026-06-02T09:00:00Z', {
      items: [{ item: '5', result: 'IMPOSSIBLE', reason: 'Moved away, address unknown' }],
    });
    expect(await house.status(request)).toBe('executed');
    const seo = await house.as('seo');
    const { request: delivered } = await seo.ask<{
      request: { deliveries: { id: string; files: { id: string; name: string }[] }[] };
    }>('query($id: ID!) { request(id: $id) { deliveries { id files { id name } } } }', { id: request });
    expect((await seo.download(delivered.deliveries[1]?.files[0]?.id ?? '')).toString()).toContain('accounts@');
    for (const { id } of delivered.deliveries) await house.does('seo', 'verifyDelivery', request, { delivery: id });
    await house.until('2026-06-15T02:00:00Z');
    await house.does('oh', 'closeRequest', request, {
      conditionsMet: true,
      originals: 'NONE',
      feedback: { score: 5 },
    });
    expect(await house.status(request)).toBe('closed');
    expect((await house.events(request)).at(-1)?.action).toBe('startRetention');
  });

  test('leaves a record that verifies', async () => {
    expect(await house.violations()).toEqual([]);
  });
});

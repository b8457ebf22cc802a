import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LawHouse, openLawHouse } from './law-house.ts';

let law: LawHouse;
beforeAll(async () => {
  law = await openLawHouse();
});
afterAll(() => law?.house.close());

const FIELDS = 'state what name open opening { isOpen changesAt } timeThere timeHere isStale';
const points = async (states: readonly string[]): Promise<Record<string, unknown>[]> =>
  (
    await law.asked<{ contactPoints: [] }>(
      `query($states: [String!]) { contactPoints(states: $states) { ${FIELDS} } }`,
      { states },
    )
  ).contactPoints;
const record = (about: string, key: string, body: object) =>
  law.changed('recordLawEntry', { kind: 'AUTHORITY', about, key, body });
const QASIRA = { names: { en: 'Desk of Qasira' }, address: 'x', zone: 'Asia/Riyadh' };

test('points of contact are shown with their hours now, by their clocks and by ours', async () => {
  await record('XQA', 'contact-point-24-7', { ...QASIRA, open: 'Su-Th 08:00-15:00' });
  await record('XQA', 'contact-point-24-7-2', QASIRA);

  const shown = await points(['XBE', 'XQA']);

  expect(shown).toMatchObject([
    {
      state: 'XBE',
      what: 'contact-point-24-7',
      open: '24/7',
      opening: { isOpen: true, changesAt: null },
      timeThere: expect.stringMatching(/^2026-03-16T01:00:\d\d$/),
      timeHere: expect.stringMatching(/^2026-03-16T09:00:\d\d$/),
      isStale: true,
    },
    {
      state: 'XQA',
      opening: { isOpen: false, changesAt: '2026-03-16T05:00:00.000Z' },
      timeThere: expect.stringMatching(/^2026-03-16T03:00:\d\d$/),
    },
    {
      what: 'contact-point-24-7-2',
      open: null,
      opening: null,
      timeThere: expect.stringMatching(/^2026-03-16T03:00:\d\d$/),
    },
  ]);
});

test('a day off that is recorded closes it', async () => {
  await law.changed('recordLawEntry', { about: 'XQA', key: '2026-03-16', body: { name: 'A day off' } });
  expect((await points(['XQA']))[0]?.['opening']).toEqual({ isOpen: false, changesAt: '2026-03-17T05:00:00.000Z' });
});

test('hours that nobody could count by are refused, named by their field', async () => {
  const { gaps } = await record('XQA', 'contact-point-24-7', { ...QASIRA, open: 'in the morning' });
  expect(gaps).toMatchObject([{ field: 'body.open', message: expect.stringContaining('24/7') }]);
});

test('they are for the house alone', async () => {
  const { errors } = await law.hear('laurent', '{ contactPoints { name } }');
  expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_FOUND']);
});

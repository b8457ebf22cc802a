import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from '../../prisma/demonstration/ids.ts';
import { plain } from '../support/client.ts';
import { type House, openHouse } from '../support/journey.ts';
import { type MoodyServer, openMailServer } from './mail-server.ts';
import { approve, certify, inboxOf, SMALL, sees, tries } from './small-case.ts';

/** An urgent request straight to a court under Budapest 27(9)(a): its copy goes to the ministry in the same dispatch. */
const COURT = 'instruction@tribunal.belmora.example';
const MINISTRY = 'entraide@justice.belmora.example';
let server: MoodyServer;
let house: House;
beforeAll(async () => {
  server = await openMailServer();
  house = await openHouse({ smtp: server.url });
  await house.until('2026-03-16T00:00:00Z');
});
afterAll(async () => {
  await house?.close();
  await server?.close();
});

const FRAME = {
  requested: 'XBE',
  partner: idOf('authority/port-clair'),
  basis: [{ instrument: 'budapest-185', articles: ['31'] }],
  urgency: 'URGENT',
  route: 'DIRECT_JUDICIAL',
  items: [{ type: 'data-traffic' }],
};
const URGENT = { ...SMALL, urgency: { reason: 'The log is kept for ten days.', desiredDate: '2026-03-20' } };
type Sent = {
  purpose: string;
  status: string;
  attempt: number;
  messageId: string;
  to: { key: string } | null;
  package: { hash: string };
};
const lies = (request: string): Promise<{ now: string; route: string; transmissions: Sent[] }> =>
  sees(
    house,
    'kwon',
    request,
    'now: status route transmissions { purpose status attempt messageId to { key } package { hash } }',
  );
const mails = () => Promise.all(server.received.map((mail) => simpleParser(mail)));
const addressesOf = ({ to }: Awaited<ReturnType<typeof simpleParser>>): string[] =>
  [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));

async function ready(): Promise<string> {
  const request = await house.draft(FRAME, URGENT);
  await house.does('seo', 'submitRequest', request);
  await house.does('baek', 'endorseRequest', request);
  await approve(house, 'oh', request);
  await certify(house, request);
  return request;
}

test('the request and its copy go in one dispatch: two mails with one package, each sent once', async () => {
  const request = await ready();
  expect(await lies(request)).toMatchObject({ now: 'READY', route: 'DIRECT_JUDICIAL' });
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });

  const { now, transmissions } = await lies(request);
  expect(now).toBe('SENT');
  expect(transmissions).toMatchObject([
    { purpose: 'request', status: 'sent', attempt: 1, to: null },
    { purpose: 'copy', status: 'sent', attempt: 1, to: { key: 'central-authority' } },
  ]);
  expect(new Set(transmissions.map((sent) => sent.package.hash)).size).toBe(1);
  expect(new Set(transmissions.map(({ messageId }) => messageId)).size).toBe(2);

  const received = await mails();
  expect(received.map(addressesOf).sort()).toEqual([[MINISTRY], [COURT]]);
  expect(received.map(({ messageId }) => messageId?.slice(1, 37)).sort()).toEqual(
    transmissions.map(({ messageId }) => messageId).sort(),
  );
  const [first, second] = received.map(({ attachments }) => attachments.map(({ checksum }) => checksum));
  expect(first).toEqual(second);
  expect(received.find((mail) => addressesOf(mail).includes(MINISTRY))?.text).toContain(
    'a copy, for the central authority',
  );
});

test('a copy that the server refuses goes again by a person, and the request does not', async () => {
  const request = await ready();
  const before = server.received.length;
  server.unknown.add(MINISTRY);
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  expect((await lies(request)).transmissions).toMatchObject([{ status: 'sent' }, { status: 'failed' }]);
  expect((await lies(request)).now).toBe('SENT');
  expect(await inboxOf(house, 'kwon', request)).toMatchObject([{ action: 'DISPATCH' }]);

  server.unknown.clear();
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  expect((await lies(request)).transmissions).toMatchObject([
    { purpose: 'request', status: 'sent', attempt: 1 },
    { purpose: 'copy', status: 'sent', attempt: 2 },
  ]);
  expect((await mails()).slice(before).map(addressesOf)).toEqual([[COURT], [MINISTRY]]);
  expect(await tries(house, 'kwon', 'dispatchRequest', request, { channel: 'EMAIL' })).toMatchObject({
    rule: 'nothing-to-send',
  });
});

test('the route can be changed in a draft, and is judged like the usual one', async () => {
  const request = await house.draft({ ...FRAME, urgency: 'NORMAL' }, SMALL);
  const session = await house.as('seo');
  expect((await session.step('submitRequest', request)).gaps).toMatchObject([
    { field: 'route', source: 'Budapest Convention 27(9)(a)' },
  ]);
  await house.does('seo', 'changeRequestFrame', request, { route: 'CENTRAL_AUTHORITY' });
  await house.does('seo', 'submitRequest', request);
  expect(await house.status(request)).toBe('supervision');
});

test('where no central authority is on record nothing is submitted', async () => {
  const request = await house.draft(FRAME, URGENT);
  await house.db.query(
    "update authority set key = 'judicial-authority-2' where state = 'XBE' and key = 'central-authority'",
  );
  const session = await house.as('seo');
  expect((await session.step('submitRequest', request)).gaps).toMatchObject([
    { field: 'route', rule: 'route-copy-nowhere', source: 'Budapest Convention 27(9)(a)' },
  ]);
  await house.db.query(
    "update authority set key = 'central-authority' where state = 'XBE' and key = 'judicial-authority-2'",
  );
  const { rows } = await house.db.query('select status from request where id = $1', [plain(request)]);
  expect(rows).toEqual([{ status: 'draft' }]);
});

test('leaves a record that verifies', async () => {
  expect(await house.violations()).toEqual([]);
});

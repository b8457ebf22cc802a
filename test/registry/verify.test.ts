import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Verified, verify } from '../../registry/verify.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { writeRichRecord } from './rich-record.ts';
import { asSuperuser, contentsOf } from './support.ts';

let stack: TestStack;
let office: Office;
let verified: Verified;
let before: Record<string, string>;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  await writeRichRecord(office);
  before = await contentsOf(stack);
  verified = await verify({ systemUrl: stack.urls.system, store: office.store });
}, 180_000);
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

test('a record that has been through every kind of step is in order', () => {
  expect(verified.violations).toEqual([]);
});

test('everything that there is was looked at', async () => {
  const { rows } = await asSuperuser(stack, (client) =>
    client.query(`select (select count(*)::int from request) as requests, (select count(*)::int from event) as events,
      (select count(*)::int from audit) as "audit entries", (select count(*)::int from note) as notes,
      (select count(*)::int from deadline) as deadlines, (select count(*)::int from transmission) as transmissions,
      (select count(*)::int from notice) as notices, (select count(*)::int from notice_mail) as "mails of notices", (select count(*)::int from file) as files,
      (select count(*)::int from access) as "access entries", (select count(*)::int from idempotency) as "stored answers",
      (select count(*)::int from part_revision) as "revisions of parts", (select count(*)::int from law_entry) as "lines of the law",
      (select count(*)::int from request where kind = 'hold') as holds, (select count(*)::int from alarm) as alarms,
      (select count(*)::int from duty_turn) as "turns of duty",
      (select count(*)::int from transmission where package_hash is not null) as packages`),
  );

  expect(verified.counted).toEqual(rows[0]);
  expect(Object.values(verified.counted).every((count) => count > 0)).toBe(true);
});

test('looking changes nothing', async () => {
  expect(await contentsOf(stack)).toEqual(before);
});

test('an empty record is in order', async () => {
  const empty = await openStack();
  try {
    const { violations, counted } = await verify({ systemUrl: empty.urls.system, store: office.store });
    expect(violations).toEqual([]);
    expect(counted['events'] ?? 0).toBe(0);
  } finally {
    await empty.close();
  }
});

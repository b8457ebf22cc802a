import nodemailer from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { temporalFault } from '../../bin/embedded/temporal-answers.ts';
import { openStack, type TestStack } from './stack.ts';

let stack: TestStack;
let other: TestStack;

beforeAll(async () => {
  [stack, other] = await Promise.all([openStack(), openStack()]);
});

afterAll(async () => {
  await Promise.all([stack?.close(), other?.close()]);
});

test('each stack has a seeded database of its own, and each role gets in', async () => {
  const names = await Promise.all(
    Object.values(stack.urls).map((url) =>
      withClient(
        url,
        async (client) => (await client.query('select current_database() as name, current_user as role')).rows[0],
      ),
    ),
  );

  expect(names).toEqual([
    { name: stack.name, role: 'rogatory_owner' },
    { name: stack.name, role: 'rogatory_app' },
    { name: stack.name, role: 'rogatory_system' },
  ]);
  expect(other.name).not.toBe(stack.name);
});

test('no role of the product is a superuser or passes row-level security', async () => {
  const { rows } = await withClient(stack.urls.owner, (client) =>
    client.query("select rolname from pg_roles where rolname like 'rogatory%' and (rolsuper or rolbypassrls)"),
  );

  expect(rows).toEqual([]);
});

test('mail that is sent lies in the mailbox as it went over the wire', async () => {
  const post = nodemailer.createTransport(stack.smtp.url);
  await post.sendMail({
    from: 'a@rogatory.example',
    to: 'b@rogatory.example',
    subject: 'Our reference',
    text: 'Hello',
  });

  const [mail] = await stack.mailbox.atLeast(1);

  expect(mail?.parsed.subject).toBe('Our reference');
  expect(mail?.envelope).toEqual({ from: 'a@rogatory.example', to: ['b@rogatory.example'] });
  expect(await other.mailbox.all()).toEqual([]);
});

test('a worker process can be killed and another one started', async () => {
  const first = await stack.spawnWorker();
  await first.kill();
  const second = await stack.spawnWorker({ reconciler: false });

  expect(second.pid).not.toBe(first.pid);
  await second.stop();
});

test('a stack may have a Temporal server of its own, which can be taken away and come back', async () => {
  const lonely = await openStack({ ownEngine: true });
  const { engine, temporal } = lonely;

  expect(temporal.address).not.toBe(stack.temporal.address);
  await engine?.kill();
  expect(await temporalFault(temporal)).toBeDefined();
  engine?.lose();
  await engine?.start();

  expect(await temporalFault(temporal)).toBeUndefined();
  await lonely.close();
});

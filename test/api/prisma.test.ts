import { afterAll, beforeAll, expect, test } from 'vitest';
import { namesFor, openPrisma } from '../../api/prisma.ts';
import type { PrismaClient } from '../../prisma/generated/client/client.ts';
import { openStack, type TestStack } from '../support/stack.ts';

/** The connections that resolvers read through. */
let stack: TestStack;
let prisma: PrismaClient;
beforeAll(async () => {
  stack = await openStack();
  prisma = openPrisma(stack.urls.app, { size: 2, onError: () => undefined });
});
afterAll(async () => {
  await prisma?.$disconnect();
  await stack?.close();
});

test('can write nothing', async () => {
  await expect(prisma.$executeRaw`insert into idempotency values ('a', 'b', 'c')`).rejects.toThrow(
    /read-only transaction/,
  );
});

test('show one moment for as long as a transaction is open', async () => {
  const level = (): Promise<unknown> =>
    prisma.$transaction((tx) => tx.$queryRaw`select current_setting('transaction_isolation') as level`);
  expect(await level()).toEqual([{ level: 'repeatable read' }]);
});

test('prepare what is asked again, up to a number of texts', () => {
  const nameOf = namesFor(2);
  expect(['a', 'b', 'a', 'c', 'b'].map(nameOf)).toEqual(['read 0', 'read 1', 'read 0', '', 'read 1']);
});

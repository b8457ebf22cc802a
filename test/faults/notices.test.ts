import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Config } from '../../bin/config.ts';
import { addMilliseconds } from '../../domain/dates.ts';
import { openPeople, type People } from '../engine/people.ts';
import {
  comesAbout,
  configOf,
  type Gate,
  openGate,
  openPost,
  type Post,
  spawnWorker,
  through,
} from '../support/faults.ts';
import { type House, openHouse } from '../support/journey.ts';
import type { Process } from '../support/stack.ts';

/** Notices by mail where the worker is killed (-9) between claim and receipt, and where the mail server is not there. */
vi.setConfig({ testTimeout: 120_000 });
let house: House;
let people: People;
let post: Post;
let gate: Gate;
let config: Config;
let worker: Process | undefined;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  people = await openPeople(house.stack, { patience: 0 });
  post = await openPost();
  gate = await openGate(Number(new URL(house.stack.urls.system).port));
  const usual = configOf(house.stack);
  const http = { ...usual.http, publicUrl: 'https://mla.arvania.example' };
  config = { ...usual, http, smtp: { ...usual.smtp, url: post.url } };
});
afterEach(() => worker?.stop());
afterAll(async () => {
  await worker?.kill();
  await Promise.all([people?.close(), gate?.close(), post?.close()]);
  await house?.close();
});

/** A request on which the head of the office has done something: its drafter is told. */
async function sentBack(): Promise<string> {
  const request = await people.upTo('supervision');
  await people.does('baek', 'sendBack', request, { comment: 'Name the court' });
  return request;
}
type Kept = { status: string; attempts: number; message: string; sendAt: string };
async function kept(request: string): Promise<Kept | undefined> {
  const { rows } = await house.db.query<Kept>(
    'select status, attempts, message_id as message, send_at as "sendAt" from notice_mail where request_id = $1',
    [request],
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0];
}
const stands = (request: string, status: string, attempts: number): Promise<number> =>
  comesAbout(`its mail is ${status} after ${attempts} attempts`, async () => {
    const mail = await kept(request);
    return mail?.status === status && mail.attempts === attempts;
  });
const heardOf = async (request: string): Promise<number> => {
  const { message = 'none' } = (await kept(request)) ?? {};
  return post.notices.filter((mail) => mail.includes(`Message-ID: <${message}@`)).length;
};

test('killed before the mail server has answered: unknown, and not mailed again', async () => {
  post.noticeMode = 'hold';
  worker = await spawnWorker(config);
  const request = await sentBack();
  await comesAbout('the mail server has the mail', () => post.notices.length === 1);
  expect(post.notices[0]?.replaceAll('=\r\n', '')).toContain('Sign in to see it: https://mla.arvania.example');
  await worker.kill();
  post.noticeMode = 'take';
  post.answerLate(); // nobody listens any more

  worker = await spawnWorker(config);
  await stands(request, 'unknown', 1);
  const next = await sentBack();
  await stands(next, 'sent', 1);
  expect([await heardOf(request), await heardOf(next)]).toEqual([1, 1]);
});

test('killed after the mail server has taken it, before that is on record: unknown as well', async () => {
  worker = await spawnWorker({
    ...config,
    database: { ...config.database, system: through(gate, config.database.system) },
  });
  const killed = new Promise<void>((resolve) => {
    gate.cut({ words: ['update notice_mail set status = $2'], lost: 'word' }, () => void worker?.kill().then(resolve));
  });
  const request = await sentBack();
  await killed;
  expect([await kept(request), await heardOf(request)]).toMatchObject([{ status: 'sending' }, 1]);

  worker = await spawnWorker(config);
  await stands(request, 'unknown', 1);
  expect(await heardOf(request)).toBe(1);
});

test('a mail server that says no, or is not there, is asked again in a while, and what it takes then is the same mail', async () => {
  post.noticeMode = 'refuse';
  worker = await spawnWorker(config);
  const request = await sentBack();
  await stands(request, 'waiting', 1);
  await worker.stop();
  worker = await spawnWorker({ ...config, smtp: { ...config.smtp, url: 'smtp://127.0.0.1:9' } });
  await house.until(addMilliseconds((await kept(request))?.sendAt ?? '', 1000));
  await stands(request, 'waiting', 2);
  await worker.stop();

  post.noticeMode = 'take';
  worker = await spawnWorker(config);
  const again = (await kept(request))?.sendAt ?? '';
  expect(Date.parse(again) - Date.parse(await house.now())).toBeGreaterThan(60_000);
  await house.until(addMilliseconds(again, 1000));
  await stands(request, 'sent', 3);
  expect(await heardOf(request)).toBe(2);
  expect(await house.violations()).toEqual([]);
});

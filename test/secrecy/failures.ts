import { readFileSync } from 'node:fs';
import { logFile } from '../../bin/embedded/process.ts';
import { knock } from '../api/support.ts';
import { LAURENT } from '../journeys/small-case.ts';
import { comesAbout } from '../support/faults.ts';
import { CANARIES, SECRETS } from './canaries.ts';
import type { Scene } from './scene.ts';

/** Bad days, each while somebody works on the case: what the parts say of them is in the logs and in the engine. */

type Step = () => Promise<unknown>;
/** A step that is to fail; what the API answers is overheard. */
export const failing = (step: Promise<unknown>): Promise<unknown> => step.catch(() => undefined);

/** Listens to a part: what is given back waits until the part has said these words since. */
function hearing(scene: Scene, part: string): (words: string) => Promise<unknown> {
  const heard = (): Buffer => readFileSync(logFile(scene.dataFolder, part));
  const { length } = heard();
  return (words) => comesAbout(`the ${part} says "${words}"`, () => heard().includes(words, length));
}

/** The words of people cannot be read: the error itself quotes them. The worker finds out when it writes the mail that follows the step. */
export async function withUnreadableNotes(scene: Scene, request: string, step: Step): Promise<void> {
  const { house } = scene;
  await scene.killWorker();
  await step();
  await scene.asOwner(
    'alter table note rename column body to words',
    'alter table note add column body integer generated always as (words::integer) virtual',
  );
  const worker = hearing(scene, 'worker');
  await scene.startWorker();
  const laurent = await house.as(LAURENT);
  await laurent.raw('query($id: ID!) { request(id: $id) { questions { words answer } } }', { id: request });
  await worker('An activity failed');
  await scene.asOwner('alter table note drop column body', 'alter table note rename column words to body');
  await house.quiet();
}

/** What the mail server answers cannot be written: the error quotes it. */
export async function withUnwritableAnswers(scene: Scene, step: Step): Promise<void> {
  const isNumber = `case when body like '%${SECRETS.answerOfAServer}%' then body::integer > 0 else true end`;
  await scene.asOwner(`alter table note add constraint unwritable check (${isNumber}) not valid`);
  await step();
  await scene.asOwner('alter table note drop constraint unwritable');
}

/** The database takes nothing more that people write, and shows in its error what it did not take. */
export async function withFullTables(scene: Scene, request: string): Promise<void> {
  const seo = await scene.house.as('seo');
  const tables = ['note', 'part', 'upload'];
  await scene.asOwner(
    ...tables.map((table) => `alter table ${table} add constraint full_table check (false) not valid`),
  );
  await failing(seo.step('askDesk', request, { question: CANARIES.deskQuestion }));
  await failing(seo.savePart(request, 'title', { case: CANARIES.title, offence: CANARIES.fact }));
  await failing(seo.savePart(request, 'facts', [{ kind: 'paragraph', id: 'f0', text: CANARIES.fact }]));
  await failing(seo.upload(request, CANARIES.annex, 'A ledger'));
  await scene.asOwner(...tables.map((table) => `alter table ${table} drop constraint full_table`));
}

/** The database lets nobody in, and throws out whoever is in. */
export async function withDatabaseAway(scene: Scene, request: string): Promise<void> {
  const { name } = scene.house.stack;
  const [api, worker] = [hearing(scene, 'api'), hearing(scene, 'worker')];
  const seo = await scene.house.as('seo');
  await scene.asSuperuser(
    `alter database ${name} allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
  await failing(seo.savePart(request, 'facts', [{ kind: 'paragraph', id: 'f0', text: CANARIES.fact }], 1));
  await knock(scene.house.url, '/sign-in', { email: SECRETS.email, password: SECRETS.password });
  await knock(scene.house.url, '/prove', { password: SECRETS.password }, seo.token);
  await knock(scene.house.url, `/files/${'x'.repeat(43)}`, {});
  await Promise.all([api('Lost a connection'), worker('Lost a connection'), worker('Cannot deliver news')]);
  await scene.asSuperuser(`alter database ${name} allow_connections true`);
}

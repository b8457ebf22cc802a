/**
 * Records the histories that replay.test.ts replays, on servers of its own:
 *
 *     node test/workflows/record.ts            what has no history yet
 *     node test/workflows/record.ts life long  these again (the names of RECORDINGS below)
 *
 * Add a recording when a workflow gets a new path. A history of an earlier release stays as it is: a running workflow
 * may have one like it. Whoever changes a workflow so that an old history does not replay needs `patched`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { filesFolder, openDataFolder } from '../../bin/data-folder.ts';
import { openWorker } from '../../bin/open-worker.ts';
import { addMilliseconds } from '../../domain/dates.ts';
import { apply } from '../../registry/apply.ts';
import { moveClock, quiet } from '../../registry/clock.ts';
import { holdWorkflowId, requestWorkflowId, TASK_QUEUE } from '../../workflows/messages.ts';
import { poker } from '../../workflows/relay.ts';
import { bindBoth, followingDraft } from '../api/custody-stations.ts';
import { openPeople, type People } from '../engine/people.ts';
import { ofPerson } from '../journeys/persons.ts';
import { preservationOf } from '../journeys/preserving.ts';
import { openEngine } from '../support/engine.ts';
import { openDatabase, openPost, type Post } from '../support/faults.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { fileOf, writeHistory } from './history.ts';

type Site = {
  people: People;
  post: Post;
  client: Client;
  until(instant: string): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
};
/** The histories that a recording leaves, by name: the workflow's id, and the run if it is not the last. */
type Recorded = Record<string, { id: string; run?: string }>;
type Recording = { leaves: readonly string[]; play(site: Site): Promise<Recorded> };

/** The run that brought it to its end: news of the end itself may start one more, which sees that and stops. */
async function ofRequest({ people }: Site, request: string): Promise<{ id: string; run: string }> {
  const { rows } = await people.office.system.query<{ run: string }>(
    `select workflow ->> 'run' as run from event where request_id = $1 and action = 'startRetention'`,
    [request],
  );
  return { id: requestWorkflowId(request), run: rows[0]?.run ?? '' };
}
const ofTranslation = (request: string) => ({ id: `${requestWorkflowId(request)}/translation` });
async function ofTransmission({ people }: Site, request: string): Promise<{ id: string }> {
  const [sent] = (await people.office.read(request)).transmissions;
  return { id: `${requestWorkflowId(request)}/transmission/${sent?.id}/${sent?.attempt}` };
}

const life: Recording = {
  leaves: ['email-life', 'translation', 'transmission-sent'],
  async play(site) {
    const { people, until } = site;
    await people.acceptLanguages('fr');
    const request = await people.upTo('with-ca');
    await people.does('oh', 'returnForCorrection', request, { defects: [{ field: 'facts', words: 'too thin' }] });
    await people.does('seo', 'resubmit', request);
    await people.onTo('sent', request);
    const watch = (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'acknowledgement');
    await until(watch?.dueAt ?? '');
    await people.onTo('acknowledged', request);
    await people.does('laurent', 'askInformation', request, { question: 'Which transfers?' });
    const { questions } = await people.office.read(request);
    await people.does('oh', 'answerInformation', request, {
      answers: [{ question: questions[0]?.id, answer: 'The first four', files: [] }],
    });
    await people.onTo('closed', request);
    return {
      'email-life': await ofRequest(site, request),
      translation: ofTranslation(request),
      'transmission-sent': await ofTransmission(site, request),
    };
  },
};

const amended: Recording = {
  leaves: ['amended', 'translation-fallen'],
  async play(site) {
    const { people } = site;
    await people.acceptLanguages('fr');
    const request = await people.upTo('in-translation');
    await people.does('oh', 'amend', request);
    const fallen = ofTranslation(request);
    await people.does('oh', 'withdraw', request, { reason: 'No longer needed' });
    return { amended: await ofRequest(site, request), 'translation-fallen': fallen };
  },
};

/** A dispatch to a mail server that does not simply take it. */
const dispatched = (
  name: string,
  mode: Post['mode'],
  play: (site: Site, request: string) => Promise<void>,
): Recording => ({
  leaves: [name],
  async play(site) {
    const { people, post } = site;
    await people.acceptLanguages('en');
    const request = await people.upTo('ready');
    post.mode = mode;
    await play(site, request);
    await quiet(people.office.system);
    post.mode = 'take';
    const workflow = await ofTransmission(site, request);
    await people.does('oh', 'withdraw', request, { reason: 'No longer needed' });
    return { [name]: workflow };
  },
});

const refused = dispatched('transmission-refused', 'refuse', ({ people }, request) =>
  people.onTo('delivery-failed', request),
);

const unknown = dispatched('transmission-unknown', 'hold', async ({ people, post }, request) => {
  const before = post.heard.length;
  await people.office.dispatch(request);
  while (post.heard.length === before) await new Promise((resolve) => setTimeout(resolve, 20));
  post.drop();
});

/** A claim whose worker and whose workflow are gone. */
const lost = dispatched('transmission-lost', 'take', async ({ people, startWorker, stopWorker }, request) => {
  await stopWorker();
  await people.office.dispatch(request);
  const [sent] = (await people.office.read(request)).transmissions;
  await people.office.enginesStep('claimTransmission', request, { transmission: sent?.id, attempt: sent?.attempt });
  await startWorker();
});

const courier: Recording = {
  leaves: ['courier-life'],
  async play(site) {
    const { people, until } = site;
    await people.acceptLanguages('en');
    const request = await people.upTo('ready');
    const { file } = await people.office.upload('kwon', request, 'the signed letter');
    const signatory = { name: 'Yang Gyuri', office: 'Central Authority', on: '2026-03-16' };
    const bag = { channel: 'courier', signatory, scan: file, carrier: 'Meridian', tracking: 'MD 4411' };
    await people.office.dispatch(request, bag);
    await quiet(people.office.system);
    const watch = (await people.office.read(request)).deadlines.find(({ kind }) => kind === 'acknowledgement');
    await until(watch?.dueAt ?? '');
    await people.does('oh', 'recordEnquiry', request, { channel: 'letter' });
    await people.onTo('closed', request);
    return { 'courier-life': await ofRequest(site, request) };
  },
};

const withdrawn: Recording = {
  leaves: ['withdrawn'],
  async play(site) {
    const { people } = site;
    const request = await people.draft();
    await people.does('seo', 'withdraw', request, { reason: 'No longer needed' });
    return { withdrawn: await ofRequest(site, request) };
  },
};

const long: Recording = {
  leaves: ['continued', 'continued-next'],
  async play(site) {
    const { people, client, startWorker, stopWorker } = site;
    await stopWorker();
    const { patience } = people;
    people.patience = 0;
    const request = await people.draft();
    people.patience = patience;
    const options = { workflowId: requestWorkflowId(request), taskQueue: TASK_QUEUE };
    const first = await client.workflow.start('outgoingRequestWorkflow', {
      ...options,
      args: [{ requestId: request, runLength: 30 }],
    });
    await startWorker();
    for (let n = 0; n < 5; n += 1) await people.does('seo', 'askDesk', request, { question: 'Whom do we ask?' });
    await people.does('seo', 'withdraw', request, { reason: 'No longer needed' });
    const run = first.firstExecutionRunId;
    const last = await ofRequest(site, request);
    return { continued: { ...last, run }, 'continued-next': last };
  },
};

/** Warned of, drafted, prolonged, secured by the receipt of the request that it is for; and one that lapses. */
const hold: Recording = {
  leaves: ['hold', 'hold-lapsed', 'minding'],
  async play(site) {
    const { people, until } = site;
    await people.acceptLanguages('en');
    const request = await people.draft();
    const open = async (requests: readonly string[]): Promise<string> => {
      const opened = await people.office.openHold('seo', { requests });
      await people.does('laurent', 'confirmHold', opened, { effectiveOn: '2026-03-16' });
      return opened;
    };
    const [kept, lost] = [await open([request]), await open([])];
    await until('2026-05-02T00:00:00Z');
    await people.does('seo', 'askExtension', kept);
    await people.does('laurent', 'confirmExtension', kept, { until: '2026-07-31' });
    await people.onTo('acknowledged', request);
    await until('2026-05-16T00:00:00Z');
    await people.does('oh', 'withdraw', request, { reason: 'No longer needed' });
    await people.does('oh', 'confirmRelease', kept);
    return {
      hold: { id: holdWorkflowId(kept) },
      'hold-lapsed': { id: holdWorkflowId(lost) },
      minding: await ofRequest(site, request),
    };
  },
};

/** A request for preservation that opens its holds, and is carried out when the partner has answered for each. */
const preservation: Recording = {
  leaves: ['preservation', 'hold-asked'],
  async play(site) {
    const { people } = site;
    await people.acceptLanguages('en');
    const { frame, content } = preservationOf('Kite Cloud NV', 'Northgate Mail NV');
    const request = await people.office.create('seo', { ...frame, kind: 'preservation', urgency: 'urgent' });
    await people.office.fill(request, { ...BLUE_HERON, content });
    await people.onTo('acknowledged', request);
    const { rows } = await people.office.system.query<{ id: string }>(
      'select hold_id as id from hold_request where request_id = $1 order by asked_item',
      [request],
    );
    for (const { id } of rows) await people.does('laurent', 'confirmHold', id, { effectiveOn: '2026-03-16' });
    await people.onTo('closed', request);
    const [first] = rows;
    await people.does('seo', 'recordProduction', first?.id ?? '', { on: '2026-03-16' });
    return { preservation: await ofRequest(site, request), 'hold-asked': { id: holdWorkflowId(first?.id ?? '') } };
  },
};

/** A request that is drafted from a preservation: it is linked to the hold, and minds it. */
const following: Recording = {
  leaves: ['following'],
  async play(site) {
    const { people } = site;
    await people.acceptLanguages('en');
    const { frame, content } = preservationOf('Kite Cloud NV');
    const source = await people.office.create('seo', { ...frame, kind: 'preservation', urgency: 'urgent' });
    await people.office.fill(source, { ...BLUE_HERON, content });
    await people.onTo('sent', source);
    const command = {
      action: 'draftFromPreservation',
      key: `following ${source}`,
      input: { source, type: 'data-traffic' },
    } as const;
    const { request } = await apply(people.office.app, await people.office.as('seo'), command);
    await people.does('seo', 'askDesk', request, { question: 'Which form?' });
    await people.does('seo', 'withdraw', request, { reason: 'No longer needed' });
    return { following: await ofRequest(site, request) };
  },
};

/** Two are called to an emergency before one answers; a hold calls somebody although its file has ended. */
const alarm: Recording = {
  leaves: ['alarm', 'alarm-lapsed'],
  async play(site) {
    const { people, until } = site;
    const request = await people.upTo('with-ca', { urgency: 'emergency' });
    const [first] = (await people.office.read(request)).alarms?.[0]?.calls ?? [];
    await until(addMilliseconds(first?.at ?? '', 660_000));
    await people.does('moon', 'answerAlarm', request);
    await people.does('oh', 'withdraw', request, { reason: 'No longer needed' });
    const hold = await people.office.openHold('seo', { askedOn: '2026-03-15' });
    await people.does('laurent', 'confirmHold', hold, { effectiveOn: '2026-03-16' });
    await until('2026-05-16T00:00:00Z');
    await people.does('oh', 'answerHoldAlarm', hold);
    return { alarm: await ofRequest(site, request), 'alarm-lapsed': { id: holdWorkflowId(hold) } };
  },
};

/** Asked of us: one is warned of, goes on and is handed over once assistance was asked, and one runs out and is released. */
const incoming: Recording = {
  leaves: ['incoming', 'incoming-released'],
  async play({ people, until }) {
    const tell = (hold: string, what = 'answer'): Promise<void> =>
      people.does('oh', 'tellPartner', hold, { what, channel: 'telephone' });
    const [kept, over] = [await people.office.receive(), await people.office.receive()];
    for (const hold of [kept, over]) await people.does('oh', 'callBack', hold, { wasThey: true });
    await people.does('oh', 'warnPartner', kept, { warning: 'The user is told by law' });
    await tell(kept);
    await people.does('laurent', 'answerWarning', kept, { goOn: true });
    for (const hold of [kept, over]) {
      await people.does('oh', 'preserve', hold);
      await tell(hold);
    }
    await people.does('kwon', 'receiveRequest', kept, { reference: 'MJ/2026/9', on: '2026-03-16' });
    await until('2026-05-16T00:00:00Z');
    await people.does('oh', 'confirmRelease', over);
    await people.does('oh', 'recordProduction', kept, { on: '2026-05-15' });
    return { incoming: { id: holdWorkflowId(kept) }, 'incoming-released': { id: holdWorkflowId(over) } };
  },
};

/** Sent by one person alone and confirmed too late; the formal request that follows is told of. */
const emergency: Recording = {
  leaves: ['emergency'],
  async play(site) {
    const { people, until } = site;
    const { office } = people;
    await people.acceptLanguages('en');
    const request = await people.upTo('supervision', { urgency: 'emergency' });
    await office.sendAlone('yang', request);
    await quiet(office.system);
    const { deadlines } = await office.read(request);
    await until(deadlines.find(({ kind }) => kind === 'second-confirmation')?.dueAt ?? '');
    await people.does('oh', 'confirmEmergency', request);
    const drafting = { action: 'draftFormalRequest', key: 'what follows it', input: { source: request } } as const;
    const formal = (await apply(office.app, await office.as('seo'), drafting)).request;
    await people.onTo('sent', formal);
    await quiet(office.system);
    for (const one of [request, formal]) await people.does('oh', 'withdraw', one, { reason: 'No longer needed' });
    return { emergency: await ofRequest(site, request) };
  },
};

/** An arrest whose limits end with the receipt of the request for extradition that was drafted from it. */
const custody: Recording = {
  leaves: ['custody', 'extradition'],
  async play(site) {
    const { people, until } = site;
    const { office } = people;
    await people.acceptLanguages('en');
    await bindBoth(office);
    const { frame, content } = ofPerson('provisional-arrest');
    const source = await office.create('seo', frame);
    await office.fill(source, { ...BLUE_HERON, content });
    await people.onTo('acknowledged', source);
    await people.does('laurent', 'recordArrest', source);
    const request = await followingDraft(office, source);
    const [limit] = (await office.read(source)).deadlines.filter(({ safeAt }) => safeAt !== undefined);
    await until(limit?.later?.[0] ?? '');
    await people.onTo('acknowledged', request);
    await people.onTo('closed', source);
    await people.does('oh', 'withdraw', request, { reason: 'No longer needed' });
    return { custody: await ofRequest(site, source), extradition: await ofRequest(site, request) };
  },
};

const RECORDINGS: Record<string, Recording> = {
  life,
  amended,
  refused,
  unknown,
  lost,
  courier,
  withdrawn,
  long,
  hold,
  preservation,
  following,
  alarm,
  incoming,
  emergency,
  custody,
};

const asked = process.argv.slice(2);
const wanted = Object.entries(RECORDINGS).filter(([name, { leaves }]) =>
  asked.length > 0 ? asked.includes(name) : leaves.some((history) => !existsSync(fileOf(history))),
);
if (wanted.length > 0) await record(wanted);

async function record(recordings: [string, Recording][]): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'rogatory-record-'));
  openDataFolder(dataFolder);
  const [database, engine, post] = await Promise.all([openDatabase(dataFolder), openEngine(dataFolder), openPost()]);
  const smtp = { url: post.url, from: 'central-authority@rogatory.example' };
  const people = await openPeople({ urls: database.urls, filesFolder: filesFolder(dataFolder), smtp });
  const temporal = { address: engine.address, namespace: 'default', taskQueue: TASK_QUEUE };
  const connection = await Connection.connect({ address: engine.address });
  const client = new Client({ connection, namespace: 'default' });
  const poke = poker(client, TASK_QUEUE);
  let worker: Awaited<ReturnType<typeof openWorker>> | undefined;
  const site: Site = {
    people,
    post,
    client,
    until: (instant) =>
      moveClock(people.office.system, instant, async (news) => void (await Promise.all(news.map(poke)))),
    async startWorker() {
      worker = await openWorker({ dataFolder, databaseUrl: database.urls.system, temporal, smtp, reconciler: false });
    },
    async stopWorker() {
      await worker?.stop();
      worker = undefined;
    },
  };
  try {
    await site.startWorker();
    for (const [name, { play }] of recordings) {
      console.error(`Recording ${name}`);
      for (const [history, { id, run }] of Object.entries(await play(site))) {
        const recorded = await client.workflow.getHandle(id, run).fetchHistory();
        writeHistory(history, recorded);
      }
    }
  } finally {
    await site.stopWorker();
    await Promise.all([people.close(), connection.close(), post.close()]);
    await engine.stop();
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

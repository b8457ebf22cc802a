import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Context } from '../../api/context.ts';
import { prepareDispatch, type Sending } from '../../api/prepare/dispatch.ts';
import { prepareLetter, prepareTranslation } from '../../api/prepare/letter.ts';
import { withClient } from '../../bin/embedded/database.ts';
import type { LetterInput } from '../../domain/letter.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, MOVES } from '../../domain/moves.ts';
import type { FileRef, Request, Status, Transmission } from '../../domain/request.ts';
import { createFolderStore, type Store } from '../../files/store.ts';
import { idOf } from '../../prisma/demonstration/ids.ts';
import { type Answer, type Applier, type ApplyCommand, apply, type Made, type Prepare } from '../../registry/apply.ts';
import { type Db, one, openPool } from '../../registry/db.ts';
import { sha256 } from '../../registry/hash.ts';
import { savePart } from '../../registry/parts.ts';
import { readSegments, saveSegment } from '../../registry/segments.ts';
import { prove, type SignedIn, signIn, whoIs } from '../../registry/sessions.ts';
import { createUpload, finishUpload, takeUpload } from '../../registry/tokens.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';
import { addressOf, PASSWORD } from './client.ts';
import type { TestStack } from './stack.ts';

export const BELMORA = idOf('authority/belmora');
export const QASIRA = idOf('authority/qasira');
export const personId = (login: string): string => idOf(`person/${login}`);

/** A Monday at nine in the central authority, before anything in the cases is due. */
const MORNING = '2026-03-16T00:00:00Z';

export type Step = Omit<ApplyCommand, 'action' | 'request' | 'key' | 'input'> & { key?: string; input?: object };

/** The people of the demonstration State at work on one database, through the registry itself. */
export type Office = {
  app: Db;
  system: Db;
  store: Store;
  /** Somebody by the name of the login, signed in, with the powers of this moment. */
  as(login: string): Promise<SignedIn>;
  /** The engine, at a step of a workflow. */
  engine: Applier;
  create(by?: string, input?: object): Promise<string>;
  /** Opens a hold of Belmora's that was asked today, and links it to requests. */
  openHold(by?: string, input?: object): Promise<string>;
  /** Enters what Belmora’s desk asks us to preserve. */
  receive(by?: string, input?: object): Promise<string>;
  /** Writes every part of a letter's content. */
  fill(request: string, letter?: LetterInput, by?: string): Promise<void>;
  upload(by: string, request: string, text: string): Promise<FileRef>;
  /** Takes a step at the version that stands, with a new key and a fresh proof. */
  step(by: string, action: Action, request: string, step?: Step): Promise<Answer>;
  enginesStep(action: Action, request: string, input?: object, made?: Made): Promise<Answer>;
  submit(request: string): Promise<Answer>;
  dispatch(request: string, input?: object): Promise<Answer>;
  /** Somebody sends an emergency alone. */
  sendAlone(by: string, request: string, input?: object): Promise<Answer>;
  /** A new request, taken by everybody's steps as far as this. */
  upTo(status: Status): Promise<string>;
  /** Moves a request on from where it stands. */
  onTo(status: Status, request: string): Promise<string>;
  read(request: string): Promise<Request>;
  setClock(instant: string): Promise<void>;
  close(): Promise<void>;
};

export async function openOffice(stack: TestStack): Promise<Office> {
  const app = openPool(stack.urls.app, { size: 12 });
  const system = openPool(stack.urls.system, { size: 4 });
  const store = createFolderStore(stack.filesFolder);
  const workflow = { id: 'request/of-a-test', run: randomUUID(), step: 'takeStep' };
  // one sign-in for each person: many wrong or right ones at once are delayed
  const tokens = new Map<string, Promise<string | undefined>>();

  const office: Office = {
    app,
    system,
    store,
    engine: { org: idOf('org/arvania'), actor: { id: 'system', kind: 'system', roles: [], workflow } },
    async as(login) {
      const signingIn = tokens.get(login) ?? signIn(app, addressOf(login), PASSWORD).then((session) => session?.token);
      tokens.set(login, signingIn);
      const token = await signingIn;
      const who = token && (await whoIs(app, token));
      if (!token || !who) throw new Error(`Cannot sign in "${login}": refused`);
      return who;
    },
    async create(by = 'seo', input = {}) {
      const { basis, urgency, label, items } = BLUE_HERON;
      const frame = { requested: 'XBE', partner: BELMORA, basis, urgency, label, items: items.map(typeAndBasis) };
      const command = { action: 'create', key: randomUUID(), input: { ...frame, ...input } } as const;
      return (await apply(app, await office.as(by), command)).request;
    },
    async openHold(by = 'seo', input = {}) {
      const command = { action: 'openHold', key: randomUUID(), input: { ...HOLD, ...input } } as const;
      return (await apply(app, await office.as(by), command)).request;
    },
    async receive(by = 'oh', input = {}) {
      const command = { action: 'receivePreservation', key: randomUUID(), input: { ...CALL, ...input } } as const;
      return (await apply(app, await office.as(by), command)).request;
    },
    async fill(request, { content } = BLUE_HERON, by = 'seo') {
      const { viewer, actor } = await office.as(by);
      const { items, ...parts } = content;
      const values = [...Object.entries(parts), ...items.map(({ id, ...item }) => [`item/${id}`, item] as const)];
      for (const [key, value] of values)
        await savePart(app, viewer, actor, { request, key, value, expectedVersion: 0 });
    },
    async upload(by, request, text) {
      const made = await createUpload(app, await office.as(by), { request, name: 'a file.txt', limit: 1024 ** 2 });
      const taken = made && (await takeUpload(app, sha256(made.token)));
      if (!taken) throw new Error(`Cannot upload to "${request}": refused`);
      const { hash, size } = await store.put(Readable.from([Buffer.from(text)]), taken.limit);
      await finishUpload(app, taken.id, { hash, size, type: 'text/plain' });
      return { file: taken.id, hash };
    },
    async step(by, action, request, step = {}) {
      const move: Move = MOVES[action];
      if (move.proof) await prove(app, await office.as(by), PASSWORD);
      const { version } = await office.read(request);
      return await apply(app, await office.as(by), {
        action,
        request,
        key: randomUUID(),
        expectedVersion: version,
        input: {},
        ...documents(action),
        ...step,
      });
    },
    enginesStep: (action, request, input = {}, made) =>
      apply(system, office.engine, { action, request, key: randomUUID(), input, ...(made ? { prepare: made } : {}) }),
    submit: (request) => office.step('seo', 'submit', request),
    dispatch: (request, input = { channel: 'email' }) => sent('kwon', 'dispatch', request, input),
    async sendAlone(by, request, input = { channel: 'email' }) {
      const { letter } = await office.read(request);
      return await sent(by, 'sendAlone', request, { letter: letter?.hash, ...input });
    },
    async upTo(status) {
      const request = await office.create();
      await office.fill(request);
      return await office.onTo(status, request);
    },
    async onTo(status, request) {
      for (let now = await office.read(request); now.status !== status; now = await office.read(request)) {
        const forward = FORWARD[now.status];
        if (!forward) throw new Error(`Cannot bring a request to "${status}": it stops at "${now.status}"`);
        await forward(office, now);
      }
      return request;
    },
    async read(request) {
      const row = one(await system.query<{ state: Request }>('select state from request where id = $1', [request]));
      if (!row) throw new Error(`Cannot read request "${request}": there is none`);
      return row.state;
    },
    setClock: (instant) =>
      withClient(stack.urls.owner, async (owner) => {
        await owner.query('update installation set moved = $1::timestamptz - now()', [instant]);
      }),
    async close() {
      await Promise.all([app.end(), system.end()]);
    },
  };
  async function sent(by: string, action: Sending, request: string, input: object): Promise<Answer> {
    await prove(app, await office.as(by), PASSWORD);
    const context = { db: app, store, mailFrom: stack.smtp.from, who: await office.as(by) };
    const { version } = await office.read(request);
    const key = randomUUID();
    const given = { channel: 'email' as const, ...input, request, expectedVersion: version, key };
    const prepare = await prepareDispatch(context as Context, given, action); // all of a context that it uses
    return await office.step(by, action, request, { key, input, ...(prepare ? { prepare } : {}) });
  }
  function documents(action: Action): { prepare?: Prepare } {
    if (['submit', 'resubmit', 'renderLetter'].includes(action)) return { prepare: prepareLetter(store) };
    return action === 'finishTranslation' ? { prepare: prepareTranslation(store) } : {};
  }
  await office.setClock(MORNING);
  return office;
}

const HOLD = {
  requested: 'XBE',
  partner: BELMORA,
  period: 'budapest-185/art29-hold',
  custodian: 'Kite Cloud NV',
  data: 'the mailbox kite@example.org and its logs',
  zone: 'Europe/Brussels',
  askedOn: '2026-03-15',
  urgency: 'urgent',
  label: 'restricted',
  requests: [],
};

/** By telephone, from the desk that Belmora has named. */
export const CALL = {
  partner: BELMORA,
  point: 'contact-point-24-7',
  channel: 'telephone',
  officer: 'Inspector Maes of the national desk',
  reference: 'BEL/POC/2026/77',
  period: 'budapest-185/art29-hold',
  custodian: 'Northgate Mail Co., Harun',
  data: 'the mailbox heron@northgatemail.example and its logs',
  urgency: 'urgent',
  label: 'restricted',
};

const typeAndBasis = ({ type, basis }: LetterInput['items'][number]) => ({ type, ...(basis ? { basis } : {}) });

/** The straight way from state to state. */
const FORWARD: { [S in Status]?: (office: Office, request: Request) => Promise<unknown> } = {
  draft: (office, { id }) => office.submit(id),
  supervision: (office, { id }) => office.step('baek', 'endorse', id),
  'with-ca': (office, { id, letter }) => office.step('oh', 'approve', id, { input: { letter: letter?.hash } }),
  approved: (office, { id }) => office.enginesStep('openTranslation', id),
  'in-translation': translate,
  ready: async (office, { id, transmissions }) => {
    if (transmissions.length === 0) return await office.dispatch(id);
    return await carry(office, id, transmissions[0]);
  },
  sent: (office, { id }) =>
    office.step('laurent', 'acknowledge', id, { input: { reference: 'BEL/2026/41', receivedOn: '2026-03-16' } }),
  acknowledged: (office, { id }) => office.step('laurent', 'startExecution', id),
  'in-execution': async (office, { id, items }) => {
    const { file } = await office.upload('laurent', id, 'what was asked');
    const done = items.map((item) => ({ item: item.id, result: 'done' }));
    return await office.step('laurent', 'deliver', id, { input: { items: done, files: [file] } });
  },
  executed: async (office, { id, deliveries }) => {
    for (const { id: delivery } of deliveries) await office.step('seo', 'verifyDelivery', id, { input: { delivery } });
    return await office.step('oh', 'close', id, { input: { feedback: { score: 5 } } });
  },
};

async function translate(office: Office, { id, translation }: Request): Promise<unknown> {
  if (translation?.status === 'certified') return await office.enginesStep('makeReady', id);
  if (translation?.status === 'done') {
    return await office.step('cho', 'certifyTranslation', id, { input: { letter: translation.letter?.hash } });
  }
  if (!translation?.translator) return await office.step('lim', 'takeTranslation', id);
  await translateSegments(office, id);
  return await office.step('lim', 'finishTranslation', id, { input: { sworn: true } });
}

/** The first as the translator saves it, the others in one statement. */
async function translateSegments({ app, system, as }: Office, request: string): Promise<void> {
  const lim = await as('lim');
  const [first, ...others] = (await readSegments(app, lim, request)).filter(({ current }) => !current);
  if (!first) return;
  const text = `(fr) ${first.text}`;
  await saveSegment(app, lim, { request, segment: first.id, text, expectedVersion: first.version });
  await system.query(
    `insert into segment (request_id, language, segment_id, org_id, source_hash, text, version, saved_by, saved_at)
     select $1, s.language, given.id, s.org_id, given."sourceHash", '(fr) ' || given.text, given.version + 1, s.saved_by, s.saved_at
     from segment s, jsonb_to_recordset($3) as given(id text, "sourceHash" text, text text, version int)
     where s.request_id = $1 and s.segment_id = $2
     on conflict (request_id, language, segment_id) do update set source_hash = excluded.source_hash, text = excluded.text, version = excluded.version`,
    [request, first.id, JSON.stringify(others)],
  );
}

/** What the engine does with a transmission that all goes well for. */
async function carry(office: Office, request: string, sent: Transmission | undefined): Promise<unknown> {
  const attempt = { transmission: sent?.id, attempt: sent?.attempt };
  if (sent?.status === 'prepared') return await office.enginesStep('claimTransmission', request, attempt);
  return await office.enginesStep('recordSent', request, { ...attempt, receipt: '250 2.0.0 taken' });
}

import { type DeadlineChange, foldDeadlines } from '../../domain/deadlines.ts';
import type { Action } from '../../domain/moves.ts';
import type { Event, Request, Status } from '../../domain/request.ts';
import { quiet } from '../../registry/clock.ts';
import { NEWS_CHANNEL } from '../../registry/listen.ts';
import { readSegments, saveSegment } from '../../registry/segments.ts';
import { acceptLanguages } from '../support/languages.ts';
import { type Office, openOffice } from '../support/office.ts';
import type { TestStack } from '../support/stack.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';

/** Somebody was told something: when, what, and by which key. */
export type Told = { at: string; kind: string; to: string };
/** A reminder or a deadline that fired, with the instant it was for. */
export type Alarm = { at: string; for: string; kind: string; cycle: number; step: 'remind' | 'fireDeadline' };

/** People at work through the registry while the engine does its own part; no step of the engine is taken here. */
export type People = {
  office: Office;
  patience: number;
  /** A step of somebody. The engine is told of it, and quiet again when this resolves. */
  does(login: string, action: Action, request: string, input?: object): Promise<void>;
  /** A new draft with the content of Blue Heron. */
  draft(frame?: object): Promise<string>;
  /** A new request, brought as far as this by everybody's steps and the engine's. */
  upTo(status: Status, frame?: object): Promise<string>;
  onTo(status: Status, request: string): Promise<void>;
  /** What a partner that takes our language needs: no translation. */
  acceptLanguages(...tags: string[]): Promise<void>;
  told(request: string): Promise<Told[]>;
  alarms(request: string): Promise<Alarm[]>;
  close(): Promise<void>;
};

/** `patience` is how long they wait, in milliseconds, until the engine has done its part after a step; 0 is not at all. */
export async function openPeople(
  stack: Pick<TestStack, 'urls' | 'filesFolder' | 'smtp'>,
  { patience = 60_000 }: { patience?: number } = {},
): Promise<People> {
  const office = await openOffice(stack as TestStack); // all of a stack that an office uses
  const { system } = office;
  const rest = async (): Promise<void> => {
    await system.query(`select pg_notify('${NEWS_CHANNEL}', '')`);
    if (people.patience > 0) await quiet(system, people.patience);
  };
  const people: People = {
    office,
    patience,
    async does(login, action, request, input = {}) {
      await office.step(login, action, request, { input });
      await rest();
    },
    async draft(frame = {}) {
      const request = await office.create('seo', frame);
      await office.fill(request, LASTING);
      await rest();
      return request;
    },
    async upTo(status, frame) {
      const request = await people.draft(frame);
      await people.onTo(status, request);
      return request;
    },
    async onTo(status, request) {
      for (let now = await office.read(request); now.status !== status; now = await office.read(request)) {
        const forward = FORWARD[now.status];
        if (!forward) throw new Error(`Cannot bring a request to "${status}": it stops at "${now.status}"`);
        await forward(people, now);
        await rest();
      }
    },
    acceptLanguages: (...tags) => acceptLanguages(office, ...tags),
    async told(request) {
      const { rows } = await system.query<Told>(
        'select at, kind, to_key as "to" from notice where request_id = $1 order by seq, to_key',
        [request],
      );
      return rows;
    },
    async alarms(request) {
      const { rows } = await system.query<{ body: Event }>(
        'select body from event where request_id = $1 order by seq',
        [request],
      );
      return alarmsOf(rows.map(({ body }) => body));
    },
    close: () => office.close(),
  };
  return people;
}

const { content } = BLUE_HERON;
/** Blue Heron with its dates far off: it may be submitted at any time. */
const LASTING = {
  ...BLUE_HERON,
  content: {
    ...content,
    ...(content.urgency ? { urgency: { ...content.urgency, desiredDate: '2029-12-31' } } : {}),
    items: content.items.map((item) =>
      item.session ? { ...item, session: { ...item.session, at: '2029-12-12T16:00:00' } } : item,
    ),
  },
};

/** Each alarm with the instant that stood for it when it was given. */
function alarmsOf(events: readonly Event[]): Alarm[] {
  let deadlines: Request['deadlines'] = [];
  return events.flatMap((event) => {
    const standing = deadlines;
    deadlines = foldDeadlines(deadlines, event.deadlines);
    return event.deadlines.flatMap((change) => alarmOf(change, event, standing) ?? []);
  });
}

function alarmOf(change: DeadlineChange, { at }: Event, standing: Request['deadlines']): Alarm | undefined {
  if (change.op !== 'reminded' && change.op !== 'fired') return undefined;
  const { kind, cycle } = change;
  const deadline = standing.find((one) => one.kind === kind && one.cycle === cycle);
  const step = change.op === 'reminded' ? 'remind' : 'fireDeadline';
  return { at, for: (step === 'remind' ? deadline?.remindAt : deadline?.dueAt) ?? 'never', kind, cycle, step };
}

const FORWARD: { [S in Status]?: (people: People, request: Request) => Promise<unknown> } = {
  draft: ({ office }, { id }) => office.submit(id),
  supervision: ({ office }, { id }) => office.step('baek', 'endorse', id),
  'with-ca': ({ office }, { id, letter }) => office.step('oh', 'approve', id, { input: { letter: letter?.hash } }),
  'in-translation': translate,
  ready: ({ office }, { id }) => office.dispatch(id),
  sent: ({ office }, { id, sentOn = '' }) =>
    office.step('laurent', 'acknowledge', id, { input: { reference: 'B/41', receivedOn: sentOn.slice(0, 10) } }),
  acknowledged: ({ office }, { id }) => office.step('laurent', 'startExecution', id),
  'in-execution': async ({ office }, { id, items }) => {
    const { file } = await office.upload('laurent', id, 'what was asked');
    const done = items.map((item) => ({ item: item.id, result: 'done' }));
    await office.step('laurent', 'deliver', id, { input: { items: done, files: [file] } });
  },
  executed: async ({ office }, { id, deliveries }) => {
    for (const { id: delivery } of deliveries) await office.step('seo', 'verifyDelivery', id, { input: { delivery } });
    await office.step('oh', 'close', id, { input: { feedback: { score: 5 } } });
  },
};

async function translate({ office }: People, { id, translation }: Request): Promise<unknown> {
  if (translation?.status === 'done') {
    return await office.step('cho', 'certifyTranslation', id, { input: { letter: translation.letter?.hash } });
  }
  if (!translation?.translator) return await office.step('lim', 'takeTranslation', id);
  const lim = await office.as('lim');
  for (const { id: segment, text, version } of await readSegments(office.app, lim, id)) {
    await saveSegment(office.app, lim, { request: id, segment, text: `(fr) ${text}`, expectedVersion: version });
  }
  return await office.step('lim', 'finishTranslation', id, { input: { sworn: true } });
}

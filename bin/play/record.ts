import type { Client } from './client.ts';

/** A request or a hold. */
export type Filed = { of: 'request' | 'hold'; id: string };

export type Deadline = {
  kind: string;
  cycle: number;
  status: string;
  startedAt: string;
  dueAt: string;
  remindAt: string | null;
  zone: string;
  source: string;
  explanation: { date: string; text: string }[];
};
export type Now = { version: number; status: string; retentionUntil?: string | null; deadlines: Deadline[] };
type Named = { name: string };
export type Happened = {
  seq: number;
  at: string;
  action: string;
  from: string | null;
  to: string;
  actor: Named | null;
  standsInFor: Named | null;
  onBehalfOf: Named | null;
  record: { channel: string; reference: string | null; officer: string | null } | null;
  workflow: { id: string; run: string; step: string } | null;
  deadlines: { change: string; kind: string; cycle: number; dueAt: string | null }[];
  hash: string;
};

/** What an enum of the API is called in the domain: WITH_CA is with-ca, MAKE_READY is makeReady. */
const status = (name: string): string => name.toLowerCase().replaceAll('_', '-');
const action = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const DEADLINES = 'deadlines { kind cycle status startedAt dueAt remindAt zone source explanation { date text } }';
const NOW = {
  request: `query($id: ID!) { file: request(id: $id) { version status retentionUntil ${DEADLINES} } }`,
  hold: `query($id: ID!) { file: hold(id: $id) { version status ${DEADLINES} } }`,
};

/** The file as it stands, with all its deadlines. */
export async function readNow(reader: Client, { of, id }: Filed): Promise<Now> {
  const { file } = await reader.ask<{ file: Now | null }>(NOW[of], { id });
  if (!file) throw new Error(`Cannot read the ${of}: its reader does not see it`);
  return { ...file, status: status(file.status) };
}

const EVENT = `{ seq at action from to hash actor { name } standsInFor { name } onBehalfOf { name }
  record { channel reference officer } workflow { id run step } deadlines { change kind cycle dueAt } }`;
const EVENTS = {
  request: (after: number) => `query($id: ID!) { file: request(id: $id) { events(after: ${after}) ${EVENT} } }`,
  hold: () => `query($id: ID!) { file: hold(id: $id) { events ${EVENT} } }`,
};

/** What has happened since an event, in its order. */
export async function readEvents(reader: Client, { of, id }: Filed, after = 0): Promise<Happened[]> {
  const { file } = await reader.ask<{ file: { events: Happened[] } }>(EVENTS[of](after), { id });
  const page = file.events
    .filter(({ seq }) => seq > after)
    .map((event) => ({
      ...event,
      action: action(event.action),
      from: event.from && status(event.from),
      to: status(event.to),
    }));
  const last = page.at(-1);
  return last ? [...page, ...(await readEvents(reader, { of, id }, last.seq))] : [];
}

export type StoredFile = { id: string; hash: string };
export type Files = {
  reference: string;
  letter: StoredFile | null;
  package: StoredFile | null;
  translation: { language: string; letter: StoredFile | null } | null;
  transmissions: { id: string; attempt: number; purpose: string; channel: string; messageId: string }[];
  annexes: { id: string }[];
  questions: { id: string }[];
  deskQuestions: { id: string }[];
  deliveries: { id: string; files: StoredFile[] }[];
};

const FILES = `query($id: ID!) { request(id: $id) { reference letter { id hash } package { id hash }
  translation { language letter { id hash } } transmissions { id attempt purpose channel messageId } annexes { id } questions { id } deskQuestions { id }
  deliveries { id files { id hash } } } }`;

/** What the record gave ids to, and its documents. */
export async function readFiles(reader: Client, id: string): Promise<Files> {
  return (await reader.ask<{ request: Files }>(FILES, { id })).request;
}

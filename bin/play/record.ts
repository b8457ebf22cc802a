import type { Client } from './client.ts';

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
export type Now = { version: number; status: string; retentionUntil: string | null; deadlines: Deadline[] };
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

const NOW = `query($id: ID!) { request(id: $id) { version status retentionUntil
  deadlines { kind cycle status startedAt dueAt remindAt zone source explanation { date text } } } }`;

/** The request as it stands, with all its deadlines. */
export async function readNow(reader: Client, id: string): Promise<Now> {
  const { request } = await reader.ask<{ request: Now | null }>(NOW, { id });
  if (!request) throw new Error('Cannot read the request: its reader does not see it');
  return { ...request, status: status(request.status) };
}

const EVENTS = `query($id: ID!, $after: Int!) { request(id: $id) { events(after: $after) { seq at action from to hash
  actor { name } standsInFor { name } onBehalfOf { name } record { channel reference officer } workflow { id run step } deadlines { change kind cycle dueAt } } } }`;

/** What has happened since an event, in its order. */
export async function readEvents(reader: Client, id: string, after = 0): Promise<Happened[]> {
  const { request } = await reader.ask<{ request: { events: Happened[] } }>(EVENTS, { id, after });
  const page = request.events.map((event) => ({
    ...event,
    action: action(event.action),
    from: event.from && status(event.from),
    to: status(event.to),
  }));
  const last = page.at(-1);
  return last ? [...page, ...(await readEvents(reader, id, last.seq))] : [];
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

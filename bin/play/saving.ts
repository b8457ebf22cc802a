import { isDeepStrictEqual } from 'node:util';
import { type Content, partSchema } from '../../domain/content.ts';
import { Problem } from '../problem.ts';
import { partsOf } from './changes.ts';
import type { Client } from './client.ts';
import { type Answer, FAILURES } from './mutations.ts';

type Part = { key: string; version: number; value: unknown };

const PARTS = 'query($id: ID!) { request(id: $id) { parts { key version value } } }';
const SAVE_PART = `mutation($request: ID!, $key: String!, $value: Json!, $expectedVersion: Int!) {
  answer: savePart(request: $request, key: $key, value: $value, expectedVersion: $expectedVersion) { ${FAILURES} } }`;

/** Saves each part that is new or other than it was; gives how many. */
export async function saveParts(client: Client, request: string, content: Content): Promise<number> {
  const { request: now } = await client.ask<{ request: { parts: Part[] } }>(PARTS, { id: request });
  let count = 0;
  for (const [key, value] of partsOf(content)) {
    const known = now.parts.find((part) => part.key === key);
    if (known && isSame(key, known.value, value)) continue;
    const { answer } = await client.ask<{ answer: Answer }>(SAVE_PART, {
      request,
      key,
      value,
      expectedVersion: known?.version ?? 0,
    });
    if (answer.message) throw new Problem(`Cannot write part "${key}": ${answer.message}`);
    count += 1;
  }
  return count;
}

/** Whether the record has it as it is written, with what its schema adds. */
const isSame = (key: string, kept: unknown, written: unknown): boolean =>
  isDeepStrictEqual(kept, partSchema(key)?.parse(written));

type Segment = { id: string; text: string; translation: string | null; version: number; current: boolean };

const SEGMENTS =
  'query($id: ID!) { request(id: $id) { translation { segments { id text: source translation version current } } } }';
const SAVE_SEGMENT = `mutation($request: ID!, $segment: String!, $text: String!, $expectedVersion: Int!) {
  answer: saveSegment(request: $request, segment: $segment, text: $text, expectedVersion: $expectedVersion) { ${FAILURES} } }`;

/** Saves the translation of each segment that has none or another one; gives how many. */
export async function saveTranslation(
  client: Client,
  request: string,
  texts: Readonly<Record<string, string>>,
): Promise<number> {
  const { request: now } = await client.ask<{ request: { translation: { segments: Segment[] } } }>(SEGMENTS, {
    id: request,
  });
  const names = namesOf(now.translation.segments);
  let count = 0;
  for (const { id, translation, version, current } of now.translation.segments) {
    const text = texts[names.get(id) ?? id];
    if (text === undefined) throw new Problem(`Cannot translate segment "${id}": the case has no text for it`);
    if (current && translation === text) continue;
    const { answer } = await client.ask<{ answer: Answer }>(SAVE_SEGMENT, {
      request,
      segment: id,
      text,
      expectedVersion: version,
    });
    if (answer.message) throw new Problem(`Cannot translate segment "${id}": ${answer.message}`);
    count += 1;
  }
  return count;
}

/** A case calls annexes by their letters: it cannot know the ids that the record gives them. */
const namesOf = (segments: readonly Segment[]): Map<string, string> =>
  new Map(
    segments
      .filter(({ id }) => id.startsWith('annex/'))
      .map(({ id }, index) => [id, `annex/${String.fromCharCode(65 + index)}`]),
  );

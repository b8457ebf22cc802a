import type { House } from './journey.ts';

/** Has a translator take a letter and translate every segment; those without a translation given get a marked copy. */
export async function translateAll(
  house: House,
  request: string,
  login: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  await house.does(login, 'takeTranslation', request);
  const translator = await house.as(login);
  const { request: seen } = await translator.ask<{
    request: { translation: { segments: { id: string; source: string; version: number; current: boolean }[] } };
  }>('query($id: ID!) { request(id: $id) { translation { segments { id source version current } } } }', {
    id: request,
  });
  for (const { id, source, version, current } of seen.translation.segments) {
    if (current) continue;
    const { answer } = await translator.ask<{ answer: { __typename: string } }>(
      'mutation($request: ID!, $segment: String!, $text: String!, $expectedVersion: Int!) { answer: saveSegment(request: $request, segment: $segment, text: $text, expectedVersion: $expectedVersion) { __typename ... on Error { message } } }',
      { request, segment: id, text: texts[id] ?? `[${source}]`, expectedVersion: version },
    );
    if (answer.__typename !== 'Segment') throw new Error(`Cannot save segment "${id}": ${JSON.stringify(answer)}`);
  }
}

import type { House } from './journey.ts';

/** Has a translator take a letter and translate every segment; those without a translation given get a marked copy. */
export async function translateAll(
  house: House,
  request: string,
  login: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const translator = await house.as(login);
  const taken = await translator.step('takeTranslation', request);
  if (taken.__typename !== 'Request' && taken['rule'] !== 'translation-taken')
    throw new Error(`"${login}" cannot take the translation: ${JSON.stringify(taken)}`);
  const { request: seen } = await translator.ask<{
    request: { translation: { segments: { id: string; source: string; version: number; current: boolean }[] } };
  }>('query($id: ID!) { request(id: $id) { translation { segments { id source version current } } } }', {
    id: request,
  });
  const open = seen.translation.segments.filter(({ current }) => !current);
  const save = async ({ id, source, version }: (typeof open)[number]): Promise<void> => {
    const { answer } = await translator.ask<{ answer: { __typename: string } }>(
      'mutation($request: ID!, $segment: String!, $text: String!, $expectedVersion: Int!) { answer: saveSegment(request: $request, segment: $segment, text: $text, expectedVersion: $expectedVersion) { __typename ... on Error { message } } }',
      { request, segment: id, text: texts[id] ?? `[${source}]`, expectedVersion: version },
    );
    if (answer.__typename !== 'Segment') throw new Error(`Cannot save segment "${id}": ${JSON.stringify(answer)}`);
  };
  for (let next = 0; next < open.length; next += AT_ONCE) await Promise.all(open.slice(next, next + AT_ONCE).map(save));
}

/** Few enough to leave the API its other connections. */
const AT_ONCE = 6;

import { createHash, randomUUID } from 'node:crypto';
import type { Content } from '../../domain/content.ts';
import type { Move } from '../../domain/move.ts';
import { MOVES } from '../../domain/moves.ts';
import { Problem } from '../problem.ts';
import { type CaseFile, type CaseStep, isTranslating, isWriting, type TakeStep } from './case-file.ts';
import { mapNamed, type Named } from './case-input.ts';
import { type Cast, type Player, playerOf } from './cast.ts';
import { withChanges } from './changes.ts';
import { bytesOf } from './described-files.ts';
import { type Answer, mutationText } from './mutations.ts';
import { readFiles, readNow, type StoredFile } from './record.ts';
import { saveParts, saveTranslation } from './saving.ts';

/** The request as the play goes on. */
export type Stage = {
  play: CaseFile;
  cast: Cast;
  reader: Player;
  /** Its id, once it is created. */
  request: string;
  /** What has been written so far. */
  content: Content;
};

/** What a step came to: how many things were saved by it, or the answer of the API. */
export type Outcome = { count: number } | Answer;

/** Does one step as the person whose step it is. */
export async function perform(stage: Stage, step: CaseStep): Promise<Outcome> {
  const player = playerOf(stage.cast, step.by);
  if (isWriting(step)) {
    stage.content = withChanges(stage.content, step.with?.change);
    return { count: await saveParts(player.client, stage.request, stage.content) };
  }
  if (isTranslating(step)) {
    const texts = { ...stage.play.translation, ...step.with?.texts };
    return { count: await saveTranslation(player.client, stage.request, texts) };
  }
  return await take(stage, step, player);
}

async function take(stage: Stage, step: TakeStep, { client }: Player): Promise<Answer> {
  const { reader, request } = stage;
  const move: Move = MOVES[step.do];
  const input = { ...(await named(stage, step)), ...(await supplied(stage, step)) };
  if (move.proof) await client.prove();
  const address = request ? { request, expectedVersion: (await readNow(reader.client, request)).version } : {};
  const { answer } = await client.ask<{ answer: Answer }>(mutationText(step.do), {
    input: { ...address, key: randomUUID(), ...input },
  });
  if (answer.id) stage.request = answer.id;
  return answer;
}

/** The input of a step with the ids of what it names. */
async function named(stage: Stage, { do: action, with: input = {}, by }: TakeStep): Promise<object> {
  const schema = MOVES[action].input;
  const wanted: Named[] = [];
  mapNamed(schema, input, (one) => one.kind !== 'word' && wanted.push(one));
  const ids = new Map<string, string>();
  for (const one of wanted) ids.set(keyOf(one), await idOf(stage, one, by));
  return mapNamed(schema, input, (one) => (one.kind === 'word' ? enumOf(one.name) : ids.get(keyOf(one)))) as object; // a move's input is an object
}

/** The API writes the words of lists in capitals: IN_PERSON. */
const enumOf = (word: string): string => word.toUpperCase().replaceAll('-', '_');

const keyOf = ({ kind, name, ...of }: Named): string => `${kind} ${'field' in of ? of.field : ''} ${name}`;

async function idOf({ play, cast, reader, request }: Stage, named: Named, by: string): Promise<string> {
  const player = playerOf(cast, by);
  if (named.kind === 'file') {
    return await player.client.upload(request, named.name, bytesOf(play.files?.[named.name] ?? {}));
  }
  switch (named.field) {
    case 'partner':
      return await authorityOf(player, String(named.name));
    case 'officer':
      return playerOf(cast, String(named.name)).id;
    case 'question':
      return nth((await readFiles(reader.client, request)).questions, named).id;
    case 'delivery':
      return nth((await readFiles(reader.client, request)).deliveries, named).id;
    default:
      throw new Error(`Cannot find "${named.field}": no case can name it`);
  }
}

function nth<T>(things: readonly T[], { field, name }: { field: string; name: string | number }): T {
  const thing = things[Number(name) - 1];
  if (!thing) throw new Problem(`Cannot find ${field} ${name}: the record has ${things.length}`);
  return thing;
}

async function authorityOf({ client }: Player, state: string): Promise<string> {
  const { authorities } = await client.ask<{ authorities: { id: string; state: string }[] }>(
    '{ authorities { id state } }',
  );
  const found = authorities.find((authority) => authority.state === state);
  if (!found)
    throw new Problem(`Cannot find partner "${state}": there are ${authorities.map((one) => one.state).join(', ')}`);
  return found.id;
}

/** What the person reads from the record before the step: the letter that lies there, the transmission that is meant. */
async function supplied(stage: Stage, { do: action, by, with: input }: TakeStep): Promise<object> {
  const { reader, request, cast } = stage;
  const { client } = playerOf(cast, by);
  switch (action) {
    case 'approve':
      return { letter: await readLetter(client, await letterOf(client, request, 'letter { id hash }')) };
    case 'certifyTranslation':
      return {
        letter: await readLetter(client, await letterOf(client, request, 'translation { letter { id hash } }')),
      };
    case 'verifyDelivery': {
      const { deliveries } = await readFiles(client, request);
      const delivery = nth(deliveries, { field: 'delivery', name: Number(input?.['delivery']) });
      for (const file of delivery.files) await readLetter(client, file);
      return {};
    }
    case 'fileReceipt':
    case 'settleTransmission':
    case 'reportBounce': {
      const { transmissions } = await readFiles(reader.client, request);
      const sent = transmissions.findLast(({ purpose }) => purpose === 'request');
      return action === 'fileReceipt' ? { transmission: sent?.id } : { transmission: sent?.id, attempt: sent?.attempt };
    }
    default:
      return {};
  }
}

type Seen =
  | { letter: StoredFile | null; translation?: undefined }
  | { translation: { letter: StoredFile | null } | null };

async function letterOf({ ask }: Player['client'], id: string, field: string): Promise<StoredFile | null> {
  const { request } = await ask<{ request: Seen }>(`query($id: ID!) { request(id: $id) { ${field} } }`, { id });
  return 'letter' in request ? request.letter : (request.translation?.letter ?? null);
}

/** Downloads a file and hashes it; that is what a person vouches for. */
async function readLetter(client: Player['client'], file: StoredFile | null): Promise<string | undefined> {
  if (!file) return undefined;
  const hash = createHash('sha256')
    .update(await client.download(file.id))
    .digest('hex');
  if (hash !== file.hash) throw new Problem(`Cannot vouch for "${file.id}": its bytes are not those of its hash`);
  return hash;
}

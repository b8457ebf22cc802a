import { createHash, randomUUID } from 'node:crypto';
import type { Move } from '../../domain/move.ts';
import { FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import { Problem } from '../problem.ts';
import { type Player, playerOf } from './cast.ts';
import { withChanges } from './changes.ts';
import { HOLD_SHOWN } from './looks.ts';
import { type Answer, type Gap, mutationText } from './mutations.ts';
import { nth, withIds } from './naming.ts';
import { readFiles, readNow, type StoredFile } from './record.ts';
import { saveParts, saveTranslation } from './saving.ts';
import { type Stage, type Stages, stageOf, thereOf } from './stage.ts';
import { type CaseStep, isLooking, isLookingAtHold, isTranslating, isWriting, type TakeStep } from './steps.ts';

/** What a step came to: how many things were saved by it, the gaps or the hold that were shown, or the answer of the API. */
export type Outcome = { count: number } | { shown: Gap[] } | { hold: object } | Answer;

/** Does one step as the person whose step it is. */
export async function perform(stages: Stages, step: CaseStep): Promise<Outcome> {
  const stage = stageOf(stages, step);
  const player = playerOf(stage.cast, step.by);
  if (!FIRST_STEPS.has(step.do)) thereOf(stage, step);
  if (isWriting(step)) {
    stage.content = withChanges(stage.content, step.with?.change);
    return { count: await saveParts(player.client, stage.id, stage.content) };
  }
  if (isTranslating(step)) {
    const texts = { ...stage.translation, ...step.with?.texts };
    return { count: await saveTranslation(player.client, stage.id, texts) };
  }
  if (isLooking(step)) return { shown: await gapsOf(player, stage.id) };
  if (isLookingAtHold(step)) return { hold: await holdOf(player, stage.id) };
  return await take(stages, step, player);
}

async function gapsOf({ client }: Player, id: string): Promise<Gap[]> {
  const query = 'query($id: ID!) { request(id: $id) { gaps { field rule message source } } }';
  return (await client.ask<{ request: { gaps: Gap[] } }>(query, { id })).request.gaps;
}

async function holdOf({ client }: Player, id: string): Promise<object> {
  const { hold } = await client.ask<{ hold: object | null }>(`query($id: ID!) { hold(id: $id) { ${HOLD_SHOWN} } }`, {
    id,
  });
  return hold ?? {};
}

async function take(stages: Stages, step: TakeStep, { client }: Player): Promise<Answer> {
  const stage = stageOf(stages, step);
  const { reader, of, id } = stage;
  const move: Move = MOVES[step.do];
  const input = { ...(await withIds(stages, step)), ...(await supplied(stage, step)) };
  if (move.proof) await client.prove();
  const address = id ? { [of]: id, expectedVersion: (await readNow(reader.client, stage)).version } : {};
  const { answer } = await client.ask<{ answer: Answer }>(mutationText(step.do), {
    input: { ...address, key: randomUUID(), ...input },
  });
  if (answer.id) stage.id = answer.id;
  return answer;
}

/** What the person reads from the record before the step: the letter that lies there, the transmission that is meant. */
async function supplied(stage: Stage, { do: action, by, with: input }: TakeStep): Promise<object> {
  const { reader, id: request, cast } = stage;
  const { client } = playerOf(cast, by);
  switch (action) {
    case 'approve':
    case 'sendAlone':
      return { letter: await readWhole(client, await letterOf(client, request, 'letter { id hash }')) };
    case 'certifyTranslation':
      return {
        letter: await readWhole(client, await letterOf(client, request, 'translation { letter { id hash } }')),
      };
    case 'verifyDelivery': {
      const { deliveries } = await readFiles(client, request);
      const delivery = nth(deliveries, { field: 'delivery', name: Number(input?.['delivery']) });
      for (const file of delivery.files) await readWhole(client, file);
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
async function readWhole(client: Player['client'], file: StoredFile | null): Promise<string | undefined> {
  if (!file) return undefined;
  const hash = createHash('sha256')
    .update(await client.download(file.id))
    .digest('hex');
  if (hash !== file.hash) throw new Problem(`Cannot vouch for "${file.id}": its bytes are not those of its hash`);
  return hash;
}

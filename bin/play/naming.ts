import { MOVES } from '../../domain/moves.ts';
import { Problem } from '../problem.ts';
import { enumOf, mapNamed, type Named } from './case-input.ts';
import { type Player, playerOf } from './cast.ts';
import { bytesOf } from './described-files.ts';
import { readFiles } from './record.ts';
import { type Stages, stageOf, thereOf } from './stage.ts';
import type { TakeStep } from './steps.ts';

/** The input of a step with the ids of what it names. */
export async function withIds(stages: Stages, step: TakeStep): Promise<object> {
  const { do: action, with: input = {} } = step;
  const schema = MOVES[action].input;
  const wanted: Named[] = [];
  mapNamed(schema, input, (one) => one.kind !== 'word' && wanted.push(one));
  const ids = new Map<string, string>();
  for (const one of wanted) ids.set(keyOf(one), await idOf(stages, one, step));
  return mapNamed(schema, input, (one) => (one.kind === 'word' ? enumOf(one.name) : ids.get(keyOf(one)))) as object; // a move's input is an object
}

const keyOf = ({ kind, name, ...of }: Named): string => `${kind} ${'field' in of ? of.field : ''} ${name}`;

async function idOf(stages: Stages, named: Named, step: TakeStep): Promise<string> {
  const { play, cast, reader, id } = stageOf(stages, step);
  const { do: action, by } = step;
  const player = playerOf(cast, by);
  if (named.kind === 'file') {
    return await player.client.upload(id, named.name, bytesOf(play.files?.[named.name] ?? {}));
  }
  switch (named.field) {
    case 'partner':
      return await authorityOf(player, String(named.name));
    case 'officer':
      return playerOf(cast, String(named.name)).id;
    case 'source':
    case 'linked':
    case 'requests':
      return thereOf(stageOf(stages, { request: String(named.name) }), step);
    default: {
      const files = await readFiles(reader.client, id);
      const lists: Record<string, readonly { id: string }[]> = {
        annex: files.annexes,
        delivery: files.deliveries,
        question: action === 'answerDesk' ? files.deskQuestions : files.questions,
      };
      return nth(lists[named.field] ?? [], named).id;
    }
  }
}

/** The thing of that number, counted from 1. */
export function nth<T>(things: readonly T[], { field, name }: { field: string; name: string | number }): T {
  const thing = things[Number(name) - 1];
  if (!thing) throw new Problem(`Cannot find ${field} ${name}: the record has ${things.length}`);
  return thing;
}

/** `XBE` is the central authority of the State, `XBE/judicial-authority` another. */
async function authorityOf({ client }: Player, name: string): Promise<string> {
  const [state, key = 'central-authority'] = name.split('/');
  const { authorities } = await client.ask<{ authorities: { id: string; state: string; key: string }[] }>(
    '{ authorities { id state key } }',
  );
  const found = authorities.find((one) => one.state === state && one.key === key);
  if (!found)
    throw new Problem(`Cannot find partner "${name}": there are ${authorities.map((one) => one.state).join(', ')}`);
  return found.id;
}

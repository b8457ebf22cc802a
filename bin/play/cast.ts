import type { SeedUser } from '../prepare.ts';
import { Problem } from '../problem.ts';
import { type Client, signIn } from './client.ts';
import type { Play } from './stage.ts';

/** Somebody who acts in the case, signed in. */
export type Player = { client: Client; id: string; name: string; as: string };
export type Cast = ReadonlyMap<string, Player>;

/** Signs everybody in. */
export async function signInAll(
  { people }: Pick<Play, 'people'>,
  url: string,
  users: readonly SeedUser[],
): Promise<Cast> {
  const players = await Promise.all(
    Object.entries(people).map(async ([alias, { email, as }]): Promise<[string, Player]> => {
      const password = users.find((user) => user.email === email)?.password;
      if (!password) throw new Problem(`Cannot play: "${email}" (people.${alias}) is nobody of this installation`);
      const client = await signIn(url, { email, password });
      const { me } = await client.ask<{ me: { id: string; name: string } }>('{ me { id name } }');
      return [alias, { client, ...me, as }];
    }),
  );
  return new Map(players);
}

export function playerOf(cast: Cast, alias: string): Player {
  const player = cast.get(alias);
  if (!player) throw new Error(`Cannot find "${alias}": the case was not checked`);
  return player;
}

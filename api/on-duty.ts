import type { Staff } from '../domain/roles.ts';
import { callOrder, type OnDuty, type Roster } from '../domain/roster.ts';
import { ROSTER, withoutNull } from '../registry/roster.ts';
import type { Tx } from './context.ts';

/** In which order people are called at an instant, of the active people of the house. */
export async function onDutyAt(
  tx: Tx,
  org: string,
  { at, staff }: { at: string; staff: readonly Staff[] },
): Promise<OnDuty[]> {
  const [roster] = await tx.$queryRawUnsafe<Roster[]>(ROSTER, org, at);
  return roster ? callOrder(withoutNull(roster), staff, at) : [];
}

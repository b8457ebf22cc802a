import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import type { Reached } from '../../../domain/move.ts';
import type { Action } from '../../../domain/moves.ts';
import { noticesOf } from '../../../domain/notices.ts';
import type { Actor } from '../../../domain/roles.ts';
import { OURS } from '../drafts.ts';
import { AUTHORITY, CAST, uuid } from '../lifecycle/cast.ts';
import { at, type Circumstances, lastEvent, newWorld, step, type World } from '../lifecycle/world.ts';

/** Half past two at night on Children’s Day, where the central authority is. */
export const NIGHT = '2026-05-04T17:30:00Z';

export const POINT: Reached = { entry: uuid(4001), key: 'contact-point-24-7', telephone: '+32 2 555 01 12' };
const DIRECTORY: readonly Reached[] = [{ entry: uuid(4002), key: 'central-authority' }, POINT];

export const CALL = {
  partner: AUTHORITY,
  point: POINT.key,
  channel: 'telephone',
  officer: 'Inspector Laurent, desk of Belmora',
  reference: 'BEL/POC/2026/77',
  period: 'budapest-185/art29-hold',
  custodian: 'Northgate Mail Co., Harun',
  data: 'the mailbox heron@northgatemail.example and its logs',
};

export const night = (): World => {
  const world = newWorld({ now: NIGHT, directory: DIRECTORY });
  const unborn = { kind: 'hold', direction: 'incoming', status: 'triage', urgency: 'urgent' } as const;
  return { ...world, request: { ...world.request, ...unborn } };
};
/** What a partner asks of us at night, as it was entered. */
export const received = (more: object = {}, world = night(), actor: Actor = CAST.officer): World =>
  step(world, actor, 'receivePreservation', { ...CALL, ...more });

export const take = (world: World, actor: Actor, action: Action, input: object = {}, more: Circumstances = {}): World =>
  step(world, actor, action, input, more);
export const calledBack = (world = received(), wasThey = true): World =>
  take(world, CAST.second, 'callBack', { wasThey });
export const preserved = (input: object = {}, world = calledBack()): World =>
  take(world, CAST.officer, 'preserve', input);
/** Preserved by day and told, seven hours after the call. */
export const told = (world = preserved(), what = 'answer'): World =>
  take(at(world, '2026-05-05T00:30:00Z'), CAST.officer, 'tellPartner', { what, channel: 'telephone' });
export const warned = (world = calledBack()): World =>
  take(world, CAST.officer, 'warnPartner', { warning: 'the user is told by law' });

export const noticesIn = (world: World): string[] =>
  noticesOf(world.request, lastEvent(world), HOUSE_RULES).map(({ kind, to }) => `${kind} > ${to}`);
/** Where the reservation of Budapest 29(4) was made. */
export const reserved = (world: World): World => ({
  ...world,
  ours: {
    ...OURS,
    declarations: [
      {
        instrument: 'budapest-185',
        kind: 'dual-criminality-for-preservation',
        text: 'the right is reserved',
        source: 'ETS 185, declarations',
      },
    ],
  },
});

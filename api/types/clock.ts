import { z } from 'zod';
import { line } from '../../domain/fields.ts';
import type { InstallationKind } from '../../domain/installation.ts';
import { awaitOrder, orderClock } from '../../registry/practice.ts';
import { builder } from '../builder.ts';
import { applier, type Context } from '../context.ts';
import { ONLY_PRACTICE } from '../kinds.ts';
import { KindEnum } from './enums.ts';
import { CHANGE_ERRORS } from './errors.ts';

/** How long the mutation waits for the engine, in real time, before it answers with a clock that is still on its way. */
const WAIT_MS = 25_000;

const Installation = builder.objectRef<{ kind: InstallationKind }>('Installation').implement({
  description: 'What this installation is for. Every screen of one that is not real says so.',
  authScopes: { signedIn: true },
  fields: (t) => ({ kind: t.expose('kind', { type: KindEnum }) }),
});

builder.queryField('installation', (t) =>
  t.field({
    type: Installation,
    description: 'What this installation is for.',
    resolve: async (_root, _args, { tx }) => {
      const [found] = await tx.$queryRaw<{ kind: InstallationKind }[]>`select kind from installation`;
      if (!found) throw new Error('Cannot tell what this installation is for: it is not set up');
      return found;
    },
  }),
);

type Shown = { now: Date; target: Date | null };
const Clock = builder.objectRef<Shown>('Clock').implement({
  description: 'The clock of a practice installation.',
  authScopes: { signedIn: true },
  extensions: ONLY_PRACTICE,
  fields: (t) => ({
    now: t.field({ type: 'DateTime', description: 'What it says.', resolve: ({ now }) => now }),
    movingTo: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Where it is on its way to; null when it has arrived.',
      resolve: ({ target }) => target,
    }),
  }),
});

async function clockOf({ tx }: Context): Promise<Shown> {
  const [clock] = await tx.$queryRaw<Shown[]>`
    select clock_now() as now, (select target from clock_order where done_at is null) as target`;
  if (!clock) throw new Error('Cannot read the clock: no answer');
  return clock;
}

builder.queryField('clock', (t) =>
  t.field({
    type: Clock,
    extensions: ONLY_PRACTICE,
    description: 'The clock of this practice installation, and how far it is on its way.',
    resolve: (_root, _args, context) => clockOf(context),
  }),
);

const AdvanceClockInput = builder.inputType('AdvanceClockInput', {
  description: 'Where the clock is to go.',
  extensions: ONLY_PRACTICE,
  fields: (t) => ({
    to: t.field({ type: 'DateTime', required: true, description: 'The instant, up to ten years ahead.' }),
    key: t.string({
      required: true,
      validate: line.pipe(z.string().min(8, { error: 'is shorter than 8 characters' })),
      description: 'Made by the client: the same key is the same order.',
    }),
  }),
});

builder.mutationField('advanceClock', (t) =>
  t.field({
    type: Clock,
    extensions: ONLY_PRACTICE,
    authScopes: { role: 'administrator' },
    description:
      'Moves the clock of this practice installation on. Whatever falls due on the way is done, each at its instant. After 25 seconds it answers although the clock is still on its way: ask `clock` then.',
    errors: { types: CHANGE_ERRORS },
    args: { input: t.arg({ type: AdvanceClockInput, required: true }) },
    resolve: async (_root, { input: { to, key } }, context) => {
      const by = applier(context);
      const id = await orderClock(context.db, by, { to: new Date(to).toISOString(), key });
      await awaitOrder(context.db, by.viewer, id, WAIT_MS);
      await context.reread();
      return await clockOf(context);
    },
  }),
);

import { queryFromInfo } from '@pothos/plugin-prisma';
import { z } from 'zod';
import { isSeenBy, readersOf, translatorsOf } from '../../domain/audience.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Move } from '../../domain/move.ts';
import { type Action, FIRST_STEPS, MOVES } from '../../domain/moves.ts';
import type { Request as Aggregate } from '../../domain/request.ts';
import { type Answer, type ApplyCommand, apply } from '../../registry/apply.ts';
import type { Viewer } from '../../registry/db.ts';
import { builder } from '../builder.ts';
import { applier, type Context, me } from '../context.ts';
import { mutationOf } from '../mutation-names.ts';
import { type Dispatch, prepareDispatch, type Sending } from '../prepare/dispatch.ts';
import { prepareLetter, prepareTranslation } from '../prepare/letter.ts';
import { CHANGE_ERRORS, DISPATCH_ERRORS } from './errors.ts';
import { Hold } from './hold.ts';
import { fieldsOf, parseInput } from './input-of.ts';
import { key } from './key.ts';
import { Request } from './request.ts';

type Input = { request?: string; hold?: string; expectedVersion?: number; key: string } & Record<string, unknown>;

type Preparing = ApplyCommand['prepare'] | Promise<ApplyCommand['prepare']>;

const sending =
  (action: Sending) =>
  (context: Context, input: Input): Preparing =>
    prepareDispatch(context, input as Input & Dispatch, action); // parsed by the schema of these steps

/** Documents that a step binds, made when it is known to be open. */
const PREPARE: Partial<Record<Action, (context: Context, input: Input) => Preparing>> = {
  submit: ({ store }) => prepareLetter(store),
  resubmit: ({ store }) => prepareLetter(store),
  renderLetter: ({ store }) => prepareLetter(store),
  finishTranslation: ({ store }) => prepareTranslation(store),
  dispatch: sending('dispatch'),
  sendAlone: sending('sendAlone'),
};

const version = { expectedVersion: z.int().min(1), key };
/** How a step names its file; the first one has none yet. */
const ADDRESS = {
  request: z.object({ request: z.uuid(), ...version }),
  hold: z.object({ hold: z.uuid(), ...version }),
};

for (const action of ACTIONS.filter((name) => MOVES[name].by !== 'system')) addStep(action);

/** One mutation for each step that a person can take, made from the step's own definition. */
function addStep(action: Action): void {
  const move: Move = MOVES[action];
  const name = mutationOf(action);
  const address = FIRST_STEPS.has(action) ? z.object({ key }) : ADDRESS[move.of ?? 'request'];
  const schema = address.extend(move.input.shape);
  const InputRef = builder.inputType(`${name[0]?.toUpperCase()}${name.slice(1)}Input`, {
    description: `What ${name} takes.`,
    fields: fieldsOf(name[0]?.toUpperCase() + name.slice(1), schema) as never,
  }); // fields from data
  builder.mutationField(name, (t) =>
    t.field({
      type: move.of === 'hold' ? Hold : Request,
      description: `${move.doc} (${move.source})`,
      errors: { types: action === 'dispatch' || action === 'sendAlone' ? DISPATCH_ERRORS : CHANGE_ERRORS },
      args: { input: t.arg({ type: InputRef, required: true }) },
      resolve: async (_root, args, context, info) => {
        const input = parseInput(schema, args.input, name) as Input; // the address and the key are in each of these schemas
        const { request: ofRequest, hold, expectedVersion, key: idempotencyKey, ...rest } = input;
        const request = ofRequest ?? hold;
        const prepare = await PREPARE[action]?.(context, input);
        const answer = await apply(context.db, applier(context), {
          action,
          key: idempotencyKey,
          input: rest,
          ...(request ? { request } : {}),
          ...(expectedVersion ? { expectedVersion } : {}),
          ...(prepare ? { prepare } : {}),
        });
        context.announce(answer.request);
        return await afterStep(context, answer, queryFromInfo({ context, info }));
      },
    }),
  );
}

type Query = { select?: object | undefined };
type Row = { id: string; readers: string[]; translators: string[] };

/** The request that a step has changed, as far as the answer asks for it. */
async function afterStep(context: Context, { request: id, version, written }: Answer, query: Query): Promise<Row> {
  const known = written && asWritten(written, query, me(context).viewer);
  if (known) return known;
  await context.reread();
  const seen = await context.tx.request.findUnique({ ...(query as object), where: { id } });
  if (seen) return seen;
  // The step has taken it out of the viewer's sight: its answer is the last look, and shows nothing newer later on.
  await context.reread(id);
  const where = { id, ...(written ? {} : { version }) };
  const last = await context.tx.request.findUnique({ ...(query as object), where });
  if (!last) throw new NotFound('this request');
  return last;
}

/** The columns that a step has just written, where the answer asks for no others and the viewer sees the request still. */
function asWritten(request: Aggregate, { select }: Query, viewer: Viewer): Row | undefined {
  const { id, reference, status, version, urgency, label } = request;
  const row = {
    ...{ id, reference, status, version, urgency, label },
    readers: readersOf(request),
    translators: translatorsOf(request),
  };
  const isEnough = select && Object.keys(select).every((column) => Object.hasOwn(row, column));
  return isEnough && isSeenBy(request, viewer) ? row : undefined;
}

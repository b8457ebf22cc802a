import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Request as Aggregate } from '../../domain/request.ts';
import { whoIs } from '../../registry/sessions.ts';
import { visible } from '../../registry/visible.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Hold } from './hold.ts';
import { Request } from './request.ts';

type Change = { request: string; kind: Aggregate['kind']; version: number };
const ChangeRef = builder.objectRef<Change>('RequestChange').implement({
  description: 'A request has moved: ids only, what it is now the client asks for itself.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    request: t.id({
      description: 'The id of the request, or of the hold.',
      resolve: ({ request, kind }) => encodeGlobalID(kind === 'hold' ? 'Hold' : 'Request', request),
    }),
    version: t.exposeInt('version'),
  }),
});

/** Changes that this session may see at the moment of each: a session that has ended, or a right that has gone, hears nothing more. */
async function* changes(
  context: Context,
  news: AsyncIterable<string>,
  wanted: (id: string) => boolean,
  inbox: boolean,
): AsyncIterable<Change> {
  for await (const id of news) {
    if (!wanted(id)) continue;
    const who = await whoIs(context.db, context.token, 'listens');
    if (!who) return;
    const seen = await visible(context.db, who.viewer, id, inbox);
    if (seen) yield { request: id, ...seen };
  }
}

const newsFor = ({ live, request }: Context): AsyncIterable<string> => live.changes(request.signal);

builder.subscriptionFields((t) => ({
  requestUpdated: t.field({
    type: ChangeRef,
    description: 'Each change of one request, while the viewer may see it.',
    args: { request: t.arg.globalID({ required: true, for: [Request, Hold], description: 'Or a hold.' }) },
    subscribe: (_root, { request }, context) => changes(context, newsFor(context), (id) => id === request.id, false),
    resolve: (change: Change) => change,
  }),
  inboxChanged: t.field({
    type: ChangeRef,
    description: 'Each change of a request on which something waits for the viewer, or has just ceased to.',
    subscribe: (_root, _args, context) => changes(context, newsFor(context), () => true, true),
    resolve: (change: Change) => change,
  }),
}));

import type { Store } from '../files/store.ts';
import type { PrismaClient } from '../prisma/generated/client/client.ts';
import type { Applier } from '../registry/apply.ts';
import type { Db } from '../registry/db.ts';
import type { SignedIn } from '../registry/sessions.ts';
import type { Live } from './live.ts';

/** What a resolver reads through: one snapshot, as one viewer, read only. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** What the API is made of. Resolvers see it through `registry` calls only: the bare Prisma client is not among it. */
export type Deps = {
  db: Db;
  store: Store;
  mailFrom: string;
  announce: (request: string) => void;
  live: Live;
  publicUrl: string;
  /** The most bytes that an uploaded file may have. */
  uploadLimit: number;
};

export type Context = Deps & {
  /** The HTTP request; its signal ends a subscription. */
  request: Request;
  /** The session's token, to ask anew who it is. */
  token: string;
  /** Who asks; undefined before sign-in. */
  who: SignedIn | undefined;
  /** The open snapshot. */
  tx: Tx;
  /** Opens a new snapshot: after a mutation has committed, its answer is read there. It shows one request more, where one is named. */
  reread(request?: string): Promise<void>;
};

/** The person who asks. Fields that need one are guarded by the scope `signedIn`, so its absence is a bug. */
export function me({ who }: Pick<Context, 'who'>): SignedIn {
  if (!who) throw new Error('Cannot tell who asks: nobody is signed in');
  return who;
}

export const applier = (context: Pick<Context, 'who'>): Applier => {
  const { viewer, actor, org } = me(context);
  return { viewer, actor, org };
};

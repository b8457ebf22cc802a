import { type ExecutionArgs, GraphQLError, getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Busy } from '../domain/errors.ts';
import type { PrismaClient } from '../prisma/generated/client/client.ts';
import type { Context } from './context.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';

/** Codes of PostgreSQL and Prisma that mean "too much is under way", not "wrong". */
const BUSY = new Set(['P2028', '57014', '55P03', 'P2024']);
const isBusy = (error: unknown): boolean =>
  error instanceof Busy ||
  (typeof error === 'object' && error !== null && 'code' in error && BUSY.has(String(error.code)));
const busy = (): GraphQLError => new GraphQLError(new Busy().message, { extensions: { code: 'BUSY' } });

/**
 * Runs a query in one read-only snapshot; a mutation reads its answer in a new one after it has committed. More
 * operations at once than the limit are told so instead of queueing for ever.
 */
export function snapshots(prisma: PrismaClient, mostAtOnce: number): Plugin<Context> {
  let underWay = 0;
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const kind = getOperationAST(args.document, args.operationName)?.operation;
      setExecuteFn(async (given: ExecutionArgs) => {
        if (underWay >= mostAtOnce) return { errors: [busy()] };
        underWay += 1;
        const context = given.contextValue as Context; // made by the server's context
        let open: Snapshot | undefined;
        const reopen = async (): Promise<void> => {
          await open?.end();
          open = await openSnapshot(prisma, context.who?.viewer);
          context.tx = open.tx;
        };
        context.reread = reopen;
        try {
          if (kind !== OperationTypeNode.MUTATION) await reopen();
          return await executeFn(given);
        } catch (error) {
          if (isBusy(error)) return { errors: [busy()] };
          throw error;
        } finally {
          await open?.end();
          underWay -= 1;
        }
      });
    },
  };
}

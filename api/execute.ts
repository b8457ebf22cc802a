import { type ExecutionArgs, getOperationAST, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { PrismaClient } from '../prisma/generated/client/client.ts';
import type { Viewer } from '../registry/db.ts';
import type { Context } from './context.ts';
import { busy, isBusy } from './error-answers.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';

const withRequest = (viewer: Viewer, request: string): Viewer => ({
  ...viewer,
  requests: [...viewer.requests, request],
});

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
        const reopen = async (request?: string): Promise<void> => {
          await open?.end();
          const viewer = context.who?.viewer;
          open = await openSnapshot(prisma, viewer && request ? withRequest(viewer, request) : viewer);
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

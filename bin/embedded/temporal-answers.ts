import type { Settings } from '../config.ts';

/** Where a Temporal server is and how to be let in. */
export type TemporalAddress = Pick<Settings['temporal'], 'namespace' | 'apiKey' | 'tls'> & { address: string };

/** Why the server at that address is of no use to us; undefined when it knows the namespace. */
export async function temporalFault({ namespace, ...server }: TemporalAddress): Promise<string | undefined> {
  const { Connection } = await import('@temporalio/client'); // half a second: only who needs it pays
  try {
    const connection = await Connection.connect({ ...server, connectTimeout: 3000 });
    try {
      const describe = () => connection.workflowService.describeNamespace({ namespace });
      await connection.withAbortSignal(AbortSignal.timeout(3000), describe);
      return undefined;
    } finally {
      await connection.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

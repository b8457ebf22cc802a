import { MlaError } from '../domain/errors.ts';

/** Something about this machine or its set-up that the operator can put right: shown as one sentence, without a stack. */
export class Problem extends MlaError {
  override readonly name = 'Problem';
  readonly exitCode: number;

  constructor(message: string, { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.exitCode = exitCode;
  }
}

type Fault = { place: string; host: string };

/** What the operating system and PostgreSQL say, and what to do about it. */
const SENTENCES: Record<string, (fault: Fault) => string> = {
  ENOSPC: ({ place }) => `Cannot write${place}: the disk is full, free some space and start again`,
  EDQUOT: ({ place }) => `Cannot write${place}: your disk quota is used up, free some space and start again`,
  EROFS: ({ place }) => `Cannot write${place}: it is on a read-only disk, name another folder with --data`,
  EACCES: ({ place }) =>
    `Cannot use${place}: this user may not, mend its permissions or name another folder with --data`,
  EPERM: ({ place }) => `Cannot use${place}: this user may not, mend its owner or name another folder with --data`,
  ENOTDIR: ({ place }) => `Cannot use${place}: a file stands where a folder is needed, move it away`,
  EEXIST: ({ place }) => `Cannot use${place}: a file stands where a folder is needed, move it away`,
  EISDIR: ({ place }) => `Cannot use${place}: a folder stands where a file is needed, move it away`,
  EMFILE: () => 'Cannot open more files: raise the limit with "ulimit -n"',
  ECONNREFUSED: ({ host }) =>
    `Cannot connect${host}: nothing listens there, start it or mend its address in the environment`,
  ENOTFOUND: ({ host }) => `Cannot connect${host}: no such host, mend its address in the environment`,
  ETIMEDOUT: ({ host }) => `Cannot connect${host}: no answer, mend its address in the environment`,
  '28P01': () => 'Cannot sign in to the database: it refuses the password, mend the address in the environment',
  '3D000': () => 'Cannot open the database: it does not exist, make it or mend DATABASE_URL',
  '53100': () => 'Cannot write to the database: its disk is full, free some space and start again',
};

/** The sentence for a failure that the reader can act on; undefined for a bug. */
export function explain(error: unknown): string | undefined {
  if (error instanceof MlaError) return error.message;
  if (!(error instanceof Error)) return undefined;
  const [first] = error instanceof AggregateError ? error.errors : [error]; // one for each address of a host
  const { code = '', path, address, hostname, port } = first as SystemError; // all are undefined on other errors
  const host = address ?? hostname;
  return SENTENCES[code]?.({
    place: path === undefined ? '' : ` "${path}"`,
    host: host === undefined ? '' : ` to "${host}${port === undefined ? '' : `:${port}`}"`,
  });
}

type SystemError = NodeJS.ErrnoException & { address?: string; hostname?: string; port?: number };

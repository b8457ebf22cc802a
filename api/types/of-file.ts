import { Hold } from './hold.ts';
import { Request } from './request.ts';

/** What is read of the file that something hangs on. */
const FILE = { select: { kind: true, id: true, readers: true, translators: true } } as const;

/** What hangs on a file is of a request or of a hold: whichever it is not is null. */
const asKind =
  (kind: 'request' | 'hold') =>
  <R extends { kind: string }>({ request }: { request: R }): R | null =>
    (request.kind === 'hold') === (kind === 'hold') ? request : null;

type Nested = <S>(selection: S) => S;
const select = (_args: object, _context: object, nested: Nested) => ({ request: nested(FILE) });
/** The options of the two fields by which something names its file. */
export const OF_REQUEST = {
  type: Request,
  nullable: true,
  description: 'Null of what is of a hold.',
  select,
  resolve: asKind('request'),
} as const;
export const OF_HOLD = {
  type: Hold,
  nullable: true,
  description: 'Null of what is of a request.',
  select,
  resolve: asKind('hold'),
} as const;

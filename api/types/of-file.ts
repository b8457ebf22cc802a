/** What is read of the file that something hangs on. */
export const FILE = { select: { kind: true, id: true, readers: true, translators: true } } as const;

/** What hangs on a file is of a request or of a hold: whichever it is not is null. */
export const asKind =
  (kind: 'request' | 'hold') =>
  <R extends { kind: string }>({ request }: { request: R }): R | null =>
    (request.kind === 'hold') === (kind === 'hold') ? request : null;

/** What of a fault may go into a log: its kind, its code and where it arose; never its message, which may quote a case. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'a fault of no known kind';
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown }; // what PostgreSQL and Node add
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8);
  const kind = [error.name, code, constraint].filter((part) => typeof part === 'string' && part !== '').join(' ');
  return [kind, ...frames, ...(cause === undefined ? [] : [`caused by ${describeFault(cause)}`])].join('\n');
}

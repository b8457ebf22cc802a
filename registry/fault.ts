/** What of a fault may go into a log: its kind, its code and where it arose; never its message, which may quote a case. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'a fault of no known kind';
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown }; // what PostgreSQL and Node add
  const kind = [error.name, code, constraint].filter((part) => typeof part === 'string' && /^[\w.-]{1,80}$/.test(part));
  const inner = cause === undefined || cause === error ? [] : [`caused by ${describeFault(cause)}`];
  return [kind.join(' '), ...framesOf(error), ...inner].join('\n');
}

/** The places in the program; a line of the message may look like one. */
function framesOf({ message, stack = '' }: Error): string[] {
  const start = stack.indexOf(message);
  const places = start < 0 ? '' : stack.slice(start + message.length);
  return places
    .split('\n')
    .filter((line) => /^ {4}at .{1,300}$/.test(line))
    .slice(0, 8);
}

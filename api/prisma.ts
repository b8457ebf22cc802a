import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../prisma/generated/client/client.ts';

/** Each transaction reads one snapshot, and can write nothing. */
const SETTINGS = [
  'timezone=UTC',
  String.raw`default_transaction_isolation=repeatable\ read`,
  'default_transaction_read_only=on',
];
/** So many texts are prepared on each connection; whoever asks for more shapes than that does not fill the server's memory. */
const MOST_PREPARED = 200;

/** What resolvers read through. */
export function openPrisma(
  url: string,
  { size, onError }: { size: number; onError(error: Error): void },
): PrismaClient {
  const nameOf = namesFor(MOST_PREPARED);
  const options = SETTINGS.map((setting) => `-c ${setting}`).join(' ');
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: size, statement_timeout: 4000, options },
      { onPoolError: onError, statementNameGenerator: ({ sql }) => nameOf(sql) },
    ),
  });
}

/** A name for each of the first texts; none, the empty one, for those that come after. */
export function namesFor(most: number): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known ?? '';
    const name = `read ${names.size}`;
    names.set(text, name);
    return name;
  };
}

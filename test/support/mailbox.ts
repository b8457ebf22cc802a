import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { until } from '../../bin/embedded/process.ts';

export type KeptMail = {
  envelope: { from: string; to: string[] };
  /** The bytes as they came over the wire. */
  raw: Buffer;
  parsed: ParsedMail;
};

export type Mailbox = {
  /** All mail in the order of its arrival. */
  all(): Promise<KeptMail[]>;
  /** Waits until there is so much mail, then gives all of it. */
  atLeast(count: number, seconds?: number): Promise<KeptMail[]>;
};

/** Reads the folder of the embedded mail server. */
export function openMailbox(folder: string): Mailbox {
  const files = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .sort();
  const read = async (name: string): Promise<KeptMail> => {
    const raw = readFileSync(join(folder, name));
    const envelope = JSON.parse(readFileSync(join(folder, name.replace('.eml', '.json')), 'utf8'));
    return { envelope, raw, parsed: await simpleParser(raw) };
  };
  const all = () => Promise.all(files().map(read));
  return {
    all,
    async atLeast(count, seconds = 30) {
      const isThere = await until(() => files().length >= count, seconds);
      if (!isThere) throw new Error(`Expected ${count} mails in ${seconds} s: there are ${files().length}`);
      return all();
    },
  };
}

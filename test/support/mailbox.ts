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
  /** All mail in the order of its arrival, but for notices to people of the house. */
  all(): Promise<KeptMail[]>;
  /** Waits until there is so much mail, then gives all of it. */
  atLeast(count: number, seconds?: number): Promise<KeptMail[]>;
  /** Notices to people of the house, in the order of their arrival. */
  notices(): Promise<KeptMail[]>;
};

/** Whether a mail is a notice to somebody of the house, by its header. */
export const isNotice = (raw: Buffer | string): boolean => /^Auto-Submitted: auto-generated\r$/im.test(String(raw));

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
  const kept = async (notices: boolean): Promise<KeptMail[]> =>
    (await Promise.all(files().map(read))).filter(({ raw }) => isNotice(raw) === notices);
  const all = () => kept(false);
  return {
    all,
    async atLeast(count, seconds = 30) {
      const isThere = await until(async () => (await all()).length >= count, seconds);
      if (!isThere) throw new Error(`Expected ${count} mails in ${seconds} s: there are ${(await all()).length}`);
      return all();
    },
    notices: () => kept(true),
  };
}

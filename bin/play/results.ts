import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Client } from './client.ts';
import { type Files, type Happened, readEvents, readFiles, readNow } from './record.ts';

type Where = { out: string; mailFolder: string | undefined };

/** Writes what the case came to into the folder, file by file, and gives their names. Documents come through the API's own door. */
export async function writeResults(client: Client, id: string, { out, mailFolder }: Where): Promise<string[]> {
  const request = { of: 'request', id } as const;
  const names: string[] = [];
  const keep = (name: string, bytes: Uint8Array | string): void => {
    writeFileSync(join(out, name), bytes);
    names.push(name);
  };
  const files = await readFiles(client, id);
  const { letter, translation } = files;
  if (letter) keep('letter.docx', await client.download(letter.id));
  if (translation?.letter) keep(`letter.${translation.language}.docx`, await client.download(translation.letter.id));
  if (files.package) keep('package.zip', await client.download(files.package.id));
  const mail = mailOf(files, mailFolder);
  if (mail) keep('mail.eml', mail);
  keep(
    'timeline.json',
    asJson({ reference: files.reference, events: (await readEvents(client, request)).map(entryOf) }),
  );
  const { deadlines } = await readNow(client, request);
  keep('deadlines.json', asJson({ reference: files.reference, deadlines }));
  return names;
}

const asJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** One event; what the engine did names the workflow, its run and its step. */
const entryOf = (event: Happened): object => ({
  seq: event.seq,
  time: event.at,
  actor: event.actor?.name ?? 'the engine',
  action: event.action,
  from: event.from,
  to: event.to,
  ...(event.standsInFor ? { standsInFor: event.standsInFor.name } : {}),
  ...(event.onBehalfOf ? { onBehalfOf: event.onBehalfOf.name } : {}),
  ...(event.record ? { record: event.record } : {}),
  ...(event.workflow ? { workflow: event.workflow } : {}),
  ...(event.deadlines.length > 0 ? { deadlines: event.deadlines } : {}),
  hash: event.hash,
});

/** The e-mail that carried the request, as the mail server got it; undefined where it went by another way. */
function mailOf({ transmissions }: Files, mailFolder: string | undefined): Buffer | undefined {
  const sent = transmissions.find(({ purpose, channel }) => purpose === 'request' && channel === 'EMAIL');
  if (!sent || !mailFolder) return undefined;
  const mails = readdirSync(mailFolder).filter((name) => name.endsWith('.eml'));
  for (const name of mails.sort()) {
    const bytes = readFileSync(join(mailFolder, name));
    if (bytes.includes(`Message-ID: <${sent.messageId}@`)) return bytes;
  }
  throw new Problem(`Cannot find the mail that carried the request: none in "${mailFolder}" has its message id`);
}

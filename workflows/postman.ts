import { lastDay } from '../domain/counting.ts';
import { sortOf } from '../domain/notice-mail.ts';
import { composeMessage } from '../files/message.ts';
import type { Db } from '../registry/db.ts';
import { loadHouse } from '../registry/letter-input.ts';
import { sender } from '../registry/mail-facts.ts';
import {
  type ClaimedMail,
  claimMail,
  dueMails,
  expandNotices,
  hasWork,
  type Outcome,
  settleMail,
  settleStray,
} from '../registry/notice-mail.ts';
import { languageOf } from '../templates/mail-language.ts';
import { noticeText } from '../templates/notice-email.ts';
import { NotSent, OutcomeUnknown, RefusedByWire } from './channels/channel.ts';
import { openSmtp, type Smtp, type Wire } from './channels/smtp.ts';
import { stopWith, throughLanes } from './lanes.ts';
import { onNews } from './on-news.ts';
import { alone } from './reconciler.ts';

const LOCK = 7_105_446;
const LANES = 4;
/** A burst of steps is looked at a few times, not step by step. */
const REST_MS = 10;
/** A busy hour needs no new connection for each mail. */
const KEPT_MS = 5_000;
const SEND_MS = 60_000;

export type PostmanDeps = {
  db: Db;
  systemUrl: string;
  smtp: { url: string; from: string };
  /** Where people sign in, if that is known. */
  publicUrl?: string;
  log: (message: string, error?: unknown) => void;
};

/** Mails notices to the people of the house, each once: one process at a time by advisory lock, woken by news and once a second. */
export function startPostman(deps: PostmanDeps): { stop(): Promise<void> } {
  const { db, systemUrl, smtp, log } = deps;
  const wires = Array.from({ length: LANES }, () => openSmtp(smtp.url, { keptMs: KEPT_MS }));
  const stopping = new AbortController();

  async function deliver(id: string, wire: Smtp): Promise<void> {
    const mail = await claimMail(db, id);
    if (mail) await settleMail(db, { id, attempts: mail.attempts }, await outcomeOf(id, mail, wire));
  }
  async function outcomeOf(id: string, mail: ClaimedMail, wire: Smtp): Promise<Outcome> {
    try {
      await wire.send(await compose(deps, id, mail), AbortSignal.any([stopping.signal, AbortSignal.timeout(SEND_MS)]));
      return 'sent';
    } catch (error) {
      if (error instanceof OutcomeUnknown) return 'unknown';
      if (error instanceof NotSent || error instanceof RefusedByWire) return 'not-taken';
      log('Cannot write a mail', error);
      return 'failed';
    }
  }
  async function round(goesOn: () => boolean): Promise<number> {
    await settleStray(db);
    while (goesOn() && (await expandNotices(db)));
    await throughLanes(wires, { due: () => dueMails(db), goesOn, deliver });
    return 0;
  }

  const loop = onNews(systemUrl, {
    work: async (goesOn) => void ((await hasWork(db)) && (await alone(db, LOCK, () => round(goesOn)))),
    failed: (error) => log('Cannot mail notices', error),
    restMs: REST_MS,
  });
  return {
    async stop() {
      await stopWith(loop, stopping);
      for (const wire of wires) wire.end();
    },
  };
}

/** A mail in the language of the house: references, and what sort of thing happened. The same id in every attempt. */
async function compose({ db, smtp, publicUrl }: PostmanDeps, id: string, mail: ClaimedMail): Promise<Wire> {
  const house = await loadHouse(db, mail.org);
  const { subject, text } = noticeText({
    language: languageOf(house.letter_language),
    ...(house.kind === 'real' ? {} : { marking: house.kind }),
    ...(publicUrl === undefined ? {} : { signInAt: publicUrl }),
    tells: mail.tells.map(({ reference, kind, dueAt }) => ({
      reference,
      sort: sortOf(kind),
      day: dueAt === null ? '' : lastDay(dueAt, house),
    })),
  });
  const bytes = await composeMessage({
    from: sender({ house }, smtp.from),
    to: mail.address,
    replyTo: smtp.from,
    subject,
    text,
    attachments: [],
    messageId: `${id}@${smtp.from.split('@')[1] ?? 'localhost'}`,
    date: mail.now,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  return { messageId: id, bytes, from: smtp.from, to: mail.address };
}

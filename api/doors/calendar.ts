import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dues } from '../../registry/calendar.ts';
import { calendarText } from '../../templates/calendar.ts';
import { isLanguage } from '../../templates/sheet.ts';
import { isBusy } from '../error-answers.ts';
import { answerNotFound, answerTrouble, isGone } from './downloads.ts';

export type CalendarDeps = {
  readCalendar(token: string): Promise<Dues | undefined>;
  /** Told of what is a bug or a broken part. */
  onFault(error: unknown): void;
};

const TOKEN = /^\/calendar\/([\w-]{43})\.ics$/;
/** Where a calendar is subscribed to. */
export const calendarUrl = (publicUrl: string, token: string): string => `${publicUrl}/calendar/${token}.ics`;

/** `GET /calendar/<token>.ics`: what is due to one person, as iCalendar. An unknown or closed address is answered as any other. */
export async function handleCalendar(
  req: IncomingMessage,
  res: ServerResponse,
  { readCalendar, onFault }: CalendarDeps,
): Promise<void> {
  try {
    const token = req.method === 'GET' ? TOKEN.exec(req.url ?? '')?.[1] : undefined;
    const dues = token === undefined ? undefined : await readCalendar(token);
    if (!dues) return await answerNotFound(req, res);
    const body = textOf(dues);
    res.writeHead(200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    res.end(body);
  } catch (error) {
    if (isGone(error)) return;
    if (!isBusy(error)) onFault(error);
    await answerTrouble(req, res, error);
  }
}

function textOf({ entries, language, installation: { id, kind }, now }: Dues): string {
  return calendarText({
    entries,
    language: isLanguage(language) ? language : 'en',
    installation: id,
    marking: kind === 'real' ? undefined : kind,
    now,
  });
}

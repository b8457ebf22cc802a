import { styleText } from 'node:util';
import type { Deadline, Now } from './record.ts';

export type Line = {
  /** Of which request, where there are several; as wide as the others. */
  of: string;
  /** Local date and time, `2026-03-03 10:05`. */
  when: string;
  who: string;
  what: string;
  state: string;
  due: string;
  kind: 'person' | 'engine' | 'refused';
};

const WIDTHS = { when: 16, who: 26, what: 26, state: 18 } as const;
const STYLES = { person: 'reset', engine: 'dim', refused: 'yellow' } as const satisfies Record<Line['kind'], string>;
const LONGEST = 118;

export type Out = NodeJS.WritableStream & { isTTY?: boolean };
const styled = (style: Parameters<typeof styleText>[0], text: string, out: Out): string =>
  out.isTTY ? styleText(style, text, { stream: out }) : text;

/** One step in one line, in columns. */
export function printLine({ of, kind, due, ...columns }: Line, out: Out = process.stdout): void {
  const cells = Object.entries(WIDTHS).map(([name, width]) => columns[name as keyof typeof WIDTHS].padEnd(width)); // keys of the table
  out.write(`${styled(STYLES[kind], `${of}${cells.join('  ')}  ${due}`.trimEnd(), out)}\n`);
}

export const printHeading = (text: string, out: Out = process.stdout): boolean =>
  out.write(`\n${styled('bold', text, out)}\n`);

export function printColumns(out: Out = process.stdout, of = ''): void {
  const names = { when: 'local time', who: 'who', what: 'does what', state: 'state', due: 'due next' };
  const cells = Object.entries(WIDTHS).map(([name, width]) => names[name as keyof typeof names].padEnd(width)); // keys of the table
  out.write(`${styled('underline', `${of}${cells.join('  ')}  ${names.due}`, out)}\n`);
}

/** What a refusal names, under its line. */
export function printGaps(gaps: readonly string[], out: Out = process.stdout): void {
  const indent = ' '.repeat(WIDTHS.when + 2);
  for (const gap of gaps) {
    const [first = '', ...more] = wrapped(gap, LONGEST - indent.length - 2);
    out.write([`${indent}- ${first}`, ...more.map((line) => `${indent}  ${line}`), ''].join('\n'));
  }
}

/** Lines of at most so many signs, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** `2026-03-03 10:05` where it happened. */
export function localTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  return parts.format(new Date(instant));
}

/** The open deadline that comes first, with its last day. */
export function dueNext({ deadlines, retentionUntil }: Now): string {
  const [next] = deadlines
    .filter(({ status }) => status === 'open')
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt, 'en'));
  if (next) return `${next.kind} ${lastDay(next)}`;
  return retentionUntil ? `retention ${retentionUntil}` : '-';
}

/** A day that ends at midnight is named, not the midnight after it. */
function lastDay({ dueAt, zone }: Deadline): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone });
  return day.format(Date.parse(dueAt) - 1).replace('Sept', 'Sep');
}

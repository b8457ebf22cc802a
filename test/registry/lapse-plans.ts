import { Temporal } from 'temporal-polyfill';

/** What somebody does to a hold, and when. */
export type Plan = { at: string; who: string; action: string; input: Record<string, unknown> }[];
export type Happened = Pick<Plan[number], 'at' | 'action' | 'input'>;

const ZONES = ['Europe/Brussels', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia'];
const FIRST = Temporal.PlainDate.from('2026-03-16');
/** Two runs of this file try the same holds. */
const SEED = 20260316;

/** Numbers from 0 up to a limit, by mulberry32. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** One hold: asked on some Monday, then confirmed or not, prolonged or not, relied on or not, and given up, produced or left alone. */
export function planOf(number: number): Plan {
  const roll = dice(SEED + number * 7919);
  const zone = ZONES[roll(ZONES.length)] ?? 'UTC';
  const asked = FIRST.add({ weeks: roll(60) });
  const day = (days: number): string => asked.add({ days }).toString();
  const at = (days: number): string => `${day(days)}T${days < 1 ? '12' : '13'}:00:00Z`;
  const plan: Plan = [];
  const does = (days: number, who: string, action: string, input: Plan[number]['input'] = {}): void => {
    plan.push({ at: at(days), who, action, input });
  };
  const relies = ['draft', 'sent', undefined][roll(3)];
  // it was asked some days ago: the first warnings may be past
  const late = [0, 0, 7, 42][roll(4)] ?? 0;
  does(0, 'seo', 'openHold', { zone, askedOn: day(-late), ...(relies && { relies }) });
  if (roll(6) > 0) {
    const on = 7 * roll(3);
    const stated = roll(3) === 0 ? { statedEnd: day(on + 35 + 7 * roll(10)) } : {};
    does(on + 1, 'laurent', 'confirmHold', { effectiveOn: day(on), ...stated });
  }
  for (let run = 0, days = 28; run < roll(3); run += 1, days += 42) {
    does(days, 'seo', 'askExtension', {});
    const answer = roll(4);
    if (answer < 2) does(days + 7, 'laurent', 'confirmExtension', { until: day(days + 56 + 7 * roll(8)) });
    if (answer === 2) does(days + 7, 'laurent', 'declineExtension');
  }
  const later = 21 + 7 * roll(20);
  const fate = roll(6);
  if (fate === 0) does(later, 'seo', 'recordProduction', { on: day(later) });
  if (fate === 1) does(later, 'seo', 'secureHold', { stop: 'request-received', on: day(later) });
  if (fate === 1)
    does(later + 84, 'seo', roll(2) === 0 ? 'recordProduction' : 'proposeRelease', { on: day(later + 84) });
  if (fate === 1) does(later + 91, 'oh', 'confirmRelease');
  if (fate === 2) does(later, 'seo', 'proposeRelease', { reason: 'It is needed no more' });
  if (fate === 2 && roll(3) > 0) does(later + 7, 'oh', roll(2) === 0 ? 'confirmRelease' : 'keepHold');
  if (fate === 3 && relies === 'draft') does(later, 'seo', 'withdraw', { reason: 'The case is closed' });
  return plan;
}

/** The warnings and the lapse of a hold as its own days say, by other means than the product's. */
export function expectedOf(happened: readonly Happened[]): string[] {
  const clock: string[] = [];
  let zone = 'UTC';
  let start = '';
  let until = '';
  let runs = false;
  const midnight = (date: string, days: number): string =>
    Temporal.PlainDate.from(date).add({ days }).toZonedDateTime(zone).toInstant().toString();
  happened.forEach(({ at, action, input }, index) => {
    const before = `${start} ${until} ${runs}`;
    const { askedOn, effectiveOn, statedEnd, until: prolonged } = input as Record<string, string | undefined>;
    if (action === 'openHold') zone = String(input['zone']);
    if (action === 'openHold' || action === 'confirmHold') {
      start = effectiveOn ?? askedOn ?? start;
      until = statedEnd ?? Temporal.PlainDate.from(start).add({ days: 60 }).toString();
      runs = true;
    }
    if (action === 'confirmExtension') until = prolonged ?? until;
    if (['recordProduction', 'secureHold', 'confirmRelease'].includes(action)) runs = false;
    const next = happened[index + 1]?.at ?? '9999';
    if (!runs) return;
    const marks = [21, 14, 7, 2].map((days) => midnight(until, -days));
    if (before !== `${start} ${until} ${runs}` && marks.some((mark) => mark <= at)) clock.push(`${at} remind`);
    clock.push(...marks.filter((mark) => mark > at && mark <= next).map((mark) => `${mark} remind`));
    const end = midnight(until, 1);
    if (end > at && end <= next) clock.push(`${end} fireDeadline`);
  });
  return clock.map((line) => line.replace(/Z /, '.000Z '));
}

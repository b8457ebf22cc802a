import { type CaseStep, expectationOf, isTranslating, isWriting } from './case-file.ts';
import { playerOf } from './cast.ts';
import { dueNext, localTime, printGaps, printLine } from './lines.ts';
import type { Outcome } from './perform.ts';
import { enginePhrase, stepPhrase, translatePhrase, writePhrase } from './phrases.ts';
import { type Happened, type Now, readEvents, readNow } from './record.ts';
import type { Stage } from './stage.ts';

/** Prints what happens to the request, each step in its place. */
export type Watch = {
  /** Prints what the engine has done since the last look. */
  look(): Promise<void>;
  /** Prints a step that was just done, and what the engine did after it. */
  stepped(step: CaseStep, outcome: Outcome): Promise<void>;
  /** When the next reminder or deadline falls due; undefined when there is none. */
  nextDue(): number | undefined;
};

const NOTHING: Now = { version: 0, status: '', retentionUntil: null, deadlines: [] };

export function openWatch(stage: Stage): Watch {
  const zone = stage.play.content.office?.zone ?? 'UTC';
  let now = NOTHING;

  /** What has happened since the last look. */
  async function news(): Promise<Happened[]> {
    const { version } = now;
    if (!stage.request) return [];
    const { client } = stage.reader;
    now = await readNow(client, stage.request);
    return await readEvents(client, stage.request, version);
  }

  function printEngine(events: readonly Happened[]): void {
    for (const event of events.filter(({ actor }) => actor === null)) {
      const what = enginePhrase(event.action, kindOf(event));
      const when = localTime(event.at, zone);
      printLine({ when, who: 'the engine', what, state: event.to, due: dueNext(now), kind: 'engine' });
    }
  }

  return {
    async look() {
      printEngine(await news());
    },
    async stepped(step, outcome) {
      const events = await news();
      const own = events.find(({ actor }) => actor !== null);
      printStep(stage, step, { outcome, state: own?.to ?? now.status, due: dueNext(now) });
      printEngine(events);
    },
    nextDue() {
      const instants = now.deadlines
        .filter(({ status }) => status === 'open')
        .map(({ dueAt, remindAt }) => Math.min(Date.parse(dueAt), Date.parse(remindAt ?? dueAt)));
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
  };
}

type Shown = { outcome: Outcome; state: string; due: string };

function printStep({ cast }: Stage, step: CaseStep, { outcome, state, due }: Shown): void {
  const { name, as } = playerOf(cast, step.by);
  const isRefused = expectationOf(step) !== undefined;
  printLine({
    when: step.at.slice(0, 16).replace('T', ' '),
    who: `${name}, ${isRecorded(step) ? 'for the partner' : as}`,
    what: `${step.say ?? phraseOf(step, outcome)}${isRefused ? ': refused' : ''}`,
    state,
    due,
    kind: isRefused ? 'refused' : 'person',
  });
  if (!isRefused || 'count' in outcome) return;
  const { gaps = [], message = '' } = outcome;
  printGaps(gaps.length > 0 ? gaps.map(({ field, message, source }) => `${field} ${message} (${source})`) : [message]);
}

/** A step of the partner that our officer writes down. */
const isRecorded = (step: CaseStep): boolean => step.with !== undefined && 'record' in step.with;

function phraseOf(step: CaseStep, outcome: Outcome): string {
  const count = 'count' in outcome ? outcome.count : 0;
  if (isWriting(step)) return writePhrase(count);
  if (isTranslating(step)) return translatePhrase(count);
  return stepPhrase(step.do, step.with);
}

/** The deadline that a reminder or a firing was about. */
const kindOf = ({ deadlines }: Happened): string | undefined =>
  deadlines.find(({ change }) => change === 'reminded' || change === 'fired')?.kind;

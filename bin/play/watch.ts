import type { Action } from '../../domain/moves.ts';
import { playerOf } from './cast.ts';
import { dueNext, type Line, localTime, type Out, printColumns, printGaps, printHeading, printLine } from './lines.ts';
import type { Outcome } from './perform.ts';
import { enginePhrase, stepPhrase, translatePhrase, writePhrase } from './phrases.ts';
import { type Happened, type Now, readEvents, readNow } from './record.ts';
import { type Stage, type Stages, stageOf } from './stage.ts';
import { type CaseStep, expectationOf, isTaking, isTranslating, isWriting } from './steps.ts';

/** Prints what happens to requests and holds, each step in its place. */
export type Watch = {
  /** Prints what has been done since the last look, by the engine or by a partner that plays itself. */
  look(): Promise<void>;
  /** Prints a step that was just done, and what the engine did after it. */
  stepped(step: CaseStep, outcome: Outcome): Promise<void>;
  /** When the next reminder or deadline falls due; undefined when there is none. */
  nextDue(): number | undefined;
};

const NOTHING: Now = { version: 0, status: '', deadlines: [] };
/** A file with what was last seen of it. */
type Seen = { stage: Stage; now: Now; of: string; zone: string };

export function openWatch(title: string, stages: Stages, out: Out): Watch {
  const width = stages.size > 1 ? Math.max(...[...stages.keys()].map((name) => name.length)) + 2 : 0;
  const zones = [...stages.values()].flatMap(({ content }) => content.office?.zone ?? []);
  const all = [...stages.values()].map(
    (stage): Seen => ({
      stage,
      now: NOTHING,
      of: width > 0 ? stage.name.padEnd(width) : '',
      zone: stage.content.office?.zone ?? zones[0] ?? 'UTC',
    }),
  );
  printHeading(title, out);
  printColumns(out, ' '.repeat(width));

  /** What has happened since the last look. */
  async function news(seen: Seen): Promise<Happened[]> {
    const { stage, now } = seen;
    if (!stage.id) return [];
    const { client } = stage.reader;
    seen.now = await readNow(client, stage);
    return seen.now.version === now.version ? [] : await readEvents(client, stage, now.version);
  }

  const asLine = ({ of, now, zone }: Seen, event: Happened): Line => ({
    of,
    when: localTime(event.at, zone),
    who: event.actor ? `${event.actor.name}, partner` : 'the engine',
    // a step of the record, by its own name
    what: event.actor ? stepPhrase(event.action as Action) : enginePhrase(event.action, kindOf(event)),
    state: event.to,
    due: dueNext(now),
    kind: event.actor ? 'person' : 'engine',
  });

  return {
    async look() {
      const happened = await Promise.all(all.map(news));
      const found = all.flatMap((seen, index) =>
        (happened[index] ?? []).map((event) => ({ at: event.at, line: asLine(seen, event) })),
      );
      for (const { line } of found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) printLine(line, out);
    },
    async stepped(step, outcome) {
      const stage = stageOf(stages, step);
      const seen = all.find((one) => one.stage === stage);
      if (!seen) return;
      const events = await news(seen);
      const own = events.find(({ actor }) => actor !== null);
      const { of, now } = seen;
      printStep(stage, step, { of, outcome, state: own?.to ?? now.status, due: dueNext(now) }, out);
      for (const event of events.filter(({ actor }) => actor === null)) printLine(asLine(seen, event), out);
    },
    nextDue() {
      const instants = all
        .flatMap(({ now }) => now.deadlines)
        .filter(({ status }) => status === 'open')
        .map(({ dueAt, remindAt }) => Math.min(Date.parse(dueAt), Date.parse(remindAt ?? dueAt)));
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
  };
}

type Shown = { of: string; outcome: Outcome; state: string; due: string };

function printStep({ cast }: Stage, step: CaseStep, { of, outcome, state, due }: Shown, out: Out): void {
  const { name, as } = playerOf(cast, step.by);
  const isRefused = expectationOf(step) !== undefined;
  printLine(
    {
      of,
      when: step.at.slice(0, 16).replace('T', ' '),
      who: `${name}, ${isRecorded(step) ? 'for the partner' : as}`,
      what: `${step.say ?? phraseOf(step, outcome)}${isRefused ? ': refused' : ''}`,
      state,
      due,
      kind: isRefused ? 'refused' : 'person',
    },
    out,
  );
  if (!isRefused || !('__typename' in outcome)) return;
  const { gaps = [], message = '' } = outcome;
  printGaps(
    gaps.length > 0 ? gaps.map(({ field, message, source }) => `${field} ${message} (${source})`) : [message],
    out,
  );
}

/** A step of the partner that our officer writes down. */
const isRecorded = (step: CaseStep): boolean => step.with !== undefined && 'record' in step.with;

function phraseOf(step: CaseStep, outcome: Outcome): string {
  const count = 'count' in outcome ? outcome.count : 0;
  if (isWriting(step)) return writePhrase(count);
  if (isTranslating(step)) return translatePhrase(count);
  if (isTaking(step)) return stepPhrase(step.do, step.with);
  return step.do === 'look' ? 'looks at the gaps' : 'looks at the hold';
}

/** The deadline that a reminder or a firing was about. */
const kindOf = ({ deadlines }: Happened): string | undefined =>
  deadlines.find(({ change }) => change === 'reminded' || change === 'fired')?.kind;

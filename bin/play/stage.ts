import type { Content } from '../../domain/content.ts';
import { Problem } from '../problem.ts';
import type { CaseFile } from './case-file.ts';
import type { Cast, Player } from './cast.ts';
import type { CaseStep } from './steps.ts';

/** What a request says. */
export type Written = Pick<CaseFile, 'content' | 'translation'>;

/** The request and its item that open a hold once the request is sent; nothing where `openHold` does. */
export type HoldOpening = { askedBy?: { request: string; item: string } | undefined };

/** What is played: people, requests and holds by their names, and dated steps. */
export type Play = Pick<CaseFile, 'title' | 'people' | 'reader' | 'files'> & {
  requests: Readonly<Record<string, Written>>;
  holds?: Readonly<Record<string, HoldOpening>>;
  steps: readonly CaseStep[];
};

/** The name of the one request of a case. */
export const ONLY = 'request';

/** A case has one request. */
export const playOf = ({ content, translation, steps, ...file }: CaseFile): Play => ({
  ...file,
  requests: { [ONLY]: { content, translation } },
  steps,
});

/** One request or hold as the play goes on. */
export type Stage = {
  play: Play;
  cast: Cast;
  reader: Player;
  name: string;
  of: 'request' | 'hold';
  /** Its id, once it is there. */
  id: string;
  opening: HoldOpening;
  /** What has been written so far; nothing of a hold. */
  content: Content;
  translation: Written['translation'];
};
export type Stages = ReadonlyMap<string, Stage>;

/** The stages by the names of their files. */
export function openStages(play: Play, cast: Cast, reader: Player): Stages {
  const begin = { play, cast, reader, id: '', opening: {}, content: { items: [] }, translation: undefined };
  const stages: Stage[] = [
    ...Object.entries(play.requests).map(([name, written]): Stage => ({ ...begin, ...written, name, of: 'request' })),
    ...Object.entries(play.holds ?? {}).map(([name, opening]): Stage => ({ ...begin, opening, name, of: 'hold' })),
  ];
  return new Map(stages.map((stage) => [stage.name, stage]));
}

export function stageOf(stages: Stages, { request, hold }: Pick<CaseStep, 'request' | 'hold'>): Stage {
  const name = hold ?? request ?? ONLY;
  const stage = stages.get(name);
  if (!stage) throw new Error(`Cannot find "${name}": the file was not checked`);
  return stage;
}

/** The id of what a step needs. Throws a Problem where that is not there yet. */
export function thereOf({ id, name }: Stage, step: CaseStep): string {
  if (!id) throw new Problem(`Cannot play "${step.do}" at ${step.at}: "${name}" is not there yet`);
  return id;
}

/** How a scenario names a file. */
export type Called = { request?: string; hold?: string };
export const called = ({ of, name }: Pick<Stage, 'of' | 'name'>): Called => ({ [of]: name });

const OPENED = 'query($id: ID!) { request(id: $id) { holds { id askedItem askedBy { id } } } }';
type Opened = { id: string; askedItem: string | null; askedBy: { id: string } | null };

/** Finds the holds that requests have opened since the last look. */
export async function findHolds(stages: Stages): Promise<void> {
  for (const stage of stages.values()) {
    const { askedBy } = stage.opening;
    const id = stages.get(askedBy?.request ?? '')?.id;
    if (stage.id || !id) continue;
    const { request } = await stage.reader.client.ask<{ request: { holds: Opened[] } }>(OPENED, { id });
    const found = request.holds.find((one) => one.askedBy?.id === id && one.askedItem === askedBy?.item);
    stage.id = found?.id ?? '';
  }
}

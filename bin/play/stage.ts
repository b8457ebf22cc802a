import type { Content } from '../../domain/content.ts';
import type { CaseFile } from './case-file.ts';
import type { Cast, Player } from './cast.ts';
import type { CaseStep } from './steps.ts';

/** What a request says. */
export type Written = Pick<CaseFile, 'content' | 'translation'>;

/** What is played: people, requests by their names, and dated steps. */
export type Play = Pick<CaseFile, 'title' | 'people' | 'reader' | 'files'> & {
  requests: Readonly<Record<string, Written>>;
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

/** One request as the play goes on. */
export type Stage = {
  play: Play;
  cast: Cast;
  reader: Player;
  name: string;
  /** Its id, once it is created. */
  request: string;
  /** What has been written so far. */
  content: Content;
  translation: Written['translation'];
};

/** The stages by the names of their requests. */
export function openStages(play: Play, cast: Cast, reader: Player): ReadonlyMap<string, Stage> {
  return new Map(
    Object.entries(play.requests).map(([name, { content, translation }]) => [
      name,
      { play, cast, reader, name, request: '', content, translation },
    ]),
  );
}

export function stageOf(stages: ReadonlyMap<string, Stage>, name = ONLY): Stage {
  const stage = stages.get(name);
  if (!stage) throw new Error(`Cannot find request "${name}": the file was not checked`);
  return stage;
}

import type { Content } from '../../domain/content.ts';
import type { CaseFile } from './case-file.ts';
import type { Cast, Player } from './cast.ts';

/** The request as the play goes on. */
export type Stage = {
  play: CaseFile;
  cast: Cast;
  reader: Player;
  /** Its id, once it is created. */
  request: string;
  /** What has been written so far. */
  content: Content;
};

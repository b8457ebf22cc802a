import { expect, test } from 'vitest';
import type { Cast, Player } from '../../bin/play/cast.ts';
import { perform } from '../../bin/play/perform.ts';
import { openStages } from '../../bin/play/stage.ts';
import type { CaseStep } from '../../bin/play/steps.ts';

const play = {
  title: 'A play',
  people: { seo: { email: 'seo@arvania.example', as: 'prosecutor' } },
  reader: 'seo',
  requests: { keep: { content: { items: [] } }, follow: { content: { items: [] } } },
  holds: { logs: { askedBy: { request: 'keep', item: '1' } } },
  steps: [],
};
const seo = { id: 'u', name: 'Seo Minji', as: 'prosecutor' } as Player; // nobody asks anything through it
const cast: Cast = new Map([['seo', seo]]);
const common = { at: '2026-03-02T10:00:00+09:00', by: 'seo' };

test.each<[CaseStep, name: string]>([
  [{ ...common, hold: 'logs', do: 'confirmHold' }, 'logs'],
  [{ ...common, hold: 'logs', do: 'lookAtHold', expect: { shows: {} } }, 'logs'],
  [{ ...common, request: 'follow', do: 'submit' }, 'follow'],
  [{ ...common, request: 'follow', do: 'draftFromPreservation', with: { source: 'keep' } }, 'keep'],
])('a step that needs what is not there yet is told: %o', async (step, name) => {
  await expect(perform(openStages(play, cast, seo), step)).rejects.toThrow(
    `Cannot play "${step.do}" at 2026-03-02T10:00:00+09:00: "${name}" is not there yet`,
  );
});

import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that need no server: pure rules, files, the command. `npm run check` runs these. */
const UNIT = ['test/*.test.ts', 'test/bin/*.test.ts', 'test/{cases,domain,files,templates}/**/*.test.ts'];

/** Where the long ones are: begun first, so that no worker is left alone with one at the end. */
const LONG = ['/practice/', '/bad-input', '/faults/', '/bin/servers/', '/journeys/', '/engine/', '/registry/', '/api/'];
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      [...LONG, ''].findIndex((part) => moduleId.includes(part));
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  // A second copy of graphql would not know the types of the first.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    maxWorkers: 3,
    // The code is loaded once in each worker and not once for each file; what a file has put in place of something is taken away after it.
    isolate: false,
    setupFiles: 'test/support/restore.ts',
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT } },
      {
        extends: true,
        test: {
          name: 'servers',
          include: ['test/**/*.test.ts'],
          exclude: UNIT,
          globalSetup: 'test/support/global-setup.ts',
        },
      },
    ],
  },
});

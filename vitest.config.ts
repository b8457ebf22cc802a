import { defineConfig } from 'vitest/config';

/** Tests that need no server: pure rules, files, the command. `npm run check` runs these. */
const UNIT = ['test/*.test.ts', 'test/bin/*.test.ts', 'test/{cases,domain,files,templates}/**/*.test.ts'];

export default defineConfig({
  // A second copy of graphql would not know the types of the first.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    maxWorkers: 3,
    // The code is loaded once in each worker and not once for each file; what a file has put in place of something is taken away after it.
    isolate: false,
    setupFiles: 'test/support/restore.ts',
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

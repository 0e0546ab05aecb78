import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first';

/** Beside the sources stand tests of pure parts only: no process, no database, nothing that one could leave behind for another. */
const besideSources = ['app/**/*.test.{ts,tsx}', 'devstore/**/*.test.ts', 'scripts/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  // Pages are written for React's automatic runtime.
  esbuild: { jsx: 'automatic' },
  test: {
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/environment.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Generous: a test that hangs is found all the same, and a busy machine makes none fail.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: 'services', include: ['tests/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'pure', include: besideSources, isolate: false } },
    ],
  },
});

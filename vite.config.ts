import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const node = {
  environment: 'node' as const,
  globals: false,
  expect: { requireAssertions: true },
  // How long a test takes hangs on the machine, and on what else it does: only one that never ends is wrong.
  testTimeout: 60_000,
};

export default defineConfig({
  plugins: [sveltekit()],
  // Somebody who starts the program for the first time wants its address, not which plugin took how long.
  build: { rolldownOptions: { checks: { pluginTimings: false } } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'tests/sample/**/*.test.ts',
            'db/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      { extends: true, test: { ...node, name: 'reference', include: ['tests/reference/**/*.test.ts'] } },
      { extends: true, test: { ...node, name: 'references', include: ['tests/references/**/*.test.ts'] } },
      { extends: true, test: { ...node, name: 'figures', include: ['tests/figures/**/*.test.ts'] } },
      { extends: true, test: { ...node, name: 'house', include: ['tests/house/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          ...node,
          name: 'store',
          include: ['tests/store/**/*.test.ts'],
          globalSetup: ['tests/store/postgres.ts'],
          hookTimeout: 60_000,
          // Whole libraries are read here, on two databases.
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'command-line',
          include: ['tests/command-line/**/*.test.ts'],
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

// Three kinds of tests, one after the other: what is plain TypeScript runs in parallel, what needs a browser or a
// process runs file by file, and last what was packed for users, in a real VS Code.
const browser = ['test/media/**/*.test.ts', 'test/lsp/**/*.test.ts'];
const packed = ['test/packed/**/*.test.ts', 'test/vscode/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...browser, ...packed],
          // A property that runs a thousand cases is not wrong for being slow on a busy machine, and whoever asks for a
          // million waits for them.
          testTimeout: process.env.BRIDGEHEAD_RUNS ? 0 : 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          include: browser,
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // A page of a browser on a busy machine may paint later than a test looks. A second try is told: `(retry x1)`.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'packed',
          include: packed,
          globalSetup: 'test/packed/setup.ts',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A window of VS Code on a busy machine now and then loses a key or a click while its focus moves. The second
          // try gets a window of its own, and the report says that there was one: `(retry x1)`.
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

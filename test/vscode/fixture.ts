import { expect, inject, test as plain } from 'vitest';
import { openWorkbench, type Workbench } from './workbench.ts';

/**
 * A test that gets a VS Code of its own, opened on a fresh profile. When the test fails, what was on the screen is in
 * `test-results/`. Nothing may be asked of another machine, whatever the test does.
 */
export const test = plain.extend<{ workbench: Workbench }>({
  workbench: async ({ task }, use) => {
    const workbench = await openWorkbench(inject('vscodeUrl'));
    await use(workbench);
    if (task.result?.state === 'fail') await workbench.screenshot(`failed-${task.name}`);
    await workbench.close();
    expect(workbench.requestsElsewhere).toEqual([]);
  },
});

/** Asks again and again, as a user looks again, until it is so. */
export function eventually<T>(look: () => Promise<T>): ReturnType<typeof expect.poll> {
  return expect.poll(look, { timeout: 15_000, interval: 100 });
}

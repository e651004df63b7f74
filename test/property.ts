// Every property runs through here: with fresh dice each time, and with given ones when a failure is looked at again.

import { relative } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * Fails with the smallest case in which the property does not hold, and with the command that finds it again.
 * BRIDGEHEAD_SEED gives the dice, BRIDGEHEAD_RUNS how many cases each property tries.
 */
export function expectAlways<Case>(property: fc.IRawProperty<Case, false>, { runs = 100 } = {}): void {
  failWhereItDoesNot(fc.check(property, parameters<Case>(runs)));
}

/** The same for a property that has to be waited for. */
export async function expectAlwaysAsync<Case>(property: fc.IAsyncProperty<Case>, { runs = 100 } = {}): Promise<void> {
  failWhereItDoesNot(await fc.check(property, parameters<Case>(runs)));
}

function parameters<Case>(runs: number): fc.Parameters<Case> {
  const seed = givenNumber('BRIDGEHEAD_SEED');
  const numRuns = givenNumber('BRIDGEHEAD_RUNS') ?? runs;
  return { numRuns, ...(seed === undefined ? {} : { seed }) };
}

function failWhereItDoesNot<Case>(details: fc.RunDetails<Case>): void {
  if (!details.failed) return;
  throw new Error(`To see it again: ${commandFor(details.seed)}\n\n${reportOf(details)}`, {
    cause: details.errorInstance,
  });
}

/** What says more than this says nothing: an organization is written field by field. */
const mostCharacters = 6000;

function reportOf<Case>(details: fc.RunDetails<Case>): string {
  const report = fc.defaultReportMessage(details) ?? '';
  const more = report.length - mostCharacters;
  return more <= 0 ? report : `${report.slice(0, mostCharacters)}… (${more} more characters)`;
}

function givenNumber(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new Error(`${name} is '${text}', and has to be a whole number.`);
  return number;
}

/** Other properties of the file run with these dice, too; that does no harm. */
function commandFor(seed: number): string {
  const runs = process.env['BRIDGEHEAD_RUNS'];
  const file = relative(process.cwd(), expect.getState().testPath ?? '');
  return `BRIDGEHEAD_SEED=${seed}${runs ? ` BRIDGEHEAD_RUNS=${runs}` : ''} npx vitest run ${file}`;
}

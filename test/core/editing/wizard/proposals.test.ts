// Whoever takes what is proposed gets a topology that is as sound as the one before.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { check } from '#core/analysis/check';
import { wizards, type WizardName } from '#core/editing/wizard/wizards';
import { open } from '../../model/open.ts';
import { proposals, run, written } from './asked.ts';

const names = Object.keys(wizards) as WizardName[];
const files = [...globSync('examples/*.topo'), ...globSync('media/templates/*.topo')];

function mistakes(text: string): readonly string[] {
  const { project, topology } = open(text);
  return (
    check(project, topology)
      .diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning')
      // Mail goes another way, as was wanted.
      .filter(({ code }) => code !== 'failed-expectation')
      .map(({ code, message }) => `${code}: ${message}`)
  );
}

test.each(files.flatMap((file) => names.map((name) => [name, file] as const)))('%s in %s', (name, file) => {
  const text = readFileSync(file, 'utf8');
  const answers = proposals(text, name);
  const progress = run(text, name, answers);
  if (typeof progress === 'string') {
    // There is nothing to choose from, and the first step says what to do.
    expect(answers).toEqual([]);
    expect(progress).toMatch(/\.$/);
  } else if (progress.kind === 'step') {
    // Nothing sensible can be proposed here: it has to be typed.
    expect(progress.number).toBe(answers.length);
    expect(progress.step).toMatchObject({ typing: true, proposed: [] });
  } else {
    expect(answers).toHaveLength(wizards[name].steps);
    expect(mistakes(written(text, name, answers) as string)).toEqual(mistakes(text));
  }
});

// Advice is followed: every quick fix of every fixture, and for rules without one what the message says to do. Then the
// finding is gone, nothing else is wrong that was not before, and no mail takes a worse way.

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Fix } from '#core/analysis/diagnostic';
import { rules } from '#core/analysis/rules';
import { meaningOf } from '#core/model/address-space';
import { buildTopology } from '#core/model/build';
import type { Project } from '#core/model/project';
import { compileRouting } from '#core/routing/models';
import { advice, enforces, expectations, raises, uncovers } from './advice.ts';
import { applied, diagnosticsOf, filesOf, type Files } from './fixture.ts';

const folder = 'test/fixtures/diagnostics';
const fixtures = [...globSync(`${folder}/*.topo`), ...globSync('examples/*.topo'), ...globSync('test/fixtures/routing/*.topo')]; // prettier-ignore

const textOf = (path: string) => readFileSync(path, 'utf8');

/** Every finding with each of its fixes. */
const fixes = fixtures.flatMap((path) => {
  const files = filesOf(textOf(path));
  const { project, diagnostics } = diagnosticsOf(files, { strandingFailures: true });
  return diagnostics.flatMap((diagnostic) =>
    diagnostic.fixes.map((fix) => ({
      path: basename(path),
      title: fix.title,
      files,
      project,
      diagnostics,
      diagnostic,
      fix,
    })),
  );
});

describe.each([...new Set(fixes.map(({ path }) => path))])('%s', (path) => {
  test.each(fixes.filter((each) => each.path === path))('$diagnostic.code: $title', (each) => {
    const after = withFix(each.project, each.fix);
    expectBetter(each.files, after, each.diagnostic);
  });
});

/** A code has advice for its fixture, `CODE.NAME` for the one with that name. */
const fixturesWithAdvice = [...new Set([...rules.map(({ code }) => code), ...Object.keys(advice)])].map((fixture) => ({
  fixture,
  code: fixture.replace(/\..*$/, ''),
}));

describe.each(fixturesWithAdvice)('$fixture', ({ fixture, code }) => {
  const given = advice[fixture];

  test('has a fix in its fixtures, or advice that is followed here, or a reason why there is none', () => {
    const isFixed = fixes.some(({ diagnostic }) => diagnostic.code === code);
    expect(isFixed || given !== undefined, 'a fix, or an entry in advice.ts').toBe(true);
  });

  if (typeof given === 'object') {
    test.each(given)('helps when followed: %s', (from, to) => {
      const files = filesOf(textOf(`${folder}/${fixture}.topo`));
      const after = new Map([...files].map(([name, text]) => [name, text.replace(from, to)] as const));
      expect([...after]).not.toEqual([...files]);
      const before = diagnosticsOf(files, { strandingFailures: true }).diagnostics.filter((one) => one.code === code);
      const left = diagnosticsOf(after, { strandingFailures: true }).diagnostics.filter((one) => one.code === code);
      expect(left.length).toBeLessThan(before.length);
      expectNothingNew(files, after, code);
      expectNoWorseRoutes(files, after, code);
    });
  }
});

function withFix({ files }: Project, fix: Fix): Files {
  return new Map(files.map(({ file, tree }) => [file, applied(tree, [fix], file)] as const));
}

function expectBetter(before: Files, after: Files, fixed: Diagnostic): void {
  const count = (files: Files) =>
    diagnosticsOf(files, { strandingFailures: true }).diagnostics.filter(
      ({ code, message }) => code === fixed.code && message === fixed.message,
    ).length;
  expect(count(after), 'the finding is gone').toBeLessThan(count(before));
  expectNothingNew(before, after, fixed.code);
  expectNoWorseRoutes(before, after, fixed.code);
}

/** By code, how many errors and warnings there are: their words can change with what is around them. */
function expectNothingNew(before: Files, after: Files, code: string): void {
  const [was, is] = [before, after].map(mistakes);
  const more = Object.entries(is ?? {}).filter(([found, count]) => {
    return count > (was?.[found] ?? 0) && !(uncovers[code] ?? []).includes(found);
  });
  expect(more, 'nothing new is wrong').toEqual([]);
}

function mistakes(files: Files): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code, severity } of diagnosticsOf(files, { strandingFailures: true }).diagnostics) {
    if (expectations.includes(code)) continue;
    if (severity === 'error' || severity === 'warning') counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Mail that arrived does so, and pays no more. */
function expectNoWorseRoutes(before: Files, after: Files, code: string): void {
  if (enforces.includes(code)) return;
  const now = costs(after);
  const worse = [...costs(before).costs].filter(([way, cost]) => {
    const after = now.costs.get(way);
    if (after === undefined) return now.destinations.has(way.split(' to ')[1] ?? '');
    return after > cost && !raises.includes(code);
  });
  expect(worse, 'no mail takes a worse way').toEqual([]);
}

/** Of each way that arrives, by the names of both ends; address spaces by what they match. */
function costs(files: Files) {
  const { project } = diagnosticsOf(files);
  const survey = compileRouting(buildTopology(project)).survey([]);
  const found = new Map<string, number>();
  const ends = survey.destinations.map((each) => (each.kind === 'routing group' ? each.name : meaningOf(each)));
  for (const [source, from] of survey.sources.entries()) {
    for (const [to, end] of ends.entries()) {
      const cost = survey.cost(source, to);
      if (cost !== null) found.set(`${from} to ${end}`, cost);
    }
  }
  return { costs: found, destinations: new Set(ends) };
}

// Remedies of today's model, followed: what they promise is what comes of them.

import { expect, test } from 'vitest';
import { analyzeFailures, adviceOf, type FailureReport } from '#core/failure/analyze-failures';
import { waitingPlaces } from '#core/failure/waiting';
import { referenceTo } from '#core/model/keys';
import { compileRouting } from '#core/routing/models';
import type { Element } from '#core/model/topology';
import { topologyFromText } from '../topology-in-text.ts';

const text = `organization Contoso { model exchange-2013; domain contoso.com }
site A { server A1 { mailbox a@contoso.com }; server A2 { } }
site B { server B1 { database DB { mailbox b@contoso.com; copy on B2 } }; server B2 { } }
site link AB between A, B
dag D { member B1, B2 }
send connector Out { source A1; address space *; deliver through smart host one.example }
`;

function reportOn(of: string, down: readonly Element[] = []): FailureReport {
  const work = analyzeFailures(compileRouting(topologyFromText(of)), { down });
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

function strandedBy(of: string, element: string): number {
  return reportOn(of).singlePoints.find((point) => point.element === element)?.strands.length ?? 0;
}

function adviceFor(element: string): string {
  const point = reportOn(text).singlePoints.find((each) => each.element === element)!;
  return adviceOf(point.remedy);
}

test('a second source server keeps mail for outside in motion', () => {
  expect(adviceFor('server A1')).toContain("Name a second source server in 'Out', A2 say.");
  const followed = text.replace('source A1;', 'source A1, A2;');
  expect(strandedBy(followed, 'server A1')).toBeLessThan(strandedBy(text, 'server A1'));
});

test('a second smart host too', () => {
  expect(adviceFor('host one.example')).toContain("Name a second smart host in 'Out'");
  expect(strandedBy(text.replace('one.example', 'one.example, two.example'), 'host one.example')).toBe(0);
});

test('a second connector takes over when the first is disabled, and only then', () => {
  expect(adviceFor('connector Out')).toContain("Add a second Send connector for '*' at a higher cost");
  const followed = `${text}send connector Spare { source A2; address space * cost 9; deliver through smart host two.example }\n`;
  expect(strandedBy(followed, 'connector Out')).toBe(0);
  expect(strandedBy(followed, 'host one.example')).toBe(strandedBy(text, 'host one.example'));
});

test('copies of a database keep its mailboxes in reach', () => {
  expect(strandedBy(text, 'server B1')).toBe(0);
  expect(strandedBy(text.replace('; copy on B2', ''), 'server B1')).toBeGreaterThan(0);
});

test('where stranded mail waits is told, with the server that has it', () => {
  const topology = topologyFromText(text);
  const down: Element[] = [{ kind: 'site', group: referenceTo('B') }];
  const { maintenance } = reportOn(text, down);
  const places = waitingPlaces(compileRouting(topology), maintenance!.before, {
    stranded: maintenance!.stranded,
    down,
  });
  expect(places.map(({ queue, server }) => [queue, server])).toEqual([['D', 'A1']]);
});

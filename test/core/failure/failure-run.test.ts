import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { continueFailures, finishFailures, startFailures } from '#core/failure/failure-run';
import { topologyFromText } from '../routing/topology-in-text.ts';

const text = readFileSync('examples/four-cities.topo', 'utf8');
const elements = (topology: string) =>
  finishFailures(startFailures(topologyFromText(topology))).points.map(({ element }) => element);

test('says what strands mail of others or what a second server could carry, worst first', () => {
  expect(elements(text)).toEqual(['server SEA-EX01', 'connector "Internet Mail"']);
});

test('is silent about what single-point-of-failure warns of', () => {
  const partner = text.replace('    scope routing group\n', '');
  expect(partner).not.toBe(text);
  expect(elements(partner)).not.toContain('connector "Partner Mail"');
});

test('a second bridgehead removes a point, as its remedy says', () => {
  const [first] = finishFailures(startFailures(topologyFromText(text))).points;
  expect(first?.remedy).toContain("List SEA-MBX01 too as bridgehead of 'Internet Mail' and as target of");
  const mended = text
    .replaceAll('target SEA-EX01;', 'target SEA-EX01, SEA-MBX01;')
    .replaceAll('bridgehead SEA-EX01/Internet', 'bridgehead SEA-EX01/Internet, SEA-MBX01');
  expect(elements(mended)).not.toContain('server SEA-EX01');
});

test('is a slice at a time, keeps what was known until it is done, and takes over what cannot have changed', () => {
  const known = finishFailures(startFailures(topologyFromText(text)));
  const edited = startFailures(topologyFromText(text.replace('server SEA-MBX01', 'server SEA-MBX02')), known);
  expect(edited.points).toBe(known.points);
  expect(edited.work).toBeDefined();
  expect(continueFailures(edited, () => true).work).toBeDefined();
  const commented = startFailures(topologyFromText(`# Cities.\n${text}`), known);
  expect(commented.work).toBeUndefined();
  expect(commented.points).toBe(known.points);
});

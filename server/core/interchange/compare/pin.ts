// The test that pins what happened: it fails while the model has it otherwise.

import type { Send, Topology } from '#core/model/topology';
import { groupWord } from '#core/model/lookup';
import { writtenSend } from '#core/routing/message/test-message';
import { inQuotes, writtenName } from '#core/syntax/words';
import type { Compared } from './verdict.ts';
import type { Way } from './ways.ts';

/** Lines of a `test` block; undefined where the language cannot say what happened. */
export function pinOf(
  topology: Topology,
  way: Way,
  send: Send,
  { stretches, difference }: Compared,
): string | undefined {
  if (difference === undefined) return undefined;
  const expectations = expectationsOf(topology, way, stretches);
  if (expectations.length === 0) return undefined;
  const name = `${difference.from} to ${send.to.domain ?? send.to.address}: ${difference.actual}`.replaceAll('"', '');
  const lines = [writtenSend(send, topology), ...expectations.map((each) => `expect ${each}`)];
  return [`test ${inQuotes(name.slice(0, 200))} {`, ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

function expectationsOf(topology: Topology, way: Way, stretches: Compared['stretches']): readonly string[] {
  const expectations: string[] = [];
  const isOfSites = groupWord(topology) === 'site';
  const groups = [way.start.server?.group, ...stretches.map(({ to }) => to)].flatMap((key) =>
    key === undefined ? [] : (topology.routingGroupByKey.get(key)?.name ?? []),
  );
  if (isOfSites) expectations.push(`sites ${groups.map(writtenName).join(', ')}`);
  const leads = isOfSites ? stretches.filter(({ to }) => to === undefined) : stretches;
  if (leads.length > 0 && leads.every(({ connector }) => connector !== undefined)) {
    const connectors = leads.flatMap(({ connector }) => connector ?? []);
    expectations.push(`via ${connectors.map(({ name }) => writtenName(name)).join(', ')}`);
  } else if (stretches.length === 0 && way.end === 'delivered') expectations.push('via none');
  const last = (way.hops.at(-1)?.to ?? way.start).server;
  if (way.end === 'delivered' && last !== undefined) expectations.push(`server ${writtenName(last.name)}`);
  return expectations;
}

import type { QueueReference, Scenario, Test } from '#core/model/topology';
import { queuesOf } from '#core/routing/models';
import { networkChange } from '#core/routing/network-change';
import { queueCatalog, type QueueCatalog } from '#core/testing/queue-catalog';
import { derived, given, type Version } from './fact.ts';
import { groupWord } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { nearestNames } from './nearest-names.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';
import { inQuotes } from '#core/syntax/words';

/**
 * A test or a scenario names a queue that no message can be in, whatever is sent and whatever is down: queues bear the
 * names that Exchange's Queue Viewer shows, made of the connector, its far side and its kind, or of the next hop. What is expected of such a
 * queue never happens, and switching it does nothing.
 */
export const unknownQueue = rule({
  code: 'unknown-queue',
  severity: 'warning',
  over: derived(
    { tests: given(({ tests }) => tests), scenarios: given(({ scenarios }) => scenarios) },
    ({ tests, scenarios }) => [...tests, ...scenarios].filter((each) => queuesIn(each).length > 0),
  ),
  reads: { catalog, groupWord },
  *check(subject: Test | Scenario, { catalog, groupWord }) {
    for (const { name, place } of queuesIn(subject)) {
      const queues = catalog();
      if (place === undefined || queues.has(name)) continue;
      const near = nearestNames(name.replaceAll('–', '-'), queues.names);
      yield {
        place,
        message: `There is never a queue ${quoted(name)}. ${advice(near, groupWord)}`,
        fixes: near.map((queue) => changeTo(place, queue, near.length === 1)),
      };
    }
  },
});

/** Put together when a rule asks, and kept as long as every message goes the same way. */
function catalog(now: Version, before: Version | undefined): () => QueueCatalog {
  const known = catalogs.get(now);
  if (known !== undefined) return known;
  const last = before === undefined ? undefined : catalogs.get(before);
  const isSame = before !== undefined && networkChange(before.topology, now.topology) !== 'routing';
  const value = last !== undefined && isSame ? last : lazyCatalog(now);
  catalogs.set(now, value);
  return value;
}
const catalogs = new WeakMap<Version, () => QueueCatalog>();

function lazyCatalog({ topology }: Version): () => QueueCatalog {
  let made: QueueCatalog | undefined;
  return () => (made ??= queueCatalog(queuesOf(topology)));
}

function queuesIn(subject: Test | Scenario): readonly QueueReference[] {
  if (subject.kind === 'test')
    return subject.expectations.flatMap((each) => (each.kind === 'queue' ? [each.queue] : []));
  return [
    ...subject.events.flatMap(({ event }) => ('queue' in event ? [event.queue] : [])),
    ...subject.expectations.flatMap((each) => (each.kind === 'peak' ? [each.queue] : [])),
  ];
}

function advice(near: readonly string[], groupWord: 'routing group' | 'site'): string {
  if (near.length > 0) return `Did you mean ${listed(near.map(quoted), 'or')}?`;
  if (groupWord === 'site') {
    return 'Write it as Queue Viewer shows it: by its next hop, such as a database, a DAG, a domain or smart hosts.';
  }
  return "Write it as Queue Viewer shows it, for a connector like 'Internet Mail - relay.example.net (SMTP Connector)'.";
}

function changeTo(place: NonNullable<QueueReference['place']>, queue: string, preferred: boolean): SuggestedFix {
  return { title: `Change to ${quoted(queue)}`, edits: [{ place, text: inQuotes(queue) }], preferred };
}

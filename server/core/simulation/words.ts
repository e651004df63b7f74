// Entries of a timeline, and what came of a scenario, as sentences.

import { writtenDuration } from '#core/routing/message/written-values';
import type { WaitCause } from './queue.ts';
import type { ScenarioResult, TimelineEntry } from './scenario-run.ts';
import type { Move, QueueName } from './timeline.ts';

/** What happened, without the time. */
export function entryInWords(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'down':
      return `${entry.element} goes down`;
    case 'up':
      return `${entry.element} is up again`;
    case 'marked down':
      return `link state: '${entry.connector}' is down, known ${entry.known}`;
    case 'marked up':
      return `link state: '${entry.connector}' is up, known ${entry.known}`;
    case 'queue': {
      const next = entry.next === null ? '' : `, next attempt at ${writtenDuration(entry.next)}`;
      return `${queueInWords(entry)}: ${entry.state}, ${counted(entry.messages, 'message')}${next}`;
    }
    case 'rerouted':
    case 'deleted':
      if ('messages' in entry) return `${queueInWords(entry)}: ${counted(entry.messages, 'message')} ${entry.kind}`;
      break;
    case 'ndr':
      return `first NDR${entry.status === null ? '' : ` ${entry.status}`} by ${entry.server ?? outside}`;
    case 'delay':
      return `first delay notification by ${entry.server ?? outside}`;
    case 'action':
      return entry.why === null ? entry.action : `${entry.action}: nothing done. ${entry.why}`;
    default:
  }
  return `${entry.is} ${entry.message} ${moveInWords(entry)}`;
}

/** A step of a message, without its number. */
export function moveInWords({ kind, queue, server, status }: Move): string {
  if (kind === 'sent') return kind;
  const where = queue === null ? ` at ${server ?? outside}` : ` ${kind === 'left' ? 'by' : 'in'} ${queueInWords({ queue, server })}`; // prettier-ignore
  return `${kind}${where}${kind === 'late' ? ': its sender is told' : ''}${status === null ? '' : ` (${status})`}`;
}

const outside = 'the system outside';

function queueInWords({ queue, server }: QueueName): string {
  return `'${queue}' on ${server ?? outside}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The summary that people paste into a change request. */
export function resultInWords({
  scenario,
  end,
  messages,
  statuses,
  notifications,
  latency,
  queues,
  bottleneck,
}: ScenarioResult): readonly string[] {
  const { sent, delivered, undeliverable, pending } = messages;
  const codes = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  const busiest = [...queues].filter(({ peak }) => peak > 1).sort((one, other) => other.peak - one.peak);
  return [
    `${scenario}: ${counted(sent, 'message')} in ${writtenDuration(end)}`,
    `  delivered ${delivered}, undeliverable ${undeliverable}${codes.length === 0 ? '' : ` (${codes.join(', ')})`}, waiting ${pending}`,
    ...(notifications.ndr + notifications.delay === 0
      ? []
      : [`  notifications: ${counted(notifications.ndr, 'NDR')}, ${counted(notifications.delay, 'delay')}`]),
    ...(latency === null
      ? []
      : [
          `  latency: half within ${writtenDuration(latency.p50)}, 95 % within ${writtenDuration(latency.p95)}, all within ${writtenDuration(latency.max)}`,
        ]),
    ...(bottleneck === null
      ? []
      : [
          `  bottleneck: ${queueInWords(bottleneck)}, ${causes[bottleneck.cause]}; ` +
            `messages waited there for ${writtenDuration(Math.round(bottleneck.waited))} in all`,
        ]),
    ...busiest
      .slice(0, mostQueues)
      .map(
        (row) =>
          `  ${queueInWords({ queue: row.name, server: row.server })}: at most ${row.peak} at ${writtenDuration(row.peakAt)}` +
          (row.messages === 0
            ? ''
            : `, ${row.messages} at the end, ${row.state}, the oldest for ${writtenDuration(row.oldest ?? 0)}`),
      ),
    ...(busiest.length > mostQueues ? [`  and ${busiest.length - mostQueues} more queues`] : []),
  ];
}

/** Why messages wait in a queue. */
const causes: Readonly<Record<WaitCause, string>> = {
  retry: 'as the far side does not answer',
  frozen: 'as it is frozen',
  schedule: 'as its connector is not open',
  rate: 'as its server categorizes no faster',
  bandwidth: 'as its line carries no more',
  connections: 'as it has no more connections, each of which takes its time',
  'no way': 'as no way is up',
};

const mostQueues = 20;

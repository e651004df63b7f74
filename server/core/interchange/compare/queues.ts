// What waits on servers, beside what the topology says: per element, where it would go, and what may be down.

import { type ElementId, elementOf } from '#core/model/element';
import { referenceTo } from '#core/model/keys';
import { makeSend } from '#core/model/make';
import type { Address, Element, Send, Server, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { type Addressing, addressIn, addressingOf } from '#core/routing/destinations';
import { isNoWay, joinQueue, type Joined } from './queue-join.ts';
import type { ListedQueue, QueueExports } from './queue-records.ts';
import type { Counted } from './report.ts';
import { namesIn } from './stops.ts';

/** What waits at one element. */
export interface WaitingAt {
  readonly element: ElementId;
  readonly messages: number;
  /** Queues by state. */
  readonly states: readonly Counted[];
  readonly errors: readonly Counted[];
}

/** One queue with mail. */
export interface WaitingQueue {
  readonly server: string;
  readonly queue: string;
  readonly nextHop: string;
  readonly deliveryType: string;
  readonly status: string;
  readonly messages: number;
  readonly since: string;
  readonly error: string;
  readonly element: ElementId | null;
  /** Where such mail goes by the topology, in a sentence; null where the queue does not say whom it is for. */
  readonly goes: string | null;
}

export interface QueueHypothesis {
  readonly down: ElementId;
  readonly messages: number;
  /** Where mail of the first of these queues goes while it is off, in a sentence. */
  readonly then: string;
}

export interface QueueReport {
  readonly format: 1;
  readonly queues: number;
  readonly messages: number;
  /** Of these, what is not on its way: it is retried, suspended, unreachable, or leads nowhere that the topology knows. */
  readonly stuck: number;
  readonly elements: readonly WaitingAt[];
  readonly waiting: readonly WaitingQueue[];
  readonly hypotheses: readonly QueueHypothesis[];
  /** Servers of queues that the topology lacks. */
  readonly lacking: readonly Counted[];
  /** Queues that hold copies, or mail that no server has decided about. */
  readonly ignored: number;
}

export function compareQueues(topology: Topology, { queues, connectors }: QueueExports): QueueReport {
  const names = namesIn(topology);
  const joining = { topology, names, byGuid: connectors };
  const addressing = addressingOf(topology);
  const elements = new Map<ElementId, { messages: number; states: Map<string, number>; errors: Map<string, number> }>();
  const lacking = new Map<string, number>();
  const suspects = new Map<ElementId, { messages: number; send: Send }>();
  const waiting: WaitingQueue[] = [];
  let ignored = 0;
  for (const queue of queues) {
    if (isNoWay(queue)) {
      ignored += 1;
      continue;
    }
    const joined = joinQueue(joining, queue);
    if (joined === undefined) {
      increase(lacking, queue.server);
      if (queue.messages > 0) waiting.push(told(queue, null, null));
      continue;
    }
    if (joined.element !== undefined) {
      const at = elements.get(joined.element) ?? { messages: 0, states: new Map<string, number>(), errors: new Map<string, number>() }; // prettier-ignore
      at.messages += queue.messages;
      increase(at.states, queue.status);
      if (queue.error !== '') increase(at.errors, queue.error.slice(0, mostErrorCharacters));
      elements.set(joined.element, at);
    }
    if (queue.messages === 0) continue;
    const to = addressFor(addressing, joined);
    const send = to === undefined ? undefined : makeSend(from(joined.server), to);
    waiting.push(told(queue, joined.element ?? null, send === undefined ? null : goes(topology, send, [])));
    if (queue.status !== 'Retry' || send === undefined) continue;
    for (const suspect of joined.suspects) {
      const known = suspects.get(suspect);
      suspects.set(suspect, { messages: (known?.messages ?? 0) + queue.messages, send: known?.send ?? send });
    }
  }
  const byCount = (one: { messages: number }, other: { messages: number }) => other.messages - one.messages;
  return {
    format: 1,
    queues: queues.length,
    messages: waiting.reduce((sum, { messages }) => sum + messages, 0),
    stuck: waiting.filter(isStuck).reduce((sum, { messages }) => sum + messages, 0),
    elements: [...elements]
      .map(([element, { messages, states, errors }]) => ({
        element,
        messages,
        states: counted(states),
        errors: counted(errors),
      }))
      .sort(byCount),
    waiting: waiting.sort(byCount),
    hypotheses: [...suspects].flatMap(([down, it]) => tried(topology, down, it)).sort(byCount),
    lacking: counted(lacking),
    ignored,
  };
}

function isStuck({ status, deliveryType, element }: WaitingQueue): boolean {
  const isMoving = ['Active', 'Ready', 'Connecting', ''].includes(status);
  return !isMoving || deliveryType === 'Unreachable' || element === null;
}

const mostErrorCharacters = 300;

function told(queue: ListedQueue, element: ElementId | null, where: string | null): WaitingQueue {
  const { server, name, nextHop, deliveryType, status, messages, since, error } = queue;
  return {
    server,
    queue: name,
    nextHop,
    deliveryType,
    status,
    messages,
    since,
    error: error.slice(0, mostErrorCharacters),
    element,
    goes: where,
  };
}

/** Somebody whom mail in such a queue may be for. */
function addressFor(addressing: Addressing, { domain, connector, home }: Joined): Address | undefined {
  if (domain !== undefined) return { type: 'SMTP', address: `someone@${domain}`, local: 'someone', domain };
  if (home !== undefined) return mailboxOn(home);
  const spaces = connector === undefined || connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
  return spaces.flatMap((space) => addressIn(addressing, space) ?? [])[0];
}

function mailboxOn({ mailboxes }: Server): Address | undefined {
  const [pattern] = mailboxes.filter(({ type }) => type === 'SMTP');
  if (pattern?.local === undefined || pattern.domain === undefined) return undefined;
  const local = pattern.local.replaceAll('*', 'someone');
  return { type: 'SMTP', address: `${local}@${pattern.domain}`, local, domain: pattern.domain };
}

function from({ name }: Server): Send['from'] {
  return { kind: 'server', server: referenceTo(name), virtualServer: undefined, place: undefined };
}

function goes(topology: Topology, send: Send, off: readonly Element[]): string {
  return compileRouting(topology).route(send, off).reason;
}

/** What is off has to let this mail wait, or go another way: else it explains nothing. */
function tried(
  topology: Topology,
  down: ElementId,
  { messages, send }: { messages: number; send: Send },
): readonly QueueHypothesis[] {
  const element = elementOf(down);
  if (element === undefined) return [];
  const routing = compileRouting(topology);
  const [now, then] = [routing.route(send, []), routing.route(send, [element])];
  const isAlike = now.outcome === then.outcome && now.path.join('\n') === then.path.join('\n');
  return isAlike ? [] : [{ down, messages, then: then.reason }];
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function counted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

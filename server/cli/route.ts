import { hasErrors } from './check.ts';
import type { TestMessage } from '#core/routing/message/test-message';
import { readDown, readMessage } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import { groupWord } from '#core/model/lookup';
import { type NextBest, nextBest, nextBestInWords } from '#core/routing/next-best';
import { type Considered, groupsPassed, type Hop, type Route, senderOf } from '#core/routing/route';
import type { Call, Command } from './command.ts';
import { loadOne } from './load.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

/** The options that say which message is meant. */
export const messageOptions = {
  from: 'value',
  to: 'value',
  sender: 'value',
  size: 'value',
  priority: 'value',
  system: 'flag',
  at: 'value',
} as const;

export const route: Command = {
  name: 'route',
  usage:
    'FILE --from SERVER --to ADDRESS [--sender A] [--size S] [--priority high|normal|low] [--system] [--at T] ' +
    '[--down ELEMENT]... [--format text|json]',
  summary: 'Says where a message goes, and why. --down switches an element off: --down "server LON-EX01".',
  options: { ...messageOptions, down: 'values' },
  formats: ['text', 'json'],
  files: 'one',
  run(call, terminal) {
    const asked = messageOf(call);
    const loaded = loadOne(call.files, terminal);
    const { topology } = loaded;
    const message = readMessage(asked, topology);
    if (!message.ok) throw new CallError(message.error);
    const down = readDown(call.values('down'), topology);
    if (!down.ok) throw new CallError(down.error);
    const routing = compileRouting(topology);
    const answer = routing.route(message.value, down.value);
    const next = nextBest(routing, message.value, down.value, answer);
    const isOfSites = groupWord(topology) === 'site';
    const printed = isOfSites ? bySites(answer) : answer;
    if (call.value('format') === 'json')
      terminal.out(`${JSON.stringify({ format: 1, ...printed, nextBest: next && shortOf(next) })}\n`);
    else reportRoute(answer, next, terminal);
    return hasErrors(loaded, terminal) || answer.outcome !== 'delivered' ? 1 : 0;
  },
};

function shortOf({ without, route: { cost, connectors } }: NextBest) {
  return { without, cost, connectors };
}

/** The message that is asked about; throws a `CallError` when it is not said where it goes. */
export function messageOf(call: Call): TestMessage {
  const from = call.value('from');
  const to = call.value('to');
  if (from === undefined) throw new CallError('--from SERVER is missing: the server that the message is sent from.');
  if (to === undefined) throw new CallError('--to ADDRESS is missing: the recipient.');
  const sender = call.value('sender');
  const size = call.value('size');
  const at = call.value('at');
  return {
    from,
    to,
    system: call.flags.has('system'),
    ...(sender !== undefined && { sender }),
    ...(size !== undefined && { size }),
    ...(at !== undefined && { at }),
    ...priorityOf(call),
  };
}

function priorityOf(call: Call): Pick<TestMessage, 'priority'> {
  const priority = call.value('priority');
  switch (priority) {
    case undefined:
      return {};
    case 'high':
    case 'normal':
    case 'low':
      return { priority };
    default:
      throw new CallError(`--priority is high, normal or low, not '${priority}'.`);
  }
}

/** In the words of a model with sites: which are passed, and in each hop the site in place of the routing group. */
function bySites({ hops, ...route }: Route) {
  return {
    ...route,
    sites: groupsPassed({ hops }),
    hops: hops.map(({ routingGroup, virtualServer: _none, ...hop }) => ({ ...hop, site: routingGroup })),
  };
}

function typeOf({ deliveryType }: Hop): string {
  return deliveryType === undefined ? '' : ` (${deliveryType})`;
}

const styles = { delivered: 'cyan', queued: 'yellow', undeliverable: 'red' } as const;

function reportRoute(answer: Route, next: NextBest | null, terminal: Terminal): void {
  const other = nextBestInWords(answer, next);
  const paint = painter(terminal.color);
  const lines = [
    paint(styles[answer.outcome], printable(headline(answer))),
    printable(answer.reason),
    '',
    ...answer.hops.map((hop, at) => {
      const by = hop.connector === null ? '' : ` by ${hop.connector}, cost ${String(hop.cost)}`;
      return printable(
        `  ${String(at + 1)}. ${senderOf(hop)} in ${hop.routingGroup}${by}\n     queue ${hop.queue}${typeOf(hop)}`,
      );
    }),
    ...answer.ties.map((tie) => printable(`  Tie: ${tie.join(', ')}`)),
    ...(other === undefined ? [] : ['', printable(`Next best way: ${other}`)]),
    ...(answer.considered.length === 0 ? [] : ['', 'Considered:']),
    ...answer.considered.map((each) => paint('dim', printable(considered(each)))),
  ];
  terminal.out(`${lines.join('\n')}\n`);
}

function headline({ outcome, status, cost, queue, nextHop }: Route): string {
  switch (outcome) {
    case 'delivered':
      return `delivered to ${nextHop ?? '?'} at cost ${String(cost ?? 0)}`;
    case 'queued':
      return `queued in ${queue ?? '?'}`;
    case 'undeliverable':
      return `undeliverable ${status ?? ''}`.trimEnd();
  }
}

function considered({ server, connector, verdict, cost, reason }: Considered): string {
  const at = cost === null ? '' : `, cost ${String(cost)}`;
  return `  ${server}: ${connector}: ${verdict}${at}. ${reason}`;
}

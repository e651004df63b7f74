// The timers and limits of a Mailbox server's Transport service (Set-TransportService).

import { serverId } from '#core/model/element';
import type { Server, VirtualServer } from '#core/model/topology';
import { setting, type Setting, type State } from './object.ts';
import { joined, objectOf, toDo } from './state.ts';
import { number, said, span } from './value.ts';

const minute = 60;
const hour = 60 * minute;

/** What of a service there is to set. Those of an Edge server are for its own shell. */
export function transportServiceState(server: Server, service: VirtualServer): State {
  const { settings, left } = settingsOf(service, server.isEdge);
  const { name, place } = server;
  const retries = left === undefined ? {} : toDo(`${serverId(name)}, retries`, left, place);
  if (server.isEdge) {
    const all = settings.flatMap(({ parameters, isDefault }) => parameters.map((each) => ({ ...each, isDefault })));
    return joined([
      retries,
      ...all.map((each) =>
        toDo(`${serverId(name)}, ${each.name}, in its own shell`, said(each.value), place, {
          isDefault: each.isDefault,
        }),
      ),
    ]);
  }
  return joined([retries, objectOf({ kind: 'transport service', name, place, creation: undefined, settings })]);
}

interface Settings {
  readonly settings: readonly Setting[];
  /** Retries that the cmdlet cannot say. */
  readonly left: string | undefined;
}

function settingsOf(service: VirtualServer, isEdge: boolean): Settings {
  const { delayNotificationSeconds, expireSeconds, connections, connectionsPerDomain } = service;
  const retry = retriesOf(service);
  const first = (isEdge ? 10 : 5) * minute;
  const then = (isEdge ? 30 : 10) * minute;
  const retries =
    retry === undefined
      ? []
      : [
          setting('TransientFailureRetryCount', number(retry.count), { isDefault: retry.count === 6 }),
          setting('TransientFailureRetryInterval', span(retry.interval), { isDefault: retry.interval === first }),
          setting('OutboundConnectionFailureRetryInterval', span(retry.then), { isDefault: retry.then === then }),
        ];
  return {
    settings: [
      setting('MessageExpirationTimeout', span(expireSeconds), { isDefault: expireSeconds === 48 * hour }),
      setting('DelayNotificationTimeout', span(delayNotificationSeconds), {
        isDefault: delayNotificationSeconds === 4 * hour,
      }),
      ...retries,
      setting('MaxOutboundConnections', number(connections), { isDefault: connections === 1000 }),
      setting('MaxPerDomainOutboundConnections', number(connectionsPerDomain), {
        isDefault: connectionsPerDomain === 20,
      }),
    ],
    left:
      retry === undefined
        ? `${writtenRetries(service)} (QueueGlitchRetryCount and QueueGlitchRetryInterval are in EdgeTransport.exe.config)`
        : undefined,
  };
}

/** Four attempts at distances of a minute are in a file of the server; cmdlets set those that follow. */
function retriesOf({ retrySeconds: { first, then } }: VirtualServer) {
  const glitches = first.slice(0, 4);
  const rest = first.slice(4);
  const interval = rest[0] ?? 5 * minute;
  if (glitches.length < 4 || glitches.some((each) => each !== minute) || rest.some((each) => each !== interval)) {
    return undefined;
  }
  return { count: rest.length, interval, then };
}

function writtenRetries({ retrySeconds: { first, then } }: VirtualServer): string {
  return [...first.map((each) => said(span(each))), `then each ${said(span(then))}`].join(', ');
}

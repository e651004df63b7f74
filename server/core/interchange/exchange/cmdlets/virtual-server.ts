// A virtual server: as a Receive connector for what arrives, and as the Transport service for what leaves.

import { virtualServerId } from '#core/model/element';
import { makeReceiveConnector } from '#core/model/make';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { Server, VirtualServer } from '#core/model/topology';
import { setting, type Setting, type State } from './object.ts';
import { receiveConnectorState } from './receive-connector.ts';
import { joined, noted, objectOf, toDo } from './state.ts';
import { number, said, span } from './value.ts';

/** The defaults of a virtual server: what is not at them is wanted of today's services. */
const hour = 60 * 60;
const defaults = { delay: 12 * hour, expire: 48 * hour, connections: 1000, perDomain: 100, messages: 20 };

/** What is wanted of a server for a virtual server of it; only the default one says how the server sends. */
export function virtualServerState(virtualServer: VirtualServer, server: Server, isFirst: boolean): State {
  return joined([
    virtualServer.implicit ? {} : listening(virtualServer, server),
    isFirst ? sending(virtualServer, server) : elsewhere(virtualServer, server),
    untold(virtualServer, server),
  ]);
}

/** A Receive connector, unless one that setup makes is bound so already. */
function listening(virtualServer: VirtualServer, server: Server): Partial<State> {
  const { name, place, bindings, fqdn, hopLimit, limitSizeBytes, limitRecipients, relay, stopped } = virtualServer;
  const connector = makeReceiveConnector(name, server.key, {
    place,
    service: 'frontend',
    bindings,
    hopLimit,
    limitSizeBytes: limitSizeBytes === Infinity ? undefined : limitSizeBytes,
    limitRecipients,
    fqdn,
    relay,
    stopped,
  });
  const made = receiveConnectorsOf({ name: server.name, isEdge: false, receiveConnectors: [] });
  const taken = made.find((other) =>
    other.bindings.some(({ port }) => bindings.some((each) => each.address.startsWith('all ') && each.port === port)),
  );
  const id = virtualServerId(server.name, name);
  const unlimited = noted(
    'differs',
    id,
    place,
    'A Receive connector always has a limit of size; without one here it is 36 MB.',
  );
  const state = receiveConnectorState(connector, server, {
    isMadeBySetup: false,
    isWritten: true,
    problem: taken === undefined ? undefined : `${taken.name}, which setup makes, is bound so already; change that one`,
  });
  return joined([state, limitSizeBytes === Infinity ? unlimited : {}]);
}

function sending(service: VirtualServer, server: Server): Partial<State> {
  const { delayNotificationSeconds, expireSeconds, connections, connectionsPerDomain } = service;
  const wanted = (isWanted: boolean, one: Setting) => (isWanted ? [one] : []);
  const settings = [
    ...wanted(expireSeconds !== defaults.expire, setting('MessageExpirationTimeout', span(expireSeconds))),
    ...wanted(
      delayNotificationSeconds !== defaults.delay,
      setting('DelayNotificationTimeout', span(delayNotificationSeconds)),
    ),
    ...wanted(connections !== defaults.connections, setting('MaxOutboundConnections', number(connections))),
    ...wanted(
      connectionsPerDomain !== defaults.perDomain,
      setting('MaxPerDomainOutboundConnections', number(connectionsPerDomain)),
    ),
  ];
  const retries = retriesOf(service);
  const about = `${virtualServerId(server.name, service.name)}, retries (Set-TransportService)`;
  return joined([
    settings.length === 0
      ? {}
      : objectOf({ kind: 'transport service', name: server.name, place: service.place, creation: undefined, settings }),
    retries === undefined ? {} : toDo(about, retries, service.place),
  ]);
}

/** Attempts that are not those of a virtual server that says none; today's are counted otherwise. */
function retriesOf({ retrySeconds: { first, then } }: VirtualServer): string | undefined {
  const isDefault = first.length === 3 && first.every((each) => each === hour / 6) && then === hour / 4;
  return isDefault ? undefined : `${first.map((each) => said(span(each))).join(', ')}, then each ${said(span(then))}`;
}

/** A server has one Transport service, which the default virtual server stands for. */
function elsewhere(virtualServer: VirtualServer, server: Server): Partial<State> {
  const { delayNotificationSeconds, expireSeconds, connections, connectionsPerDomain, place } = virtualServer;
  const id = virtualServerId(server.name, virtualServer.name);
  const said = [
    ['expire', expireSeconds !== defaults.expire],
    ['delay notification', delayNotificationSeconds !== defaults.delay],
    ['connections', connections !== defaults.connections],
    ['connections per domain', connectionsPerDomain !== defaults.perDomain],
    ['retry', retriesOf(virtualServer) !== undefined],
  ] as const;
  return joined(
    said.map(([words, isSaid]) =>
      isSaid
        ? noted(
            'dropped',
            id,
            place,
            `A server sends by one Transport service: ${words} is taken from its default virtual server.`,
          )
        : {},
    ),
  );
}

function untold(virtualServer: VirtualServer, server: Server): Partial<State> {
  const { place, smartHosts, attemptDirectDelivery, outgoingPort, messagesPerConnection, unresolvedRecipientsTo } =
    virtualServer;
  const id = virtualServerId(server.name, virtualServer.name);
  const dropped = (isSaid: boolean, text: string) => (isSaid ? noted('dropped', id, place, text) : {});
  return joined([
    dropped(
      smartHosts.length > 0,
      `A server has no smart host of its own today, Send connectors have: ${smartHosts.map((host) => host.text).join(', ')}.`,
    ),
    dropped(attemptDirectDelivery, 'No Send connector tries DNS before its smart hosts.'),
    dropped(
      outgoingPort !== 25,
      `The outgoing port, ${String(outgoingPort)}, belongs to each Send connector today (-Port).`,
    ),
    dropped(
      messagesPerConnection !== defaults.messages,
      `Messages per connection, ${String(messagesPerConnection)}, belong to each Send connector today (-SmtpMaxMessagesPerConnection).`,
    ),
    dropped(
      unresolvedRecipientsTo !== undefined,
      `Recipients that nobody knows are sent on by an internal relay domain and a Send connector today, to ${unresolvedRecipientsTo?.text ?? ''}.`,
    ),
  ]);
}

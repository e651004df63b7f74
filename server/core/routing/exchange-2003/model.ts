// The routing rules of Exchange 2000 and 2003, as one routing model. docs/routing.md explains them to administrators; the
// keys in square brackets and the paragraphs (§) that comments cite are those of its sources.

import { serverId } from '#core/model/element';
import { resolveVirtualServer } from '#core/model/keys';
import type { Send, Station, Topology } from '#core/model/topology';
import { type Message, messageOf } from '../message/defaults.ts';
import type { Route, Routing, RoutingModel } from '../route.ts';
import {
  answeringExchanger,
  mailExchangersOf,
  refusalByOrganization,
  refusalByStation,
  refusalOfOutsider,
} from './hop/arrival.ts';
import { acceptance } from './hop/recipient.ts';
import { differenceTo } from './rerun/difference.ts';
import { footprintOf } from './rerun/footprint.ts';
import { type Journey, newJourney, pass, queued, step, undeliverable } from './hop/journey.ts';
import { type Network, remoteOf } from './network/network.ts';
import { isStationUp } from './state/outage.ts';
import { queueNames } from './network/queue-names.ts';
import { remoteQueue, systemQueue } from './network/queue.ts';
import type { View } from './state/view.ts';
import { surveyOf } from './survey.ts';
import { rememberViews, type Views } from './state/views.ts';
import { walk } from './hop/walk.ts';

/** `model exchange-2003`, the default. */
export const exchange2003: RoutingModel = {
  name: 'exchange-2003',
  queues: queueNames,
  compile(topology) {
    const views = viewsFor(topology);
    return {
      topology,
      route: (send, down) => route(views.viewFor(messageOf(send, topology), down), send, newJourney()),
      trace(send, down) {
        const view = views.viewFor(messageOf(send, topology), down);
        const journey = newJourney();
        return { route: route(view, send, journey), footprint: footprintOf(view, send, journey) };
      },
      differenceTo: (now) => differenceTo(views.compiled().network, now),
      survey: (down) => surveyOf(views.compiled(), down),
    } satisfies Routing;
  },
};

function route(view: View, send: Send, journey: Journey): Route {
  const { topology } = view.network;
  const message = messageOf(send, topology);
  if (send.from.kind === 'internet') return fromInternet(view, message, journey);
  const station = resolveVirtualServer(topology, send.from);
  if (station === undefined) {
    return undeliverable(journey, null, `No server is called ${send.from.server.name}, so nothing is sent.`);
  }
  return fromStation(view, message, station, journey);
}

/** Submitted at a server of ours. What cannot run keeps the message where it was accepted [KB-260693]. */
function fromStation(view: View, message: Message, station: Station, journey: Journey): Route {
  const { network, state: links } = view;
  if (!isStationUp(links.outage, station)) {
    const routingGroup = network.topology.routingGroupByKey.get(station.server.group)?.name ?? '';
    step(journey, station, routingGroup, { connector: null, queue: systemQueue.pendingSubmission, cost: 0 });
    const name = `${station.server.name}/${station.virtualServer.name}`;
    return queued(
      journey,
      { state: 'Retry', nextHop: station.server.name },
      `${name} is not running, so nothing leaves it.`,
    );
  }
  const refusal = refusalByOrganization(network, message) ?? refusalByStation(station, message, 0);
  if (refusal !== undefined) return refused(view, station, journey, refusal.status, refusal.reason);
  return walk(view, message, station, journey);
}

function refused(view: View, station: Station, journey: Journey, status: string, reason: string): Route {
  const routingGroup = view.network.topology.routingGroupByKey.get(station.server.group)?.name ?? '';
  step(journey, station, routingGroup, { connector: null, queue: systemQueue.pendingSubmission, cost: 0 });
  return undeliverable(journey, status, reason);
}

/** From outside, to the first mail exchanger that answers, which may refuse it before it is in any queue. */
function fromInternet(view: View, message: Message, journey: Journey): Route {
  const { network, state: links } = view;
  pass(journey, 'internet');
  const station = answeringExchanger(network.topology, links.outage);
  if (station === undefined) return withoutExchanger(network, message, journey);
  pass(journey, serverId(station.server.name));
  const refusal =
    refusalByOrganization(network, message) ??
    refusalByStation(station, message, 0) ??
    refusalOfOutsider(network, station, message);
  if (refusal !== undefined) return undeliverable(journey, refusal.status, refusal.reason);
  const route = walk(view, message, station, journey);
  return acceptance(network, message.recipient) === undefined ? relayed(route, station, message) : route;
}

/** Mail from outside for others than us gets this far only by relaying, which a reader should see [OR-RELAY]. */
function relayed(route: Route, { server, virtualServer }: Station, { recipient }: Message): Route {
  const to = recipient.domain ?? recipient.address;
  const name = `${server.name}/${virtualServer.name}`;
  return { ...route, reason: `${route.reason} ${name} relays it: anybody outside can send to ${to} by it.` };
}

/** Without a declared exchanger there is nowhere to send to; while none answers the sending system outside keeps it. */
function withoutExchanger({ topology }: Network, message: Message, journey: Journey): Route {
  const exchangers = mailExchangersOf(topology);
  const [first] = exchangers;
  if (first === undefined) {
    return undeliverable(journey, '5.4.4', 'No mail exchanger is declared, so mail from the Internet finds no server.');
  }
  const names = exchangers.map(({ server, virtualServer }) => `${server.name}/${virtualServer.name}`).join(', ');
  return {
    ...queued(
      journey,
      { state: 'Retry', nextHop: first.server.name },
      `No mail exchanger answers (${names}), so it waits at the system that sends it.`,
    ),
    queue: remoteQueue(remoteOf(message.recipient)),
  };
}

type Routed = Pick<Topology, 'organization' | 'routingGroups' | 'servers' | 'connectors'>;
const known = new WeakMap<Topology['connectors'], { readonly routed: Routed; readonly views: Views }>();

/** An edit that changes no part that routes (a test, a comment) keeps those parts the same objects, and what is known. */
function viewsFor(topology: Topology): Views {
  const before = known.get(topology.connectors);
  if (before !== undefined && routesAlike(before.routed, topology)) return before.views;
  const views = rememberViews(topology);
  const { organization, routingGroups, servers, connectors } = topology;
  known.set(connectors, { routed: { organization, routingGroups, servers, connectors }, views });
  return views;
}

function routesAlike(before: Routed, now: Routed): boolean {
  return (
    before.organization === now.organization &&
    before.routingGroups === now.routingGroups &&
    before.servers === now.servers
  );
}

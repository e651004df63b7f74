import { keyOf } from '#core/model/keys';
import type { Connector, Send, Topology } from '#core/model/topology';
import { defaultSizeBytes } from './message/defaults.ts';
import type { Route } from './route.ts';

/**
 * How long one message takes on links that carry nothing else, in seconds: the latency of each connector that it
 * crosses and the time that its bandwidth needs for the message, and the time that each server needs to categorize it.
 */
export function transitSeconds(topology: Topology, route: Route, { sizeBytes }: Pick<Send, 'sizeBytes'>): number {
  const bits = (sizeBytes ?? defaultSizeBytes) * 8;
  return route.hops.reduce((seconds, hop) => {
    const server = topology.serverByKey.get(keyOf(hop.server));
    const connector = hop.connector === null ? undefined : topology.connectorByKey.get(keyOf(hop.connector));
    return seconds + 1 / (server?.ratePerSecond ?? Infinity) + linkSeconds(connector, bits);
  }, 0);
}

function linkSeconds(connector: Connector | undefined, bits: number): number {
  return connector === undefined ? 0 : connector.latencySeconds + bits / connector.bandwidthBitsPerSecond;
}

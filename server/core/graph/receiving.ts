// How a server takes mail, in words: its Receive connectors. The drawing holds those that are written; what setup makes is
// the same on every server and is put in where it is read.

import { endpoint } from '#core/model/bindings';
import { keyOf } from '#core/model/keys';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import type { ReceiveConnector, Server } from '#core/model/topology';
import { writtenRange } from '#core/syntax/ip-network';
import type { SceneNode } from './scene.ts';

export interface Receiving {
  readonly name: string;
  /** Where it listens, which service takes the mail, from whom. */
  readonly text: string;
}

/** The Receive connectors that are written for a server. */
export function writtenReceiving({ receiveConnectors }: Server): readonly Receiving[] {
  return receiveConnectors.map(receiving);
}

/** All Receive connectors of a server in a site, those made by setup first. */
export function allReceiving({ name, role, receives = [] }: SceneNode): readonly Receiving[] {
  const written = new Set(receives.map((each) => keyOf(each.name)));
  const made = receiveConnectorsOf({ name, isEdge: role === 'Edge server', receiveConnectors: [] });
  return [...made.filter(({ key }) => !written.has(key)).map(receiving), ...receives];
}

function receiving({ name, bindings, service, from, stopped, implicit }: ReceiveConnector): Receiving {
  const parts = [
    `on ${bindings.map(endpoint).join(', ')}`,
    services[service],
    from.length === 0 ? 'from everybody' : `from ${from.map(writtenRange).join(', ')}`,
    ...(stopped ? ['stopped'] : []),
    ...(implicit ? ['made by setup'] : []),
  ];
  return { name, text: parts.join(' · ') };
}

const services = { frontend: 'Front End Transport', transport: 'Transport' } as const;

// Statements that keep ordinary mail from passing, whatever is up: which of them strand some is found out by lifting them.

import { matchesEverything } from '#core/model/address-space';
import { virtualServerKey } from '#core/model/keys';
import { bridgeheadsOf } from '#core/model/lookup';
import { makeTopology } from '#core/model/make';
import { isSending } from '#core/model/send-connectors';
import type { Meaning } from '#core/model/references';
import type { Connector, Server, Topology, VirtualServer } from '#core/model/topology';
import { writtenVirtualServer } from '#core/syntax/words';
import type { Blockage } from '../blockage.ts';
import { ordinaryMessage } from '../destinations.ts';
import type { Message } from '../message/defaults.ts';
import { writtenAddress, writtenSize } from '../message/written-values.ts';
import { isSenderRejected } from './state/restriction.ts';

/** What may strand ordinary mail, in the order of the text. */
export function blockagesIn(topology: Topology): readonly Blockage[] {
  const message = ordinaryMessage(topology);
  return [
    ...topology.servers.flatMap((server) => server.virtualServers.flatMap((each) => stopped(server, each))),
    ...topology.connectors.flatMap((connector) => connectorBlockages(topology, connector, message)),
  ];
}

/**
 * The topology in which mail that waits for a far side to pick it up counts as stranded. Between routing groups nobody
 * picks up, nor does the Internet [H-ADV]; a domain that does is what the option is for.
 */
export function withoutPickup(topology: Topology): Topology {
  if (!topology.connectors.some(waitsForNobody)) return topology;
  const connectors = topology.connectors.map((connector): Connector =>
    waitsForNobody(connector) ? { ...connector, holdForPickup: false, schedule: { kind: 'never' } } : connector,
  );
  return makeTopology({ ...topology, connectors });
}

function waitsForNobody(connector: Connector): boolean {
  if (!connector.holdForPickup) return false;
  if (connector.connects.length > 0) return true;
  return connector.kind !== 'routing group connector' && connector.addressSpaces.some(matchesEverything);
}

/** A stopped virtual server stays so after a restart [BLOG-3SHARP]. */
function stopped({ key, name }: Server, virtualServer: VirtualServer): readonly Blockage[] {
  if (!virtualServer.stopped) return [];
  return [
    {
      because: `Virtual server ${writtenVirtualServer(name, virtualServer.name)} is stopped`,
      of: { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) },
      statement: 'stopped',
      advice: "Start it: remove 'stopped'.",
      severity: 'error',
      lift(topology) {
        const servers = topology.servers.map((server) =>
          server.key === key ? started(server, virtualServer) : server,
        );
        return makeTopology({ ...topology, servers });
      },
    },
  ];
}

function started(server: Server, { key }: VirtualServer): Server {
  const virtualServers = server.virtualServers.map((each) => (each.key === key ? { ...each, stopped: false } : each));
  return { ...server, virtualServers };
}

type Change = { readonly [Field in 'schedule' | 'holdForPickup' | 'disabled' | 'limitSizeBytes' | 'priorities' | 'messageTypes' | 'acceptFrom' | 'rejectFrom']?: Connector[Field] } & { readonly scope?: 'organization' }; // prettier-ignore

function withChange(connector: Connector, { scope, ...change }: Change): Connector {
  if (connector.kind === 'routing group connector' || isSending(connector)) return { ...connector, ...change };
  return { ...connector, ...change, ...(scope === undefined ? {} : { scope }) };
}

function connectorBlockages(topology: Topology, connector: Connector, message: Message): readonly Blockage[] {
  const name = `'${connector.name}'`;
  const of: Meaning = { kind: 'connector', key: connector.key };
  const found: Blockage[] = [];
  const note = (said: Pick<Blockage, 'because' | 'statement' | 'advice' | 'severity'>, change: Change) => {
    const lift = (other: Topology) => {
      const connectors = other.connectors.map((each) => (each.key === connector.key ? withChange(each, change) : each));
      return makeTopology({ ...other, connectors });
    };
    found.push({ ...said, of, lift });
  };
  if (connector.disabled) {
    note(
      { because: `${name} is disabled`, statement: 'disabled', advice: "Enable it: remove 'disabled'.", severity: 'warning' }, // prettier-ignore
      { disabled: false },
    );
  }
  if (connector.schedule.kind === 'never' && !connector.holdForPickup) {
    const because = `The schedule of ${name} is never`;
    note(
      { because, statement: 'schedule', advice: 'Give it another schedule.', severity: 'error' },
      { schedule: { kind: 'always' } },
    );
  }
  if (waitsForNobody(connector)) {
    const because = `${name} holds its mail until the other side picks it up (ETRN or TURN)`;
    note(
      { because, statement: 'hold for pickup', advice: "Remove 'hold for pickup'.", severity: 'error' },
      { holdForPickup: false, schedule: connector.schedule },
    );
  }
  if (connector.kind !== 'routing group connector' && connector.scope === 'routing group') {
    const group = topology.routingGroupByKey.get(connector.group)?.name ?? connector.group;
    const because = `${name} serves its own routing group ${group} only`;
    const advice = 'Add a connector for the others, or give this one the scope of the organization.';
    note({ because, statement: 'scope', advice, severity: 'warning' }, { scope: 'organization' });
  }
  if (!connector.messageTypes.includes('non-system')) {
    const because = `${name} takes system messages only`;
    note(
      { because, statement: 'messages', advice: 'Let it take others as well.', severity: 'warning' },
      { messageTypes: ['system', 'non-system'] },
    );
  }
  if (!connector.priorities.includes('normal')) {
    const because = `${name} takes no messages of normal priority`;
    note(
      { because, statement: 'priority', advice: 'Let it take them as well.', severity: 'warning' },
      { priorities: ['high', 'normal', 'low'] },
    );
  }
  if (message.sizeBytes > connector.limitSizeBytes) {
    const because = `${name} takes ${writtenSize(connector.limitSizeBytes)} at most`;
    note(
      { because, statement: 'limit size', advice: 'Give it a larger limit.', severity: 'warning' },
      { limitSizeBytes: Infinity },
    );
  }
  if (isSenderRejected(connector, message) && checksSenders(topology, connector)) {
    const statement = connector.acceptFrom.length > 0 ? 'accept from' : 'reject from';
    const because = `${name} does not accept messages from ${writtenAddress(message.sender)}`;
    const advice = 'Leave it so if that is meant.';
    note({ because, statement, advice, severity: 'info' }, { acceptFrom: [], rejectFrom: [] });
  }
  return found;
}

function checksSenders(topology: Topology, connector: Connector): boolean {
  return bridgeheadsOf(topology, connector).some(({ server }) => server.checkConnectorRestrictions);
}

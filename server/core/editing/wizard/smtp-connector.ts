// New SMTP Connector: whose it is, how it is called, by which virtual servers mail leaves, how it is delivered, and which.

import { meaningOf } from '#core/model/address-space';
import { serversOf } from '#core/model/lookup';
import type { RoutingGroup, Topology } from '#core/model/topology';
import { plain, writtenName } from '#core/syntax/words';
import { freeName } from '../free-name.ts';
import { readSpaces, type TypedSpace } from './address-spaces.ts';
import { askCost, type Rival } from './costs.ts';
import { newConnectorName } from './new-name.ts';
import { knownHosts, readHosts, type Hosts, type Sending } from './smart-hosts.ts';
import { stationChoices, writtenStation } from './stations.ts';
import { askOne, askSeveral, askText, bad, type Asking, type Choice } from './step.ts';
import { groupChoice, nearest, type Surroundings } from './surroundings.ts';
import { adding, refusalOf, type Written } from './written.ts';

export function* newSmtpConnector(around: Surroundings): Asking<Written> {
  const { topology } = around;
  if (topology.routingGroups.length === 0) return bad(noGroup);
  const group = yield* askOne({
    prompt: 'Of which routing group?',
    choices: topology.routingGroups.map((each) => groupChoice(topology, each, 'it has no server to send by')),
    proposed: nearest(around, 'group', topology.routingGroups)?.name,
    refusal: ({ key }) => refusalOf(around, { kind: 'routing group', key }),
  });
  const servers = serversOf(topology, group);
  const server = servers.find((each) => each === nearest(around, 'server', topology.servers)) ?? servers[0];
  const name = yield* askText({
    prompt: `What is the new connector of ${plain(group.name)} called?`,
    proposed: proposedName(topology, server?.name ?? ''),
    read: (text) => newConnectorName(topology, text),
  });
  // The latest virtual server of a server, as a connector wants one of its own.
  const own = server?.virtualServers.at(-1);
  const bridgeheads = yield* askSeveral({
    prompt: 'By which virtual servers does its mail leave?',
    choices: stationChoices(topology, group),
    proposed: server === undefined || own === undefined ? [] : [writtenStation(server, own)],
    none: 'Choose one virtual server at least: the local bridgehead.',
  });
  const hosts = yield* askDelivery(topology, { name, group: group.key, connects: [], scope: 'organization' });
  const spaces = yield* askText({
    prompt: 'Which mail? * is everybody outside; also fabrikam.com, *.fabrikam.com, FAX:*; several with commas.',
    proposed: '*',
    read: (text) => readSpaces(topology, text),
  });
  const cost = yield* askCost({
    prompt: 'What does it cost, from 1 to 100? The cheapest is taken.',
    rivals: rivalsFor(topology, group, spaces),
    spread: topology.organization.whenConnectorsTie === 'spread',
  });
  const scope = yield* askOne({ prompt: 'Who may use it?', choices: scopes(group) });
  const lines = [
    '',
    `smtp connector ${writtenName(name)} {`,
    `\tbridgehead ${bridgeheads.join(', ')}`,
    `\taddress space ${spaces.map(({ text }) => `${text} cost ${String(cost)}`).join(', ')}`,
    ...(scope === 'routing group' ? ['\tscope routing group'] : []),
    ...(hosts === 'dns' ? [] : [`\tdeliver through smart host ${hosts.join(', ')}`]),
    '}',
  ];
  return adding(around, { of: { kind: 'routing group', key: group.key }, lines });
}

const noGroup = 'A connector belongs to a routing group, and this topology has none. Declare a routing group first.';

function proposedName({ connectors }: Topology, server: string): string {
  const behind = server === '' ? '' : ` (${server.replaceAll('"', '')})`;
  return freeName(`Internet Mail SMTP Connector${behind}`, new Set(connectors.map(({ key }) => key)));
}

function* askDelivery(topology: Topology, sending: Sending): Asking<'dns' | Hosts> {
  const byDns = {
    value: 'dns',
    kind: 'dns',
    label: 'DNS',
    description: 'looks each domain up',
    meaning: 'dns',
  } as const;
  const choices: readonly Choice<'dns' | Hosts>[] = [byDns, ...knownHosts(topology, sending)];
  return yield* askOne<'dns' | Hosts>({
    prompt: 'How does it deliver? Pick, or type a smart host: relay.example.net or 192.0.2.25',
    choices,
    typed: (text) => readHosts(topology, sending, text),
  });
}

/** The connectors of a group that carry one of these address spaces too. */
function rivalsFor({ connectors }: Topology, group: RoutingGroup, spaces: readonly TypedSpace[]): readonly Rival[] {
  const meanings = new Map(spaces.map((space) => [meaningOf(space), space.text]));
  return connectors.flatMap((connector) => {
    if (connector.group !== group.key || connector.kind === 'routing group connector') return [];
    return connector.addressSpaces.flatMap((space) => {
      const carries = meanings.get(meaningOf(space));
      return carries === undefined ? [] : [{ name: connector.name, carries, cost: space.cost }];
    });
  });
}

function scopes({ name }: RoutingGroup): readonly Choice<'organization' | 'routing group'>[] {
  return [
    {
      value: 'organization',
      kind: 'plain',
      label: 'Entire organization',
      description: 'servers of every routing group',
      meaning: 'organization',
    },
    {
      value: 'routing group',
      kind: 'plain',
      label: 'Routing group',
      description: `servers of ${plain(name)} only`,
      meaning: 'routing group',
    },
  ];
}

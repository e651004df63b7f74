// New Routing Group Connector: from where to where, by which servers, at which cost, and whether back as well.

import { serversOf } from '#core/model/lookup';
import type { RoutingGroup, Topology } from '#core/model/topology';
import { keyOf } from '#core/model/keys';
import { listed, quoted } from '#core/syntax/wording';
import { plain, writtenName } from '#core/syntax/words';
import { freeName } from '../free-name.ts';
import { askCost } from './costs.ts';
import { stationChoices, writtenStation } from './stations.ts';
import { askOne, askSeveral, bad, type Asking } from './step.ts';
import { groupChoice, nearest, type Surroundings } from './surroundings.ts';
import { adding, refusalOf, type NewLines, type Written } from './written.ts';

export function* newRoutingGroupConnector(around: Surroundings): Asking<Written> {
  const { topology } = around;
  const { routingGroups } = topology;
  if (routingGroups.length < 2) return bad(tooFew);
  const from = yield* askOne({
    prompt: 'From which routing group?',
    choices: routingGroups.map((each) => groupChoice(topology, each, 'it has no server to send by')),
    proposed: nearest(around, 'group', routingGroups)?.name,
    refusal: ({ key }) => refusalOf(around, { kind: 'routing group', key }),
  });
  const others = routingGroups.filter((each) => each !== from);
  const connected = (to: RoutingGroup): string => said(between(topology, from, to));
  const to = yield* askOne({
    prompt: `From ${plain(from.name)} to which routing group?`,
    choices: others.map((each) => ({ ...groupChoice(topology, each, 'it has no server that mail could go to'), description: connected(each) })), // prettier-ignore
    proposed: others.find((each) => connected(each) === '' && each.servers.length > 0)?.name,
    refusal: ({ key }) => refusalOf(around, { kind: 'routing group', key }),
  });
  const bridgeheads = yield* askSeveral({
    prompt: `Which servers of ${plain(from.name)} send? With none chosen, any of them`,
    choices: stationChoices(topology, from),
    proposed: [],
  });
  const there = stationChoices(topology, to);
  const targets = yield* askSeveral({
    prompt: `Which servers of ${plain(to.name)} receive?`,
    choices: there,
    proposed: there.slice(0, 1).map(({ value }) => value),
    none: 'Choose one server at least: the target.',
  });
  const cost = yield* askCost({
    prompt: `What does it cost, from 1 to ${String(topology.organization.highestCost)}?`,
    most: topology.organization.highestCost,
    rivals: between(topology, from, to),
    usual: usualCost,
    spread: topology.organization.whenConnectorsTie === 'spread',
  });
  const back = between(topology, to, from);
  const isBothWays = yield* askOne({
    prompt: `Both ways? Without a connector back, ${plain(to.name)} cannot answer by it`,
    choices: [
      { value: 'yes', kind: 'plain', label: 'Yes', description: `from ${plain(to.name)} back to ${plain(from.name)} as well`, meaning: true },
      { value: 'no', kind: 'plain', label: 'No', description: back.length > 0 ? said(back) : 'one way only', meaning: false },
    ], // prettier-ignore
    proposed: back.length > 0 ? 'no' : 'yes',
  });
  const names = freeNames(topology, from, to);
  const forth = connector(names.forth, { from, to, bridgeheads, targets, cost });
  if (!isBothWays) return adding(around, forth);
  const answering = bridgeheads.length > 0 ? bridgeheads : defaultStations(topology, from);
  return adding(around, forth, connector(names.back, { from: to, to: from, bridgeheads: targets, targets: answering, cost })); // prettier-ignore
}

const tooFew =
  'A routing group connector leads from one routing group to another, and this topology has no two of them. Declare a second one first.';

/** What the four cities pay, too: there is room below it for a way that is better. */
const usualCost = 10;

/** The connectors from one group to another, as rivals of a new one. */
function between({ connectors }: Topology, from: RoutingGroup, to: RoutingGroup) {
  return connectors
    .filter(({ group }) => group === from.key)
    .flatMap(({ name, connects }) =>
      connects
        .filter(({ group }) => group.key === to.key)
        .map(({ cost }) => ({ name, carries: `to ${plain(to.name)}`, cost })),
    );
}

function said(connectors: readonly { readonly name: string; readonly cost: number }[]): string {
  if (connectors.length === 0) return '';
  return `connected already by ${listed(connectors.map(({ name, cost }) => `${quoted(name)}, cost ${String(cost)}`))}`;
}

function freeNames({ connectors }: Topology, from: RoutingGroup, to: RoutingGroup) {
  const taken = new Set(connectors.map(({ key }) => key));
  const forth = freeName(`${from.name} to ${to.name}`, taken);
  const back = freeName(`${to.name} to ${from.name}`, new Set([...taken, keyOf(forth)]));
  return { forth, back };
}

/** The default virtual server of each server. */
function defaultStations(topology: Topology, group: RoutingGroup): readonly string[] {
  return serversOf(topology, group).flatMap((server) => {
    const [first] = server.virtualServers;
    return first === undefined ? [] : [writtenStation(server, first)];
  });
}

interface Way {
  readonly from: RoutingGroup;
  readonly to: RoutingGroup;
  /** None: any server. */
  readonly bridgeheads: readonly string[];
  readonly targets: readonly string[];
  readonly cost: number;
}

function connector(name: string, { from, to, bridgeheads, targets, cost }: Way): NewLines {
  const lines = [
    '',
    `routing group connector ${writtenName(name)} to ${writtenName(to.name)} {`,
    ...(bridgeheads.length === 0 ? [] : [`\tbridgehead ${bridgeheads.join(', ')}`]),
    `\ttarget ${targets.join(', ')}`,
    `\tcost ${String(cost)}`,
    '}',
  ];
  return { of: { kind: 'routing group', key: from.key }, lines };
}

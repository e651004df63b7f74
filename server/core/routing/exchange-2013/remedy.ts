// What can be done about single points of failure under today's model, in its words.

import { hostNameKey } from '#core/model/host';
import { hostsOf } from '#core/model/lookup';
import { isSending } from '#core/model/send-connectors';
import type { Element, Key, SendConnector, Topology } from '#core/model/topology';
import { listed, quoted } from '#core/syntax/wording';
import { plainRemedies, type Remedies, type Remedy } from '../survey.ts';

/** Remedies for a topology; none of them changes where mail goes while nothing fails. */
export function remediesFor(topology: Topology): Remedies {
  return {
    remedyFor(element, strands) {
      switch (element.kind) {
        case 'server':
        case 'virtual server':
          return serverRemedy(topology, element.kind === 'server' ? element.server.key : element.reference.server.key);
        case 'connector':
          return connectorRemedy(topology, element.connector.key);
        case 'host':
          return hostRemedy(topology, element);
        default:
          return plainRemedies.remedyFor(element, strands);
      }
    },
  };
}

function remedy(by: Remedy['by'], sentence: string, rest = ''): Remedy {
  return { by, sentence, rest, change: undefined };
}

/** Its connectors first, as that takes a word; then its site, then its mailboxes. */
function serverRemedy(topology: Topology, key: Key): Remedy {
  const server = topology.serverByKey.get(key);
  const name = server?.name ?? '';
  const alone = topology.connectors.filter(isSending).filter((each) => sourcesOf(each).length === 1 && sourcesOf(each)[0] === key); // prettier-ignore
  const neighbours = topology.servers.filter(
    (each) => each.group === server?.group && each.key !== key && each.isEdge === server.isEdge,
  );
  const site = topology.routingGroupByKey.get(server?.group ?? key)?.name ?? '';
  const rest = server?.databases.some(({ copies }) => copies.length === 0) === true ? restOfMailboxes : '';
  if (alone.length > 0 && neighbours[0] !== undefined) {
    const connectors = listed(alone.map(({ name: each }) => quoted(each)));
    return remedy('routing', `Name a second source server in ${connectors}, ${neighbours[0].name} say.`, rest);
  }
  if (neighbours.length === 0)
    return remedy('hardware', `Site ${site} has no other server like ${name}: add one.`, rest);
  if (rest !== '') return remedy('cluster', `Put copies of its databases on other members of a DAG.`);
  return remedy('hardware', `Add a server that can do what ${name} does.`);
}

const restOfMailboxes = 'Mail for its databases without a copy elsewhere waits all the same.';

function sourcesOf({ bridgeheads }: SendConnector): readonly Key[] {
  return bridgeheads === 'any' ? [] : bridgeheads.map(({ server }) => server.key);
}

function connectorRemedy(topology: Topology, key: Key): Remedy {
  const connector = topology.connectorByKey.get(key);
  const spaces = connector !== undefined && isSending(connector) ? connector.addressSpaces.map(({ pattern }) => pattern) : []; // prettier-ignore
  return remedy(
    'routing',
    `Add a second Send connector for ${listed(spaces.map(quoted))} at a higher cost: it takes over when this one is disabled, not when its hosts or sources fail.`,
  );
}

function hostRemedy(topology: Topology, { host }: Extract<Element, { kind: 'host' }>): Remedy {
  const naming = topology.connectors.filter((each) =>
    hostsOf(each).some(({ text }) => hostNameKey(text) === hostNameKey(host)),
  );
  const names = listed(naming.map(({ name }) => quoted(name)));
  return remedy('hardware', `Name a second smart host in ${names}: the next one is tried when one fails.`);
}

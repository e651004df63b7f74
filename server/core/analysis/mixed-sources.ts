import { connectorId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import { plain } from '#core/syntax/words';
import { connectors, edgeServers, members } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * The source servers of a connector are Edge servers and Mailbox servers. An Edge server has connectors of its own, which its
 * subscription makes; mail gets to it by way of its site only (§4.1, §6) [MS-EDGESUB].
 */
export const mixedSources = rule({
  code: 'mixed-sources',
  severity: 'error',
  over: connectors,
  reads: { edgeServers, members },
  concerns: (connector, { edgeServers }) => edgeServers.length > 0 && isSending(connector),
  *check({ name, bridgeheads }, { edgeServers, members }) {
    const sources = bridgeheads === 'any' ? [] : bridgeheads.filter(({ server }) => members.has(server.key));
    const edges = sources.filter(({ server }) => edgeServers.includes(server.key));
    const [edge] = edges;
    if (edge?.place === undefined || edges.length === sources.length) return;
    const [is, them] = edges.length > 1 ? ['are Edge servers', 'them'] : ['is an Edge server', 'it'];
    yield {
      place: edge.place,
      message:
        `${listed(edges.map(({ server }) => plain(server.name)))} ${is} and the other sources of ${quoted(name)} are Mailbox ` +
        `servers, which have no connector in common. Take ${them} out, or name Edge servers only.`,
      element: connectorId(name),
    };
  },
});

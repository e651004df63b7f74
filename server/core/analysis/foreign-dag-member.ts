import { serverId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { dagOfServer } from './dag-members.ts';
import { dags, edgeServers, members } from './facts.ts';
import { rule } from './rule.ts';

/**
 * A member of a DAG is in another DAG already, or it is an Edge server, which has no databases. A server is in one DAG at
 * most: the first that names it counts (§1.3) [MS-ROUTING].
 */
export const foreignDagMember = rule({
  code: 'foreign-dag-member',
  severity: 'error',
  over: dags,
  reads: { dagOfServer, edgeServers, members },
  *check({ key, name, members: listed }, { dagOfServer, edgeServers, members }) {
    for (const member of listed) {
      const server = members.get(member.key);
      const first = dagOfServer.get(member.key);
      if (server === undefined || member.place === undefined) continue;
      const isEdge = edgeServers.includes(member.key);
      if (!isEdge && (first === undefined || first.key === key)) continue;
      yield {
        place: member.place,
        message: isEdge
          ? `${plain(server.name)} is an Edge server and has no databases, so it is no member of ${plain(name)}. Take it out.`
          : `${plain(server.name)} is a member of ${plain(first?.name ?? '')} already, and a server is in one DAG at most: ` +
            `${plain(name)} does without it. Leave it in one of them.`,
        element: serverId(server.name),
      };
    }
  },
});

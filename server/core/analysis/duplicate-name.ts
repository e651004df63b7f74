import { connectorId, hostId, groupId, serverId, type ElementId } from '#core/model/element';
import type { Duplicate } from '#core/model/topology';
import { duplicates } from './facts.ts';
import { wholeRule } from './rule.ts';
import { inWords, quoted } from './wording.ts';

/**
 * A name is declared a second time. Routing groups, servers, connectors of all kinds together, groups of senders, mail
 * systems, tests and scenarios are each unique in the topology, virtual servers in their server; names compare without regard to case. The first
 * declaration counts and the later one is left out of routes and drawing; only the members of a routing group that is
 * declared twice count all.
 */
export const duplicateName = wholeRule({
  code: 'duplicate-name',
  severity: 'error',
  reads: { duplicates },
  *check({ duplicates }) {
    for (const duplicate of duplicates) {
      yield {
        place: duplicate.place,
        message: messageOf(duplicate),
        related: duplicate.first === undefined ? [] : [{ place: duplicate.first, message: 'The first one is here.' }],
        element: elementOf(duplicate),
      };
    }
  },
});

function messageOf({ kind, name }: Duplicate): string {
  if (kind === 'organization') return 'The topology has an organization already, so this one is ignored. Join the two.';
  const where = kind === 'virtual server' ? 'of this server ' : '';
  const ignored =
    kind === 'routing group' || kind === 'site' ? 'their members are taken together' : 'this one is ignored';
  if (kind === 'host') return `${name} is declared already, so this one is ignored. Join the two.`;
  return `Another ${inWords(kind)} ${where}is called ${quoted(name)} already, so ${ignored}. Rename one of them.`;
}

function elementOf({ kind, name }: Duplicate): ElementId | undefined {
  switch (kind) {
    case 'routing group':
    case 'site':
      return groupId({ kind, name });
    case 'server':
      return serverId(name);
    case 'connector':
      return connectorId(name);
    case 'host':
      return hostId(name);
    default:
      return undefined;
  }
}

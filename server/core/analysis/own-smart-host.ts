import { hostsOf } from '#core/model/lookup';
import type { Host, Key } from '#core/model/topology';
import { edgeServers, members, type Member } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { rule } from './rule.ts';
import { senderId } from './sender-id.ts';
import { senders, smartHostsOf, type Sender } from './smart-hosts.ts';
import { plain } from '#core/syntax/words';

/**
 * The smart host of a connector, or the remote host of an X.400 connector, is a server of the organization. That server
 * looks for the way again, finds the same connector, and the mail goes round until it is returned (M27; 5.4.8). Not
 * reported for connectors that lead to routing groups, which arrive at such a server (§13.11), nor for a connector kept
 * to its routing group that hands its mail to a server of another one. For a virtual server only the server itself counts.
 */
export const ownSmartHost = rule({
  code: 'own-smart-host',
  severity: 'error',
  over: senders,
  reads: { ownHosts, members, edgeServers },
  concerns: (sender) => hostsOfSender(sender).length > 0 && !(sender.kind !== 'virtual server' && sender.disabled),
  *check(sender, { ownHosts, members, edgeServers }) {
    for (const host of hostsOfSender(sender)) {
      const own = members.get(ownHosts.get(host.address ?? host.text) ?? nobody);
      // An Edge server knows its own connectors alone (§6).
      if (own === undefined || edgeServers.includes(own.key)) continue;
      if (host.place === undefined || !comesBack(sender, own)) continue;
      yield {
        place: host.place,
        message:
          `${sender.kind === 'x400 connector' ? 'Remote' : 'Smart'} host ${host.text} is our own server ${plain(own.name)}, so mail comes back and is returned as looping. ` +
          'Name a host outside the organization.',
        related: [
          { place: { declared: { kind: 'server', key: own.key } }, message: `${plain(own.name)} is declared here.` },
        ],
        element: senderId(sender, members),
      };
    }
  },
});

const nobody = '' as Key;

/** Smart hosts, and the remote host of an X.400 connector. */
function hostsOfSender(sender: Sender): readonly Host[] {
  return sender.kind === 'x400 connector' ? hostsOf(sender) : smartHostsOf(sender);
}

function comesBack(sender: Sender, own: Member): boolean {
  switch (sender.kind) {
    case 'virtual server':
      return sender.server === own.key;
    case 'smtp connector':
    case 'x400 connector':
      return sender.connects.length === 0 && (sender.scope === 'organization' || sender.group === own.group);
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return sender.scope === 'organization' || sender.group === own.group;
    case 'routing group connector':
      return false;
  }
}

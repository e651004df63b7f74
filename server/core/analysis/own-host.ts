import { hostId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { groupWord, mailSystems, members } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { rule } from './rule.ts';

/**
 * What is declared as another mail system is a server of ours, by its name, its address or what it presents. What it accepts
 * and where it hands unknown recipients is said by the organization and its virtual servers, so the block means nothing
 * (routing.md §13.23).
 */
export const ownHost = rule({
  code: 'own-host',
  severity: 'error',
  over: mailSystems,
  reads: { ownHosts, members, groupWord },
  *check({ key, name, place }, { ownHosts, members, groupWord }) {
    const unresolved = groupWord === 'site' ? '' : ", and 'unresolved recipients to' in a virtual server";
    const own = members.get(ownHosts.get(key) ?? key);
    if (own === undefined || place === undefined) return;
    yield {
      place,
      message:
        `${name} is our own server ${plain(own.name)} and no other mail system, so this block means nothing. Remove it: what ` +
        `we accept stands in the organization${unresolved}.`,
      related: [
        { place: { declared: { kind: 'server', key: own.key } }, message: `${plain(own.name)} is declared here.` },
      ],
      element: hostId(name),
    };
  },
});

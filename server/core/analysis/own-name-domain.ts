import { plain } from '#core/syntax/words';
import { members, organization } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { wholeRule } from './rule.ts';

/**
 * A domain of the organization is the name of one of its servers. Mail between servers is addressed by that name, finds
 * the domain instead, and loops: it is returned with 5.4.8 (routing.md §13.21) [KB-288175].
 */
export const ownNameDomain = wholeRule({
  code: 'own-name-domain',
  severity: 'error',
  reads: { organization, ownHosts, members },
  *check({ organization: { domains }, ownHosts, members }) {
    for (const { domain, place } of domains) {
      const key = ownHosts.get(domain);
      const own = key === undefined ? undefined : members.get(key);
      if (own === undefined || place === undefined) continue;
      yield {
        place,
        message:
          `${domain} is the name of our own server ${plain(own.name)}: mail to that server looks for the domain and is returned ` +
          'as looping. Accept the domain above it instead.',
        related: [
          { place: { declared: { kind: 'server', key: own.key } }, message: `${plain(own.name)} is declared here.` },
        ],
      };
    }
  },
});

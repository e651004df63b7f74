import type { LongestWay } from '#core/weaknesses/longest-way';
import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import { servers } from './facts.ts';
import { found } from './fact.ts';
import { rule } from './rule.ts';

const longest = found((weaknesses): LongestWay | undefined => weaknesses.longest);

/**
 * A hop limit outside of 10 to 256, which System Manager takes, or lower than the longest way needs: mail that has passed
 * that many servers is returned as looping (routing.md §1.4, M37) [BPA-HOP, KB-313529]. 30 is recommended.
 */
export const hopLimit = rule({
  code: 'hop-limit',
  severity: 'warning',
  over: servers,
  reads: { longest },
  *check({ key, name, virtualServers }, { longest }) {
    for (const virtualServer of virtualServers) {
      const wrong = whatIsWrong(virtualServer.hopLimit, longest);
      if (wrong === undefined) continue;
      const of = { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) } as const;
      yield {
        place: { statement: 'hop limit', of },
        message: `${wrong} Exchange 2003 has 30 unless changed: remove 'hop limit', or write 30.`,
        fixes: [
          { title: "Remove 'hop limit', which makes it 30", edits: [{ without: { statement: 'hop limit', of } }] },
        ],
        element: virtualServerId(name, virtualServer.name),
      };
    }
  },
});

function whatIsWrong(limit: number, longest: LongestWay | undefined): string | undefined {
  if (longest !== undefined && limit < longest.servers) {
    return (
      `Mail from ${longest.from} to ${longest.to} passes ${String(longest.servers)} servers, more than ${String(limit)}, ` +
      'and is returned as looping.'
    );
  }
  if (limit > 256) return `A hop limit goes from 10 to 256; with ${String(limit)} a loop would hardly ever end.`;
  return limit < 10
    ? `A hop limit goes from 10 to 256; with ${String(limit)} mail is soon returned as looping.`
    : undefined;
}

import { serverId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import type { PlacedRange, ReceiveConnector } from '#core/model/topology';
import { isPrivate, rangeSize, writtenRange } from '#core/syntax/ip-network';
import { plain } from '#core/syntax/words';
import { servers } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * A Receive connector relays for anyone, and it takes connections from everywhere, or from more public addresses than an
 * organization has: more than a /16, of IPv6 than a /32. It is an open relay, which sends other people's spam (§1.5)
 * [MS-RELAY, OR-RELAY16]. Relaying for a few computers that cannot log on takes a connector of its own with their addresses.
 */
export const anonymousRelay = rule({
  code: 'anonymous-relay',
  severity: 'error',
  over: servers,
  reads: {},
  concerns: ({ receiveConnectors }) => receiveConnectors.some(({ relay }) => relay === 'anyone'),
  *check({ name, receiveConnectors }) {
    for (const connector of receiveConnectors) {
      const wide = connector.from.find(isWide);
      if (connector.relay !== 'anyone' || (wide === undefined && connector.from.length > 0)) continue;
      const place = wide?.place ?? connector.place;
      if (place === undefined) continue;
      const who = wide === undefined ? 'whoever reaches it' : `strangers with addresses in ${writtenRange(wide)}`;
      yield {
        place,
        message:
          `${quoted(connector.name)} on ${plain(name)} is an open relay: ${who} can send mail to anywhere. ` +
          "Name the addresses of your own computers with 'from', or remove 'relay anyone'.",
        fixes: [
          {
            title: "Remove 'relay anyone'",
            edits: [{ without: { statement: 'relay', of: blockOf(connector) } }],
            preferred: false,
          },
        ],
        element: serverId(name),
      };
    }
  },
});

function blockOf({ server, key }: ReceiveConnector) {
  return { kind: 'receive connector', key: virtualServerKey(server, key) } as const;
}

function isWide(range: PlacedRange): boolean {
  const isV6 = range.first.includes(':');
  const bits = isV6 ? 128 : 32;
  const size = rangeSize(range);
  const isClosed = [range.first, range.last].every((address) => isPrivate({ address, prefixLength: bits }));
  if (isClosed && (isV6 || size <= 1n << 24n)) return false;
  return size > (isV6 ? 1n << 96n : 1n << 16n);
}

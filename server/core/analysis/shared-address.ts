import { serverId } from '#core/model/element';
import { contested } from './contested.ts';
import { servers } from './facts.ts';
import { wholeRule } from './rule.ts';
import { plain } from '#core/syntax/words';

const sharedAddresses = contested(({ addresses }) => addresses.map(({ value }) => value));

/**
 * Two servers declare the same IP address. On one network only one of them answers there, and mail for the other goes
 * astray.
 */
export const sharedAddress = wholeRule({
  code: 'shared-address',
  severity: 'error',
  reads: { sharedAddresses, servers },
  *check({ sharedAddresses, servers }) {
    if (sharedAddresses.length === 0) return;
    const shared = new Set(sharedAddresses);
    const first = new Map<string, (typeof servers)[number]>();
    for (const server of servers) {
      for (const { value, place } of server.addresses) {
        const owner = first.get(value);
        if (!shared.has(value) || place === undefined || owner === server) continue;
        if (owner === undefined) {
          first.set(value, server);
          continue;
        }
        const there = owner.addresses.find((address) => address.value === value)?.place;
        yield {
          place,
          message:
            `${value} is an address of ${plain(owner.name)} too, so mail for one of the two goes astray. ` +
            'Give each server addresses of its own.',
          related: there === undefined ? [] : [{ place: there, message: `${plain(owner.name)} has it here.` }],
          element: serverId(server.name),
        };
      }
    }
  },
});

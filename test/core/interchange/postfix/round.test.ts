// Out and in again: what is exported sends mail as the routes say, and what is imported from it routes the same.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from '#core/interchange/import';
import { firstHopOf, routeFrom } from '#core/interchange/postfix/first-hop';
import { isSameHop } from '#core/interchange/postfix/map/self-check';
import type { Topology } from '#core/model/topology';
import { expectAlwaysAsync } from '../../../property.ts';
import { topologyFromText } from '../../routing/topology-in-text.ts';
import { exportAll, filesOf, hostsFrom } from './given.ts';
import { addressesOf, relayTopology } from './relay-topology.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** What differs, one line each. */
async function differencesOf(topology: Topology, addresses: readonly string[]): Promise<string[]> {
  const hosts = await hostsFrom(exportAll(topology));
  return topology.servers.flatMap((server) => {
    const host = hosts.all.find(({ name }) => name === server.name);
    if (host === undefined) return [`${server.name} is not there`];
    return addresses.flatMap((address) => {
      const there = hosts.hopOf(host, address);
      const here = firstHopOf(routeFrom(topology, server, address), server, topology);
      return isSameHop(there, here, address)
        ? []
        : [`${server.name} ${address}: ${JSON.stringify(here)} ${there.kind}`];
    });
  });
}

describe('an export to Postfix', () => {
  it('hands mail for a mailbox on another server of the site to that server', () => {
    const texts = exportAll(
      topologyFromText(`organization Contoso { model exchange-2013; domain contoso.com }
site Lyon {
  server LYO1 { mailbox anna@contoso.com }
  server LYO2 { mailbox bert@contoso.com; address 10.0.0.2 }
}
`),
    );
    expect(texts['LYO1/transport']).toMatch(/^bert@contoso\.com +smtp:\[10\.0\.0\.2\]$/m);
  });

  it('sends mail as the routes say', async () => {
    const property = fc.asyncProperty(seeds, async (seed) => {
      const made = relayTopology(seed);
      const differences = await differencesOf(topologyFromText(made.text), addressesOf(made));
      expect(differences, made.text).toEqual([]);
    });
    await expectAlwaysAsync(property, { runs: 60 });
  });

  it('leaves % and ! in local parts alone, which Postfix else takes for routes', () => {
    const main = exportAll(topologyFromText(relayTopology(1).text))['mx0a/main.cf'] ?? '';
    expect(main.split('\n')).toEqual(expect.arrayContaining(['allow_percent_hack = no', 'swap_bangpath = no']));
  });

  it('comes back as a topology with the same first hops', async () => {
    const property = fc.asyncProperty(seeds, async (seed) => {
      const made = relayTopology(seed);
      const before = topologyFromText(made.text);
      const imported = await importFiles(filesOf(exportAll(before)));
      if (!imported.ok) throw new Error(imported.error);
      const after = topologyFromText(imported.value.text);
      for (const server of before.servers) {
        const same = after.servers.find(({ name }) => name === server.name);
        if (same === undefined) throw new Error(`${server.name} is not there`);
        for (const address of addressesOf(made)) {
          const [old, now] = [[before, server] as const, [after, same] as const].map(([topology, at]) => firstHopOf(routeFrom(topology, at, address), at, topology)); // prettier-ignore
          expect(hopWords(now), `${server.name} ${address}\n${made.text}\n${imported.value.text}`).toBe(hopWords(old));
        }
      }
    });
    await expectAlwaysAsync(property, { runs: 40 });
  });
});

function hopWords(hop: ReturnType<typeof firstHopOf> | undefined): string {
  if (hop?.kind === 'own') return hop.server;
  return hop?.kind === 'outside' ? hop.nextHop.toLowerCase() : (hop?.kind ?? '');
}

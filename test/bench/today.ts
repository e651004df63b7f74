// Today's model in a large organization: 200 sites with 1,000 servers, DAGs over pairs of sites, three hub sites.

import { performance } from 'node:perf_hooks';
import { analyzeFailures } from '#core/failure/analyze-failures';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { referenceTo } from '#core/model/keys';
import { makeSend } from '#core/model/make';
import type { Send, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { topologyFromText } from '../core/routing/topology-in-text.ts';

export interface Measurement {
  readonly name: string;
  readonly unit: 'ms';
  readonly p50: number;
  readonly p95: number;
}

/** Sites around three hubs, five servers each; two neighbours share a DAG. */
export function generateSites(sites = 200): string {
  const numbers = Array.from({ length: sites }, (_, n) => n);
  const server = (site: number, n: number) => `S${site}-MBX${n}`;
  const neighbour = (site: number) => (site % 2 === 0 ? Math.min(sites - 1, site + 1) : site - 1);
  const blocks = numbers.map((site) =>
    [
      `site Site${site} {`,
      ...(site < 3 ? ['  hub'] : []),
      ...[1, 2, 3, 4, 5].map((n) =>
        site < 3
          ? `  server ${server(site, n)} { mailbox s${site}n${n}*@contoso.com }`
          : `  server ${server(site, n)} { database DB${site}-${n} { mailbox s${site}n${n}*@contoso.com; copy on ${server(neighbour(site), n)} } }`,
      ),
      '}',
    ].join('\n'),
  );
  const links = numbers.slice(1).map((site) => {
    const to = site < 3 ? 0 : site % 3;
    return `site link L${site} between Site${to}, Site${site} { cost ${10 + (site % 7)} }`;
  });
  const dags = numbers
    .filter((site) => site >= 3 && site % 2 === 0 && site + 1 < sites)
    .map((site) => {
      const members = [site, site + 1].flatMap((each) => [1, 2, 3, 4, 5].map((n) => server(each, n)));
      return `dag DAG${site} { member ${members.join(', ')} }`;
    });
  return [
    'organization Contoso { model exchange-2013; domain contoso.com; mail exchanger S0-MBX1 }',
    ...blocks,
    ...links,
    ...dags,
    'send connector Internet { source S0-MBX1, S0-MBX2; address space * }',
    'send connector Cloud { source S1-MBX1; address space cloud.example; deliver through smart host relay.cloud.example }',
    '',
  ].join('\n');
}

export function benchToday(): readonly Measurement[] {
  const topology = topologyFromText(generateSites());
  const routes = routing(topology);
  const analyses = [1, 2, 3].map(() => analysis(topology));
  return [
    measured('route, 200 sites and 1,000 servers', routes),
    measured('all single failures, 200 sites and 1,000 servers', analyses),
    measured('drawn, 200 sites and 1,000 servers', drawings(topology)),
  ];
}

function routing(topology: Topology): readonly number[] {
  const { route } = compileRouting(topology);
  const sends = Array.from({ length: 1000 }, (_, n): Send => {
    const [from, to] = [(n * 37) % 200, (n * 91 + 5) % 200];
    const local = `s${to}n${1 + (n % 5)}x`;
    const address = n % 4 === 0 ? { local: 'x', domain: 'fabrikam.com' } : { local, domain: 'contoso.com' };
    return makeSend(
      { kind: 'server', server: referenceTo(`S${from}-MBX${1 + (n % 5)}`), virtualServer: undefined, place: undefined },
      { type: 'SMTP', address: `${address.local}@${address.domain}`, ...address },
    );
  });
  for (const send of sends) route(send, []);
  return sends.map((send) => {
    const start = performance.now();
    route(send, []);
    return performance.now() - start;
  });
}

function analysis(topology: Topology): number {
  const start = performance.now();
  for (const step of analyzeFailures(compileRouting({ ...topology }))) if (step.done < 0) break;
  return performance.now() - start;
}

function drawings(topology: Topology): readonly number[] {
  return [1, 2, 3].map(() => {
    const start = performance.now();
    layout(buildGraph(topology));
    return performance.now() - start;
  });
}

function measured(name: string, samples: readonly number[]): Measurement {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 1000) / 1000;
  return { name, unit: 'ms', p50: at(0.5), p95: at(0.95) };
}

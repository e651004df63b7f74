// Whether mail in the topology passes the same sites as mail of Exchange 2007 and 2010 does, for each two sites: ways over
// routing groups of 2003, and costs that are equal with and without a hub, can make it go elsewhere.

import { buildTopology } from '../../model/build.ts';
import { keyOf } from '../../model/keys.ts';
import { openProject } from '../../model/project.ts';
import type { Topology } from '../../model/topology.ts';
import { compileRouting } from '../../routing/models.ts';
import { groupsPassed } from '../../routing/route.ts';
import { parse } from '../../syntax/parse.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Ledger } from '../ledger.ts';
import { writeTopology, type Written } from '../statements.ts';
import type { SiteGraph, SiteNode } from './site-graph.ts';

/** More pairs than these are not looked at: it would take minutes, and the report says so. */
const mostPairs = 10_000;

interface CheckedWays {
  readonly graph: SiteGraph;
  readonly nodes: readonly SiteNode[];
  /** A server with transport for each site, as it is written. */
  serverIn(site: string): string | undefined;
}

/** Tells of each two sites between which mail passes others here than there. */
export function checkWays(
  organization: readonly Written[],
  declarations: readonly Written[],
  { graph, nodes, serverIn }: CheckedWays,
  ledger: Ledger,
): void {
  const ends = nodes.flatMap((node) => (node.hasTransport ? [{ node, server: serverIn(node.name) ?? '' }] : []));
  if (ends.length * (ends.length - 1) > mostPairs) {
    const text = `There are ${String(ends.length)} sites: whether mail passes the same sites here as there was not tried.`;
    ledger.note({ class: 'differs', kind: 'AdSite', object: 'all', text });
    return;
  }
  const topology = withMailboxes(organization, declarations, ends);
  const { route } = compileRouting(topology);
  for (const from of ends) {
    for (const [at, to] of ends.entries()) {
      const wanted = graph.stops(from.node, to.node);
      if (from === to || wanted.length === 0 || !to.node.takesMail) continue;
      const server = { key: keyOf(from.server), name: from.server, place: undefined };
      const domain = domainAt(at);
      const found = route(
        {
          from: { kind: 'server', server, virtualServer: undefined, place: undefined },
          to: { type: 'SMTP', address: `somebody@${domain}`, local: 'somebody', domain },
          ...{ sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined, place: undefined },
          system: false,
        },
        [],
      );
      const passed = groupsPassed(found);
      if (passed.join('\n') === wanted.join('\n')) continue;
      const text = `Mail from ${from.node.name} to ${to.node.name} passes ${wanted.join(', ')}; in the topology it passes ${passed.join(', ')}.`;
      ledger.note({ class: 'differs', kind: 'AdSite', object: from.node.name, text });
    }
  }
}

function domainAt(number: number): string {
  return `site-${String(number)}.bridgehead-probe.invalid`;
}

function withMailboxes(
  organization: readonly Written[],
  declarations: readonly Written[],
  ends: readonly { readonly server: string }[],
): Topology {
  const mailboxes = new Map(
    ends.map(({ server }, at) => [`server ${writtenName(server)}`, { words: `mailbox *@${domainAt(at)}` }]),
  );
  const withMailbox = (written: Written): Written => {
    const mailbox = mailboxes.get(written.words);
    const block = written.block?.map(withMailbox);
    return { ...written, ...(block && { block: mailbox === undefined ? block : [...block, mailbox] }) };
  };
  const domains = ends.map((_, at) => ({ words: `domain ${domainAt(at)}` }));
  const head = { words: 'organization Imported', block: [...organization, ...domains] };
  const tree = parse(writeTopology([], [head, ...declarations.map(withMailbox)]));
  return buildTopology(
    openProject(
      'imported.topo',
      () => tree,
      (_, path) => path,
    ),
  );
}

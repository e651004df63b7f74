// What is worth knowing about sites, their servers, DAGs and databases beyond the text, in Markdown.

import { costOf, sitePairsOf } from '#core/model/site-pairs';
import { isSending } from '#core/model/send-connectors';
import type { Dag, Database, Key, RoutingGroup, SendConnector, Server, SiteLink, Topology } from '#core/model/topology';
import { ended } from '#core/syntax/wording';
import { escaped } from './markdown.ts';

/** A site: its servers, and what joins it to others. */
export function siteFacts(topology: Topology, site: RoutingGroup): string[] {
  const joined = sitePairsOf(topology).flatMap(({ from, to, cost }) => {
    const other = from.key === site.key ? to : to.key === site.key ? from : undefined;
    return other === undefined ? [] : [`**${escaped(other.name)}** at cost ${cost}`];
  });
  const count = site.servers.length;
  return [
    `${count} ${count === 1 ? 'server' : 'servers'}.`,
    joined.length === 0 ? 'No site link joins it to another site.' : `Joined to ${joined.join(', ')}.`,
    ...(site.hub ? ['A hub site: mail whose least-cost path leads through it stops there.'] : []),
    ...(site.noInboundMail ? ['It takes no mail from other sites.'] : []),
  ];
}

/** A Mailbox or Edge server. */
export function transportServerFacts(topology: Topology, server: Server): string[] {
  const dag = topology.dags.find(({ members }) => members.some(({ key }) => key === server.key));
  const sourceOf = topology.connectors.filter((each) => isSending(each) && hasSource(each, server.key));
  return [
    `${server.isEdge ? 'Edge server, subscribed to' : 'In'} site **${nameOf(topology, server.group)}**.`,
    ...(dag === undefined ? [] : [`Member of DAG **${escaped(dag.name)}**: any member takes mail for its databases.`]),
    ...(server.databases.length === 0 ? [] : [ended(`Databases: ${names(server.databases)}`)]),
    ...(sourceOf.length === 0 ? [] : [ended(`Source of ${names(sourceOf)}`)]),
  ];
}

function hasSource({ bridgeheads }: SendConnector, server: Key): boolean {
  return bridgeheads !== 'any' && bridgeheads.some((one) => one.server.key === server);
}

/** A database: where its active copy can be, and who delivers into it. */
export function databaseFacts(topology: Topology, database: Database): string[] {
  const server = topology.serverByKey.get(database.server);
  const dag = topology.dags.find(({ members }) => members.some(({ key }) => key === database.server));
  const site = server === undefined ? '' : nameOf(topology, server.group);
  return [
    `Active on **${escaped(server?.name ?? '')}**${database.copies.length === 0 ? ', without a copy elsewhere' : `, else on ${names(database.copies)}`}.`,
    dag === undefined
      ? `Any Mailbox server of site **${site}** delivers into it.`
      : `Any member of DAG **${escaped(dag.name)}** delivers into it, in whichever site.`,
  ];
}

/** A site link: what mail pays on it. */
export function siteLinkFacts(link: SiteLink): string[] {
  const said = link.exchangeCost === undefined ? '' : `, in place of ${link.cost.value} in Active Directory`;
  return [`Mail pays ${costOf(link)} between any two of ${names(link.sites)}, in both directions${said}.`];
}

/** A DAG: its members by site. */
export function dagFacts(topology: Topology, dag: Dag): string[] {
  const sites = new Map<string, string[]>();
  for (const { key } of dag.members) {
    const server = topology.serverByKey.get(key);
    if (server === undefined) continue;
    const site = nameOf(topology, server.group);
    sites.set(site, [...(sites.get(site) ?? []), escaped(server.name)]);
  }
  return [...sites].map(([site, servers]) => `In **${site}**: ${servers.join(', ')}.`);
}

function nameOf(topology: Topology, key: Key): string {
  return escaped(topology.routingGroupByKey.get(key)?.name ?? key);
}

function names(declared: readonly { readonly name: string }[]): string {
  return declared.map(({ name }) => escaped(name)).join(', ');
}

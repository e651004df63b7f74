// One server of a topology as the configuration of a Postfix host: for each domain where its mail goes first. What only
// routes know, as costs and second ways, is listed at the head of main.cf.

import type { Server, Topology, VirtualServer } from '#core/model/topology';
import type { ExportedFile, ExportNote, ServerExporter } from '../export.ts';
import { leftOut } from './writing/left-out.ts';
import { type Transports, transportsOf } from './writing/transport.ts';
import { byDns, hostNameOf, Ways } from './writing/ways.ts';

export const exportToPostfix: ServerExporter = (topology, { source, server }) => {
  const ways = new Ways(topology, server);
  const transports = transportsOf(topology, (pattern) => server.mailboxes.includes(pattern), ways);
  const notes = leftOut(topology, server, ways.used, transports.unwritable);
  const files: ExportedFile[] = [
    { path: 'main.cf', text: mainCf({ topology, source, server, transports, notes }) },
    { path: 'transport', text: table(transports.lines, `Where mail of ${server.name} goes (transport(5)); read as text, without postmap.`) }, // prettier-ignore
  ];
  if (transports.expressions.length > 0) {
    const lines = transports.expressions.map(
      ([expression, value]) => [expression, value.replaceAll('$', '$$$$')] as const,
    );
    files.push({
      path: 'transport.regexp',
      text: table(lines, 'Mailboxes with *, the closest first (regexp_table(5)).'),
    });
  }
  const master = masterCf(server);
  if (master !== undefined) files.push({ path: 'master.cf.add', text: master });
  return { ok: true, value: { files, notes } };
};

interface Writing {
  readonly topology: Topology;
  readonly source: string;
  readonly server: Server;
  readonly transports: Transports;
  readonly notes: readonly ExportNote[];
}

function mainCf({ topology, source, server, transports, notes }: Writing): string {
  const { usual, expressions } = transports;
  const tables = ['transport', ...(expressions.length > 0 ? ['transport.regexp'] : [])].map((name) =>
    name === 'transport' ? `texthash:$\{config_directory}/${name}` : `regexp:$\{config_directory}/${name}`,
  );
  const [first] = server.virtualServers;
  return lines([
    `# Postfix (3.5 or later) as ${server.name} of ${source}: put this into main.cf, and transport beside it.`,
    '# Each line says where mail goes first; the next host decides again.',
    ...(notes.length === 0 ? [] : ['# Not said here:']),
    ...notes.map(({ element, text }) => `#   ${element === '' ? '' : `${element}: `}${text}`),
    '',
    'compatibility_level = 3.6',
    `myhostname = ${hostNameOf(server, topology)}`,
    `inet_interfaces = ${interfacesOf(server)}`,
    `mydestination = ${['$myhostname', 'localhost', ...transports.kept].join(', ')}`,
    `relay_domains = ${transports.relayed.join(', ')}`.trimEnd(),
    '# relay_domains is left out: a domain there does not mean those below it.',
    'parent_domain_matches_subdomains = debug_peer_list, fast_flush_domains, mynetworks, permit_mx_backup_networks, qmqpd_authorized_clients, smtpd_access_maps',
    '# In a local part % and ! are characters like others: without these lines, mail for a%b@d would go to a@b.',
    'allow_percent_hack = no',
    'swap_bangpath = no',
    `transport_maps = ${tables.join(', ')}`,
    ...(usual.startsWith('error:') ? [`default_transport = ${usual}`] : []),
    `relayhost = ${usual.startsWith('smtp:') && usual !== byDns ? usual.slice('smtp:'.length) : ''}`.trimEnd(),
    ...(first === undefined ? [] : limitsOf(first)),
  ]);
}

/** Sizes in bytes, times in seconds (postconf(5)). */
function limitsOf(virtualServer: VirtualServer): string[] {
  const { limitSizeBytes, hopLimit, retrySeconds, delayNotificationSeconds, expireSeconds } = virtualServer;
  const shortest = Math.max(1, Math.round(retrySeconds.first[0] ?? retrySeconds.then));
  return [
    `message_size_limit = ${limitSizeBytes === Infinity ? '0' : String(limitSizeBytes)}`,
    `hopcount_limit = ${String(hopLimit)}`,
    `minimal_backoff_time = ${String(shortest)}s`,
    `maximal_backoff_time = ${String(Math.max(shortest, Math.round(retrySeconds.then)))}s`,
    `delay_warning_time = ${String(Math.max(1, Math.round(delayNotificationSeconds)))}s`,
    `maximal_queue_lifetime = ${String(Math.max(1, Math.round(expireSeconds)))}s`,
    'bounce_queue_lifetime = $maximal_queue_lifetime',
  ];
}

/** Its addresses where they are known, so that others are told apart from it by address; else all. */
function interfacesOf({ addresses, virtualServers }: Server): string {
  const bindings = virtualServers.filter(({ stopped }) => !stopped).flatMap((each) => each.bindings);
  const isOnAll = bindings.some(({ address }) => address.startsWith('all '));
  const bound = isOnAll ? addresses.map(({ value }) => value) : bindings.map(({ address }) => address);
  const all = [...new Set(bound)].map((address) => (address.includes(':') ? `[${address}]` : address));
  return all.length === 0 ? 'all' : [...all, 'localhost'].join(', ');
}

/** Where it listens, unless that is port 25 alone, as Postfix comes. */
function masterCf({ name, virtualServers }: Server): string | undefined {
  const bindings = virtualServers.filter(({ stopped }) => !stopped).flatMap((each) => each.bindings);
  if (bindings.length > 0 && bindings.every(({ port }) => port === 25)) return undefined;
  const services = bindings.map(({ address, port }) => {
    const host = address.startsWith('all ') ? '' : `${address.includes(':') ? `[${address}]` : address}:`;
    return `${host}${String(port)} inet n - y - - smtpd`;
  });
  return lines([
    `# Where ${name} listens: put these into master.cf in place of its lines with inet and smtpd (master(5)).`,
    ...new Set(services),
  ]);
}

function table(entries: readonly (readonly [string, string])[], head: string): string {
  const width = Math.max(0, ...entries.map(([key]) => key.length));
  return lines([`# ${head}`, ...entries.map(([key, value]) => `${key.padEnd(width)}  ${value}`)]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

// One server of a topology as the configuration of a host with Exim: its routers say of each domain where mail goes first.

import type { Server, Topology, VirtualServer } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import type { ServerExporter } from '../export.ts';
import { leftOut } from './writing/left-out.ts';
import { rulesOf } from './writing/rules.ts';
import { routersOf } from './writing/routers.ts';

export const exportToExim: ServerExporter = (topology, { source, server }) => {
  const rules = rulesOf(compileRouting(topology), server);
  const notes = leftOut(topology, server, rules);
  const file = [
    ...head(
      source,
      server,
      notes.map(({ element, text }) => (element === '' ? text : `${element}: ${text}`)),
    ),
    ...mainOptions(topology, server, rules.kept),
    ...acl,
    'begin routers',
    '',
    ...routersOf(rules),
    ...transports,
    ...retry(server.virtualServers[0]),
  ];
  return { ok: true, value: { files: [{ path: 'exim.conf', text: `${file.join('\n')}\n` }], notes } };
};

function head(source: string, { name }: Server, left: readonly string[]): string[] {
  return [
    `# ${name} of ${source}, for Exim 4. Routes are what the topology says; see below for what it does not say.`,
    '# Look first: exim -C FILE -bV, then exim -C FILE -bt ADDRESS.',
    ...(left.length === 0 ? [] : ['#', '# Not in here:', ...left.map((each) => `#   ${each}`)]),
    '',
  ];
}

function mainOptions({ organization }: Topology, server: Server, kept: readonly string[]): string[] {
  const [first] = server.virtualServers;
  const domain = organization.domains.find((each) => !each.domain.startsWith('*'))?.domain;
  const name = first?.fqdn ?? (domain === undefined ? server.name : `${server.name}.${domain}`);
  const relayed = organization.domains.flatMap(({ domain: each }) =>
    each.startsWith('*.') ? [each.slice(2), each] : [each],
  );
  const bindings = server.virtualServers.filter(({ stopped }) => !stopped).flatMap((each) => each.bindings);
  // Addresses stand here even where it listens on all of them: without, nobody could tell which hosts are meant by theirs.
  const own = server.addresses.map(({ value }) => value);
  const isOnAll = ({ address }: { readonly address: string }) => address.startsWith('all ');
  const ports = own.length > 0 ? [] : [...new Set(bindings.filter(isOnAll).map(({ port }) => port))];
  const bound = bindings.flatMap((binding) =>
    (isOnAll(binding) ? own : [binding.address]).map((address) =>
      binding.port === 25 ? address : `[${address}]:${String(binding.port)}`,
    ),
  );
  return [
    `primary_hostname = ${name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')}`,
    `domainlist local_domains = ${kept.join(' : ')}`.trimEnd(),
    `domainlist relay_to_domains = ${relayed.filter((each) => !kept.includes(each)).join(' : ')}`.trimEnd(),
    '# Who may send to everybody is not in a topology: put your networks here.',
    'hostlist relay_from_hosts = 127.0.0.1 : ::::1',
    'acl_smtp_rcpt = acl_check_rcpt',
    'keep_environment =',
    ...(ports.length === 0 && bound.length > 0
      ? [`local_interfaces = <; ${['127.0.0.1', ...new Set(bound)].join(' ; ')}`]
      : []),
    ...(ports.length > 0 && !(ports.length === 1 && ports[0] === 25)
      ? [`daemon_smtp_ports = ${ports.join(' : ')}`]
      : []),
    ...(first === undefined ? [] : limits(first)),
    '',
  ];
}

function limits({ limitSizeBytes, hopLimit, delayNotificationSeconds }: VirtualServer): string[] {
  return [
    `message_size_limit = ${limitSizeBytes === Infinity ? '0' : String(limitSizeBytes)}`,
    `received_headers_max = ${String(hopLimit)}`,
    `delay_warning = ${String(Math.max(1, Math.round(delayNotificationSeconds)))}s`,
  ];
}

const acl = [
  'begin acl',
  '',
  'acl_check_rcpt:',
  '  accept domains = +local_domains : +relay_to_domains',
  '  accept hosts = +relay_from_hosts',
  '  deny message = relay not permitted',
  '',
];

const transports = [
  'begin transports',
  '',
  'remote_smtp:',
  '  driver = smtp',
  '',
  '# How mailboxes are kept is not in a topology: put your own delivery here.',
  'local_delivery:',
  '  driver = lmtp',
  '  socket = /run/dovecot/lmtp',
  '',
];

/** Equal waits in a row are one `F` step (The Exim specification, "Retry rules"). */
function retry(virtualServer: VirtualServer | undefined): string[] {
  if (virtualServer === undefined) return [];
  const { retrySeconds, expireSeconds } = virtualServer;
  const steps: string[] = [];
  let passed = 0;
  retrySeconds.first.forEach((wait, at) => {
    passed += wait;
    if (retrySeconds.first[at + 1] !== wait && passed < expireSeconds)
      steps.push(`F,${seconds(passed)},${seconds(wait)}`);
  });
  steps.push(`F,${seconds(expireSeconds)},${seconds(retrySeconds.then)}`);
  return ['begin retry', '', `* * ${steps.join('; ')}`];
}

function seconds(value: number): string {
  return `${String(Math.max(1, Math.round(value)))}s`;
}

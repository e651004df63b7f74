// What Debian's update-exim4.conf makes of its few settings (update-exim4.conf(8)): the routers of its template as far as they
// say where mail goes.

import type { SourceRecord } from '../record.ts';
import { valueOf } from '../record.ts';
import type { Ground } from '../relay/host.ts';
import { type EximHost, filesOf, interfacesOf, isLoopback, type Router, type RouteRule } from './host.ts';
import { listItems } from './reading/lists.ts';

/** Where Debian looks for domains with hosts of their own. */
export const hubbedHosts = '/etc/exim4/hubbed_hosts';

/** A list of the settings: `;` between items, and `:` as the template joins them. */
export function debianList(record: SourceRecord, setting: string): string[] {
  return (valueOf(record, setting) ?? '').split(/\s*;\s*/).filter((item) => item !== '');
}

/** A smart host that `:` cuts apart, which Exim then drops without a word: an IPv6 address with single colons. */
export function isCutApart(smartHost: string): boolean {
  return /(?<!:):(?!:)/.test(smartHost);
}

/** A host by its update-exim4.conf.conf, with its mailname where that is known. */
export function debianHost(
  record: SourceRecord,
  others: readonly SourceRecord[],
  mailname: string | undefined,
): EximHost {
  const domains = debianList(record, 'dc_other_hostnames');
  const own = mailname !== undefined && valueOf(record, 'dc_mailname_in_oh') === 'true' ? [mailname] : [];
  const smtp = { driver: 'smtp', options: new Map<string, string>() };
  const local = { driver: 'appendfile', options: new Map<string, string>() };
  return {
    primaryHostname: mailname,
    addresses: interfacesOf(debianList(record, 'dc_local_interfaces'))
      .map(({ address }) => address)
      .filter((address) => address !== undefined)
      .filter((address) => !isLoopback(address)),
    domainLists: new Map([
      ['local_domains', ['@', 'localhost', ...domains, ...own]],
      ['relay_to_domains', debianList(record, 'dc_relay_domains')],
    ]),
    localPartLists: new Map(),
    routers: routersOf(record),
    transports: new Map([
      ['remote_smtp', smtp],
      ['remote_smtp_smarthost', smtp],
      ['local_delivery', local],
    ]),
    files: filesOf(others),
  };
}

function routersOf(record: SourceRecord): Router[] {
  const type = { record, property: 'dc_eximconfig_configtype' };
  const others = '! +local_domains';
  const hubbed = router('hubbed_hosts', 'manualroute', type, {
    domains: `partial-lsearch;${hubbedHosts}`,
    transport: 'remote_smtp',
  }, [{ pattern: undefined, hosts: `\${lookup{$domain}partial-lsearch{${hubbedHosts}}}`, options: [], ground: type }]); // prettier-ignore
  const mailboxes = router('local_user', 'accept', type, { domains: '+local_domains', transport: 'local_delivery' });
  switch (valueOf(record, 'dc_eximconfig_configtype')) {
    case 'internet':
      return [hubbed, router('dnslookup', 'dnslookup', type, { domains: others, transport: 'remote_smtp', more: 'false' }), mailboxes]; // prettier-ignore
    case 'smarthost':
      return [hubbed, smartHost(record, others), mailboxes];
    case 'satellite':
      // Its own users' mail is readdressed to the host that they read it on, and goes there by the smart host.
      return [hubbed, smartHost(record, others)];
    default:
      return [hubbed, mailboxes];
  }
}

function smartHost(record: SourceRecord, domains: string): Router {
  const ground = { record, property: 'dc_smarthost' };
  const hosts = debianList(record, 'dc_smarthost').filter((each) => !isCutApart(each));
  const rule = { pattern: '*', hosts: listItems(hosts.join(':')).map((each) => each.replaceAll(':', '::')).join(' : '), options: ['byname'], ground }; // prettier-ignore
  return router('smarthost', 'manualroute', ground, { domains, transport: 'remote_smtp_smarthost', more: 'false' }, [
    rule,
  ]);
}

function router(
  name: string,
  driver: string,
  ground: Ground,
  options: Readonly<Record<string, string>>,
  rules: readonly RouteRule[] = [],
): Router {
  return { name, driver, ground, rules, options: new Map(Object.entries(options)) };
}

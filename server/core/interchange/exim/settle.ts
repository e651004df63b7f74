// What became of the options of routers and transports, and of what says nothing of routes.

import type { Ledger } from '../ledger.ts';
import type { SourceRecord } from '../record.ts';

const routerImported = new Set([
  'driver',
  'domains',
  'transport',
  'route_list',
  'route_data',
  'more',
  'local_parts',
  'verify_only',
]);
/** What picks the way of some mail and no statement says. */
const routerPicks = new Set(
  ['condition', 'senders', 'require_files', 'check_local_user', 'self', 'host_find_failed', 'ignore_target_hosts', 'fallback_hosts']
    .concat(['local_part_prefix', 'local_part_suffix', 'local_part_prefix_optional', 'local_part_suffix_optional', 'unseen'])
    .concat(['pass_router', 'redirect_router', 'data', 'file', 'hosts_randomize', 'address_data', 'set', 'errors_to', 'router_home_directory']), // prettier-ignore
);
const routerIgnored = new Set(
  ['debug_print', 'same_domain_copy_routing', 'cannot_route_message', 'verify', 'verify_sender', 'verify_recipient', 'expn', 'user', 'group']
    .concat(['allow_fail', 'allow_defer', 'allow_filter', 'check_ancestor', 'skip_syntax_errors', 'syntax_errors_to', 'syntax_errors_text'])
    .concat(['file_transport', 'pipe_transport', 'reply_transport', 'directory_transport', 'address_test', 'log_as_local', 'headers_add', 'headers_remove'])
    .concat(['retry_use_local_part', 'no_yield', 'forbid_smtp_code', 'caseful_local_part', 'mx_domains', 'qualify_preserve_domain', 'one_time', 'dnssec_request_domains', 'dnssec_require_domains']), // prettier-ignore
);
const transportImported = new Set(['driver', 'hosts', 'hosts_override', 'port', 'protocol']);
const transportDropped = /^(?:fallback_hosts|hosts_\w*(?:tls|auth)\w*|tls_\w+|interface|hosts_randomize|authenticated_sender|max_rcpt|connection_max_messages|serialize_hosts|hosts_max_try\w*|allow_localhost|gethostbyname|address_retry_include_sender)$/; // prettier-ignore
const mainSettled = /^(?:domainlist|localpartlist) /;
const mainDropped = /^(?:acl_|hostlist |addresslist |relay_|tls_|auth_|host_reject_connection|allow_domain_literals|smtp_accept|queue_|extra_local_interfaces|qualify_|untrusted_set_sender)/; // prettier-ignore
const mainIgnored =
  /^(?:exim_|log_|spool_|syslog_|gecos_|host_lookup|dns|prdr_|keep_environment|add_environment|trusted_|local_from_|local_sender|ignore_bounce|timeout_frozen|freeze_|never_users|smtp_|rfc1413_|helo_|callout_|check_|deliver_|remote_|split_spool|pipelining|chunking|daemon_|pid_|print_|strip_|system_|message_|bounce_|errors_|envelope_to|delivery_date|return_path|received_|process_|headers_|disable_ipv6|dkim_|environment|commandline|recipients_max|event_|slow_|keep_malformed|perl_|ldap_|mysql_|pgsql_|sqlite_|hosts_|openssl_|gnutls_|preserve_|sender_unqualified|recipient_unqualified|accept_8bitmime|auto_thaw|uucp_|unknown_login|percent_hack|drop_cr|finduser|lookup_open|admin_groups|localhost_number|mua_|no_mbox|retry_|config_|macro_|av_scanner|spamd_|proxy_|hide|move_frozen|bi_command|active_hostname|dsn_)/;

/** Settles what the mapper says nothing of. */
export function settleOptions(record: SourceRecord, ledger: Ledger): void {
  switch (record.kind) {
    case 'main':
      for (const [name, { name: property }] of record.properties) settleMain(record, name, property, ledger);
      return;
    case 'router':
      for (const name of record.properties.keys()) settleRouter(record, name, ledger);
      return;
    case 'transport':
      settleTransport(record, ledger);
      return;
    case 'table':
    case 'mailname':
      ledger.settleRest(record, 'imported');
      return;
    case 'retry':
    case 'update-exim4.conf.conf':
      return;
    case 'acl':
      ledger.settleRest(record, 'dropped', 'Which mail is accepted, and from whom, is not in the topology.');
      return;
    case 'authenticator':
      ledger.settleRest(record, 'ignored');
      return;
    default:
      ledger.settleRest(record, 'dropped', 'Addresses are changed here; the topology has none of that.');
  }
}

function settleMain(record: SourceRecord, name: string, property: string, ledger: Ledger): void {
  if (mainSettled.test(name)) ledger.settle(record, property, 'imported');
  else if (mainDropped.test(name))
    ledger.settle(record, property, 'dropped', 'Who may send here, and how, is not in the topology.');
  else if (mainIgnored.test(name)) ledger.settle(record, property, 'ignored');
}

function settleRouter(record: SourceRecord, name: string, ledger: Ledger): void {
  if (routerImported.has(name)) ledger.settle(record, name, 'imported');
  else if (routerIgnored.has(name)) ledger.settle(record, name, 'ignored');
  else if (routerPicks.has(name))
    ledger.settle(record, name, 'dropped', 'This picks some of the mail, or its way, and no statement says it.');
}

function settleTransport(record: SourceRecord, ledger: Ledger): void {
  const isSmtp = record.properties.get('driver')?.values[0] === 'smtp';
  for (const name of record.properties.keys()) {
    if (!isSmtp) ledger.settle(record, name, 'ignored');
    else if (transportImported.has(name)) ledger.settle(record, name, 'imported');
    else if (transportDropped.test(name))
      ledger.settle(record, name, 'dropped', 'How it hands mail over is not in the topology.');
    else ledger.settle(record, name, 'ignored');
  }
}

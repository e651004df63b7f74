// The parameters of main.cf with their defaults, and `$name` in them (postconf(5)). Nothing is taken from anywhere but this
// one file; what depends on a condition is not decided.

import { UnreadableFile, type SourceRecord } from '../../record.ts';

/** Defaults of the parameters that say where mail goes (postconf(5), Postfix 3.7). */
const defaults: Readonly<Record<string, string>> = {
  alias_maps: '',
  config_directory: '/etc/postfix',
  data_directory: '/var/lib/postfix',
  default_transport: 'smtp',
  delay_warning_time: '0h',
  hopcount_limit: '50',
  inet_interfaces: 'all',
  local_transport: 'local:$myhostname',
  mail_name: 'Postfix',
  maximal_backoff_time: '4000s',
  maximal_queue_lifetime: '5d',
  message_size_limit: '10240000',
  minimal_backoff_time: '300s',
  mydestination: '$myhostname, localhost.$mydomain, localhost',
  myorigin: '$myhostname',
  parent_domain_matches_subdomains:
    'debug_peer_list,fast_flush_domains,mynetworks,permit_mx_backup_networks,qmqpd_authorized_clients,relay_domains,smtpd_access_maps',
  proxy_interfaces: '',
  queue_directory: '/var/spool/postfix',
  recipient_delimiter: '',
  relay_transport: 'relay',
  relayhost: '',
  sender_dependent_default_transport_maps: '',
  sender_dependent_relayhost_maps: '',
  transport_maps: '',
  virtual_alias_domains: '$virtual_alias_maps',
  virtual_alias_maps: '$virtual_maps',
  virtual_mailbox_domains: '$virtual_mailbox_maps',
  virtual_transport: 'virtual',
};

const deepest = 100;
const longest = 1024 * 1024;

/** The parameters of one host. */
export class Parameters {
  readonly #record: SourceRecord;
  readonly #hostName: string;

  /** @param hostName - What `myhostname` is where the file does not say it. */
  constructor(record: SourceRecord, hostName: string) {
    this.#record = record;
    this.#hostName = hostName;
  }

  /** Whether the file says it itself. */
  has(name: string): boolean {
    return this.#record.properties.has(name);
  }

  /**
   * The value, with every `$name` replaced; undefined where it depends on a condition.
   * @throws UnreadableFile - where parameters mean each other in a circle, or grow without end.
   */
  get(name: string): string | undefined {
    return this.#value(name, [], { characters: 0 });
  }

  #value(name: string, chain: readonly string[], spent: { characters: number }): string | undefined {
    if (chain.includes(name) || chain.length > deepest) {
      throw this.#unreadable(`$${name} means itself, by ${[...chain, name].map((each) => `$${each}`).join(' → ')}.`, chain[0] ?? name); // prettier-ignore
    }
    const raw = this.#raw(name);
    if (name === 'mydomain' && raw === undefined)
      return withoutFirstLabel(this.#value('myhostname', [...chain, name], spent));
    if (raw === undefined) return '';
    let isWhole = true;
    const inner = [...chain, name];
    const text = raw.replace(
      /\$(?:\$|(\w+)|\{([^{}]*)\}|\(([^()]*)\)|[{(])/g,
      (whole: string, bare?: string, braced?: string, round?: string) => {
        if (whole === '$$') return '$';
        const wanted = (bare ?? braced ?? round ?? '').trim();
        if (!/^\w+$/.test(wanted)) {
          isWhole = false;
          return '';
        }
        const value = this.#value(wanted, inner, spent);
        if (value === undefined) isWhole = false;
        spent.characters += value?.length ?? 0;
        if (spent.characters > longest) throw this.#unreadable(`$${name} becomes longer than 1 MiB.`, chain[0] ?? name);
        return value ?? '';
      },
    );
    return isWhole ? text.trim() : undefined;
  }

  #raw(name: string): string | undefined {
    const written = this.#record.properties.get(name.toLowerCase())?.values.at(-1);
    if (written !== undefined) return written;
    if (name === 'myhostname') return this.#hostName;
    if (name === 'relay_domains') return this.#isCompatibleSince(2) ? '' : '$mydestination';
    return defaults[name];
  }

  #isCompatibleSince(level: number): boolean {
    return Number.parseFloat(this.#record.properties.get('compatibility_level')?.values.at(-1) ?? '0') >= level;
  }

  #unreadable(problem: string, name: string): UnreadableFile {
    return new UnreadableFile(problem, this.#record.file, this.#record.properties.get(name)?.line);
  }
}

function withoutFirstLabel(host: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  const dot = host.indexOf('.');
  return dot < 0 ? 'localdomain' : host.slice(dot + 1);
}

/** A list's elements: divided by commas and blanks unless said otherwise, what stands in braces is one (postconf(5)). */
export function elementsOf(text: string, divider = /[\s,]/): string[] {
  const elements: string[] = [];
  let element = '';
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (depth > 0 || !divider.test(character)) {
      element += character;
      continue;
    }
    if (element !== '') elements.push(element);
    element = '';
  }
  if (element !== '') elements.push(element);
  return elements;
}

/** A time as `maximal_queue_lifetime` has it, in seconds; undefined for what is none. */
export function secondsOf(text: string, unit: keyof typeof units): number | undefined {
  const [, amount, given] = /^(\d{1,9})([smhdw]?)$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * units[given === '' || given === undefined ? unit : (given as keyof typeof units)];
}

const units = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

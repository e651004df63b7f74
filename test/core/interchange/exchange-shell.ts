// An Exchange in memory: what its cmdlets take (the reference of the ExchangePowerShell module), what they make of it, and
// how Get- shows it afterwards, which is not how it was given.

import { nouns, type State } from '#core/interchange/exchange/cmdlets/object';
import { said, type Value } from '#core/interchange/exchange/cmdlets/value';
import { type Cmdlet, run, textOf, type Thing } from './powershell.ts';

type Properties = Record<string, Thing>;

const common = ['WhatIf', 'Confirm'];
/** By noun, what New- takes and what Set- takes besides. */
const parameters: Readonly<Record<string, { readonly made: readonly string[]; readonly set: readonly string[] }>> = {
  AcceptedDomain: { made: ['Name', 'DomainName', 'DomainType'], set: ['DomainType'] },
  TransportConfig: { made: [], set: ['MaxSendSize', 'MaxReceiveSize', 'MaxRecipientEnvelopeLimit'] },
  AdSite: { made: [], set: ['HubSiteEnabled', 'InboundMailEnabled'] },
  AdSiteLink: { made: [], set: ['ExchangeCost', 'MaxMessageSize'] },
  TransportService: {
    made: [],
    set: [
      'MessageExpirationTimeout',
      'DelayNotificationTimeout',
      'TransientFailureRetryCount',
      'TransientFailureRetryInterval',
      'OutboundConnectionFailureRetryInterval',
      'MaxOutboundConnections',
      'MaxPerDomainOutboundConnections',
    ],
  },
  ReceiveConnector: {
    made: [
      'Name',
      'Server',
      'Usage',
      'Bindings',
      'RemoteIPRanges',
      'TransportRole',
      'Fqdn',
      'MaxMessageSize',
      'MaxRecipientsPerMessage',
      'MaxHopCount',
      'Enabled',
    ],
    set: [
      'Bindings',
      'RemoteIPRanges',
      'TransportRole',
      'Fqdn',
      'MaxMessageSize',
      'MaxRecipientsPerMessage',
      'MaxHopCount',
      'Enabled',
    ],
  },
  SendConnector: {
    made: [
      'Name',
      'Usage',
      'AddressSpaces',
      'SourceTransportServers',
      'IsScopedConnector',
      'DNSRoutingEnabled',
      'SmartHosts',
      'MaxMessageSize',
      'Enabled',
      'FrontendProxyEnabled',
    ],
    set: [
      'AddressSpaces',
      'SourceTransportServers',
      'IsScopedConnector',
      'DNSRoutingEnabled',
      'SmartHosts',
      'MaxMessageSize',
      'Enabled',
      'FrontendProxyEnabled',
    ],
  },
  ForeignConnector: {
    made: ['Name', 'AddressSpaces', 'SourceTransportServers', 'IsScopedConnector'],
    set: ['AddressSpaces', 'SourceTransportServers', 'IsScopedConnector', 'MaxMessageSize', 'Enabled'],
  },
  DeliveryAgentConnector: {
    made: [],
    set: ['AddressSpaces', 'SourceTransportServers', 'IsScopedConnector', 'MaxMessageSize', 'Enabled'],
  },
};

/** What New- leaves as it is where it is not told. */
const defaults: Readonly<Record<string, Properties>> = {
  SendConnector: {
    IsScopedConnector: false,
    DNSRoutingEnabled: true,
    SmartHosts: null,
    Enabled: true,
    FrontendProxyEnabled: false,
  },
  ForeignConnector: { IsScopedConnector: false, Enabled: true, MaxMessageSize: 'Unlimited' },
  ReceiveConnector: { Enabled: true },
  AcceptedDomain: {},
};

export class ExchangeInMemory {
  readonly #objects = new Map<string, Properties[]>();
  /** Commands that changed something, or would have. */
  readonly log: string[] = [];
  readonly backups: string[] = [];

  /** An Exchange in which all is as that state has it. */
  constructor(state: State) {
    for (const { kind, name, server, settings } of state.objects) {
      const properties: Properties = { Name: name, ...(server !== undefined && { Server: server }) };
      if (kind === 'accepted domain') Object.assign(properties, { Name: `domain ${name}`, DomainName: name });
      for (const each of settings.flatMap(({ parameters }) => parameters)) properties[each.name] = given(each.value);
      this.#all(nouns[kind]).push(properties);
    }
  }

  run(script: string, { apply }: { readonly apply: boolean }): void {
    run(script, this.#cmdlets(), apply);
  }

  /** Everything, as texts that can be compared; what nobody has to name is not in it. */
  facts(): readonly string[] {
    return [...this.#objects].flatMap(([noun, all]) => all.map((object) => factOf(noun, object))).sort();
  }

  #all(noun: string): Properties[] {
    const all = this.#objects.get(noun) ?? [];
    this.#objects.set(noun, all);
    return all;
  }

  #cmdlets(): Readonly<Record<string, Cmdlet>> {
    const all: Record<string, Cmdlet> = {
      'Export-Clixml': (named, input) => {
        this.backups.push(`${textOf(named.get('LiteralPath') ?? null)}: ${String(input.length)}`);
        return null;
      },
    };
    for (const noun of Object.values<string>(nouns)) {
      all[`Get-${noun}`] = (named) => {
        const server = named.get('Server');
        return this.#all(noun)
          .filter((each) => server === undefined || isSame(each['Server'], server))
          .map((each) => shown(each));
      };
      all[`Set-${noun}`] = (named) => this.#set(noun, named);
      all[`New-${noun}`] = (named) => this.#make(noun, named);
      all[`Remove-${noun}`] = (named) => this.#remove(noun, named);
    }
    return all;
  }

  #make(noun: string, named: ReadonlyMap<string, Thing>): Thing {
    const taken = parameters[noun]?.made ?? [];
    if (taken.length === 0) throw new Error(`There is no New-${noun}.`);
    const values = checked(`New-${noun}`, named, taken);
    const name = values['Name'];
    if (typeof name !== 'string' || name.length > 64) throw new Error('The name is no name.');
    const isTaken = this.#all(noun).some(
      (each) => isSame(each['Name'], name) && isSame(each['Server'] ?? null, values['Server'] ?? null),
    );
    if (isTaken) throw new Error(`There is a ${name} already.`);
    if (noun !== 'AcceptedDomain' && noun !== 'ReceiveConnector') isSound(values);
    this.log.push(`New-${noun} ${name}`);
    if (isWhatIf(named)) return null;
    delete values['Usage'];
    this.#all(noun).push({ ...defaults[noun], ...values });
    return null;
  }

  #set(noun: string, named: ReadonlyMap<string, Thing>): Thing {
    const { Identity, ...values } = checked(`Set-${noun}`, named, ['Identity', ...(parameters[noun]?.set ?? [])]);
    const object = this.#one(noun, Identity);
    this.log.push(`Set-${noun} ${textOf(Identity ?? null)}`);
    if (isWhatIf(named)) return null;
    const after = { ...object, ...values };
    if (noun.endsWith('Connector') && noun !== 'ReceiveConnector') isSound(after);
    Object.assign(object, values);
    return null;
  }

  #remove(noun: string, named: ReadonlyMap<string, Thing>): Thing {
    const object = this.#one(noun, named.get('Identity'));
    this.log.push(`Remove-${noun} ${textOf(named.get('Identity') ?? null)}`);
    if (!isWhatIf(named))
      this.#objects.set(
        noun,
        this.#all(noun).filter((each) => each !== object),
      );
    return null;
  }

  #one(noun: string, identity: Thing | undefined): Properties {
    const found = this.#all(noun).filter((each) => identity === undefined || isSame(identityOf(each), identity));
    const [only] = found;
    if (found.length !== 1 || only === undefined)
      throw new Error(`${noun} ${textOf(identity ?? null)} is not there once.`);
    return only;
  }
}

function identityOf({ Name, Server }: Properties): string {
  return Server === undefined ? textOf(Name ?? null) : `${textOf(Server)}\\${textOf(Name ?? null)}`;
}

function checked(name: string, named: ReadonlyMap<string, Thing>, taken: readonly string[]): Properties {
  const strange = [...named.keys()].filter((each) => ![...taken, ...common].includes(each));
  if (strange.length > 0) throw new Error(`${name} has no ${strange.join(', ')}.`);
  if (named.get('Confirm') !== false || !named.has('WhatIf')) throw new Error(`${name} asks, or is not held back.`);
  return Object.fromEntries([...named].filter(([each]) => !common.includes(each)));
}

function isWhatIf(named: ReadonlyMap<string, Thing>): boolean {
  return named.get('WhatIf') === true;
}

/** New-SendConnector: smart hosts and DNS exclude each other, and costs end at 100. */
function isSound({ DNSRoutingEnabled: byDns, SmartHosts: hosts, AddressSpaces: spaces }: Properties): void {
  if (byDns !== undefined && byDns !== ((hosts ?? null) === null))
    throw new Error('Smart hosts and DNS exclude each other.');
  for (const space of [spaces ?? null].flat()) {
    const cost = Number(/;(\d+)$/.exec(textOf(space as Thing))?.[1] ?? 0);
    if (cost < 1 || cost > 100) throw new Error('A cost is from 1 to 100.');
  }
}

/** A value as a script gives it. */
function given(value: Value): Thing {
  switch (value.kind) {
    case 'nothing':
      return null;
    case 'texts':
    case 'names':
    case 'hosts':
      return value.texts.length === 1 ? (value.texts[0] ?? null) : value.texts;
    case 'flag':
      return value.on;
    case 'number':
      return value.count;
    case 'size':
      return value.bytes === Infinity ? 'Unlimited' : value.bytes;
    default:
      return said(value);
  }
}

/** As Get- shows it: sizes with their bytes, servers with where they are, addresses in brackets, lists in another order. */
function shown(object: Properties): Properties {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      if (name.endsWith('Size') && typeof value === 'number') {
        return [name, `${String(value / 1024)} KB (${value.toLocaleString('en-US')} bytes)`];
      }
      if (name === 'SourceTransportServers') {
        return [
          name,
          each(value, (text) => (text.length % 2 === 0 ? `contoso.example/Servers/${text}` : `CN=${text},CN=Servers`)),
        ];
      }
      if (name === 'SmartHosts') return [name, each(value, (text) => (/^[\d.]+$|:/.test(text) ? `[${text}]` : text))];
      if (name === 'AddressSpaces') return [name, each(value, (text) => text.replace(/^SMTP:/, 'smtp:'))];
      return [name, value];
    }),
  );
}

function each(value: Thing, change: (text: string) => string): Thing {
  if (value === null) return null;
  return [value]
    .flat()
    .map((text) => change(textOf(text as Thing)))
    .reverse();
}

function isSame(one: Thing | undefined, other: Thing | undefined): boolean {
  return textOf(one ?? null).toLowerCase() === textOf(other ?? null).toLowerCase();
}

function factOf(noun: string, object: Properties): string {
  const name = noun === 'AcceptedDomain' ? textOf(object['DomainName'] ?? null) : identityOf(object);
  const settings = Object.entries(object)
    .filter(([property]) => !['Name', 'Server', 'DomainName'].includes(property))
    .map(
      ([property, value]) =>
        `${property}=${[value]
          .flat()
          .map((part) => textOf(part as Thing))
          .sort()
          .join(',')}`,
    );
  return `${noun} ${name}: ${settings.sort().join('; ')}`.toLowerCase();
}

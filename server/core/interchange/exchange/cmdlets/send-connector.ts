// Send connectors of either model, and Foreign and delivery agent connectors.

import { connectorId } from '#core/model/element';
import type { AddressSpace, Place, SendConnector } from '#core/model/topology';
import { nameProblem } from './limits.ts';
import { type ExchangeObject, type Parameter, setting, type Setting, type State, titleOf } from './object.ts';
import { objectOf, toDo } from './state.ts';
import { flag, list, nothing, said, size, text } from './value.ts';

/** What is wanted of a connector to the outside. */
export interface SendWish {
  readonly kind: SendConnector['kind'];
  readonly name: string;
  readonly place: Place | undefined;
  readonly sources: readonly string[];
  readonly addressSpaces: readonly AddressSpace[];
  readonly isScoped: boolean;
  readonly delivery: SendConnector['delivery'];
  readonly limitSizeBytes: number;
  readonly isEnabled: boolean;
  readonly isProxied: boolean;
}

/** The connector as cmdlets make it; as work that is left to do where they do not. */
export function sendConnectorState(wish: SendWish): Partial<State> {
  const { kind, name, place } = wish;
  const settings = [...common(wish), ...(kind === 'send connector' ? sending(wish) : later(wish))];
  const problem = problemOf(wish);
  if (problem !== undefined) {
    const values = settings.filter(({ isDefault }) => !isDefault).flatMap(({ parameters }) => parameters);
    const wanted = values.map((each) => `${each.name} ${said(each.value)}`).join('; ');
    return toDo(titleOf({ kind, name, server: undefined }), `${wanted}. No cmdlet is written: ${problem}.`, place);
  }
  return objectOf({ kind, name, place, creation: creationOf(wish), settings });
}

/** A delivery agent connector needs the protocol of its agent, which the language does not know. */
function creationOf({ kind, name }: SendWish): ExchangeObject['creation'] {
  const named: Parameter = { name: 'Name', value: text(name) };
  switch (kind) {
    case 'send connector':
      return [named, { name: 'Usage', value: text('Custom') }];
    case 'foreign connector':
      return [named];
    case 'delivery agent connector':
      return undefined;
  }
}

function common({ addressSpaces, sources, isScoped }: SendWish): readonly Setting[] {
  return [
    setting(
      'AddressSpaces',
      list(addressSpaces.map(({ type, pattern, cost }) => `${type}:${pattern};${String(cost)}`)),
    ),
    setting('SourceTransportServers', list(sources, 'names')),
    setting('IsScopedConnector', flag(isScoped), { isDefault: !isScoped }),
  ];
}

function sending({ delivery, limitSizeBytes, isEnabled, isProxied }: SendWish): readonly Setting[] {
  const hosts = delivery.kind === 'dns' ? [] : delivery.hosts.map((host) => host.address ?? host.text);
  return [
    {
      parameters: [
        { name: 'DNSRoutingEnabled', value: flag(delivery.kind === 'dns') },
        { name: 'SmartHosts', value: hosts.length === 0 ? nothing : list(hosts, 'hosts') },
      ],
      isDefault: false,
      isSetLater: false,
    },
    setting('MaxMessageSize', size(limitSizeBytes)),
    setting('Enabled', flag(isEnabled), { isDefault: isEnabled }),
    setting('FrontendProxyEnabled', flag(isProxied), { isDefault: !isProxied }),
  ];
}

/** New-ForeignConnector takes none of these. */
function later({ limitSizeBytes, isEnabled }: SendWish): readonly Setting[] {
  return [
    setting('MaxMessageSize', size(limitSizeBytes), { isDefault: limitSizeBytes === Infinity, isSetLater: true }),
    setting('Enabled', flag(isEnabled), { isDefault: isEnabled, isSetLater: true }),
  ];
}

/** What cmdlets refuse, or would take otherwise (New-SendConnector). */
function problemOf({ kind, name, sources, addressSpaces, delivery }: SendWish): string | undefined {
  if (sources.length === 0) return 'it has no source server, and would be given the one where the script runs';
  if (addressSpaces.length === 0) return 'it has no address space';
  if (addressSpaces.some(({ cost }) => cost < 1 || cost > 100)) return 'a cost is not from 1 to 100';
  if (addressSpaces.some(isNoPattern)) return 'in an SMTP address space a * stands alone or before a dot';
  const isForeign = addressSpaces.some(({ type }) => type !== 'SMTP');
  if (kind === 'send connector' && isForeign && delivery.kind === 'dns') {
    return 'address spaces of other types than SMTP need a smart host';
  }
  return nameProblem(name);
}

function isNoPattern({ type, pattern }: AddressSpace): boolean {
  return type === 'SMTP' && pattern.replace(/^\*(\.|$)/, '').includes('*');
}

/** The wish of a connector of today's model. */
export function wishOf(connector: SendConnector): SendWish {
  return {
    ...connector,
    sources: connector.bridgeheads === 'any' ? [] : connector.bridgeheads.map(({ server }) => server.name),
    isScoped: connector.scope === 'site',
    isEnabled: !connector.disabled,
    isProxied: connector.proxyThroughFrontend,
  };
}

export function elementOf({ name }: Pick<SendWish, 'name'>): string {
  return connectorId(name);
}

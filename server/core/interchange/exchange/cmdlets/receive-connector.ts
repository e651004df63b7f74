// Receive connectors as cmdlets make and change them.

import type { ReceiveConnector, Server } from '#core/model/topology';
import { receiveConnectorsOf } from '#core/model/receive-connectors';
import { rangeSize } from '#core/syntax/ip-network';
import { nameProblem } from './limits.ts';
import { type Parameter, setting, type Setting, type State, titleOf } from './object.ts';
import { joined, objectOf, toDo } from './state.ts';
import { flag, list, number, said, size, text } from './value.ts';

/** Those that setup made are there; of the others, which of them are wanted. */
export function receiveConnectorStates(server: Server, isPresent: boolean): State {
  const written = new Set(server.receiveConnectors.map(({ key }) => key));
  const all = isPresent ? receiveConnectorsOf(server) : server.receiveConnectors;
  const made = new Set(receiveConnectorsOf({ ...server, receiveConnectors: [] }).map(({ key }) => key));
  return joined(
    all.map((connector) =>
      receiveConnectorState(connector, server, {
        isMadeBySetup: made.has(connector.key),
        isWritten: written.has(connector.key),
      }),
    ),
  );
}

interface Circumstances {
  readonly isMadeBySetup: boolean;
  readonly isWritten: boolean;
  /** Why no cmdlet is written, besides what can be seen at the connector. */
  readonly problem?: string | undefined;
}

/** A Receive connector of a server. */
export function receiveConnectorState(
  connector: ReceiveConnector,
  server: Server,
  { isMadeBySetup, isWritten, problem: known }: Circumstances,
): Partial<State> {
  const { name, place } = connector;
  const object = { kind: 'receive connector' as const, name, server: server.name };
  const settings = settingsOf(connector);
  const problem = known ?? nameProblem(name) ?? addressProblem(connector, server) ?? edgeProblem(server);
  const relay = isWritten
    ? toDo(`${titleOf(object)}, who may relay`, relayOf(connector), place, {
        isDefault: isMadeBySetup && connector.relay === 'authenticated',
      })
    : {};
  if (problem !== undefined) {
    const wanted = settings.flatMap(({ parameters }) => parameters).map((each) => `${each.name} ${said(each.value)}`);
    return joined([relay, toDo(titleOf(object), `${wanted.join('; ')}. No cmdlet is written: ${problem}.`, place)]);
  }
  const creation: readonly Parameter[] = [
    { name: 'Name', value: text(name) },
    { name: 'Server', value: text(server.name) },
    { name: 'Usage', value: text('Custom') },
  ];
  return joined([relay, objectOf({ ...object, place, creation: isMadeBySetup ? undefined : creation, settings })]);
}

function settingsOf(connector: ReceiveConnector): readonly Setting[] {
  const { bindings, from, service, fqdn, limitSizeBytes, limitRecipients, hopLimit, stopped } = connector;
  return [
    setting('Bindings', list(bindings.flatMap(writtenBinding))),
    setting('RemoteIPRanges', from.length === 0 ? list(everybody) : list(from.map(writtenRange))),
    setting('TransportRole', text(service === 'frontend' ? 'FrontendTransport' : 'HubTransport')),
    ...(fqdn === undefined ? [] : [setting('Fqdn', text(fqdn))]),
    setting('MaxMessageSize', size(limitSizeBytes)),
    setting('MaxRecipientsPerMessage', number(limitRecipients)),
    setting('MaxHopCount', number(hopLimit)),
    setting('Enabled', flag(!stopped), { isDefault: !stopped }),
  ];
}

/** The whole of both families (New-ReceiveConnector, RemoteIPRanges). */
const everybody = ['0.0.0.0-255.255.255.255', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'];

function writtenBinding({ address, port }: ReceiveConnector['bindings'][number]): readonly string[] {
  if (address === 'all available' || address === 'all unassigned') {
    return [`0.0.0.0:${String(port)}`, `[::]:${String(port)}`];
  }
  return [address.includes(':') ? `[${address}]:${String(port)}` : `${address}:${String(port)}`];
}

function writtenRange(range: ReceiveConnector['from'][number]): string {
  return rangeSize(range) === 1n ? range.first : `${range.first}-${range.last}`;
}

/** An address that the server does not have can keep the service from starting (New-ReceiveConnector, Bindings). */
function addressProblem({ bindings }: ReceiveConnector, { addresses }: Server): string | undefined {
  const known = new Set(addresses.map(({ value }) => value));
  const strange = bindings.find(({ address }) => !address.startsWith('all ') && !known.has(address));
  return strange === undefined ? undefined : `${strange.address} is not among the addresses of the server`;
}

/** The organization's shell does not reach what an Edge server has. */
function edgeProblem({ isEdge }: Server): string | undefined {
  return isEdge ? 'it is for the shell of the Edge server itself' : undefined;
}

/** Permission groups and authentication stand for it, which the language does not know one by one. */
function relayOf({ relay }: ReceiveConnector): string {
  if (typeof relay !== 'string') return 'some computers only: set PermissionGroups and AuthMechanism';
  switch (relay) {
    case 'none':
      return 'nobody: set PermissionGroups and AuthMechanism';
    case 'authenticated':
      return 'who is authenticated: set PermissionGroups and AuthMechanism';
    case 'anyone':
      return 'anyone: set PermissionGroups, and the permission to submit to any recipient';
  }
}

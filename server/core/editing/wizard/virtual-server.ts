// New SMTP Virtual Server: which server, how it is called, and where it listens.

import { bindingText } from '#core/model/bindings';
import { claimedAddresses } from '#core/model/free-addresses';
import type { Binding, Server, VirtualServer } from '#core/model/topology';
import { canonicalIp, defaultPort, parseIpAddress, parsePort } from '#core/syntax/values';
import { listed, quoted, writtenAddress } from '#core/syntax/wording';
import { isBareWord, plain, writtenName } from '#core/syntax/words';
import { freeName } from '../free-name.ts';
import { newName } from './new-name.ts';
import { askOne, askText, bad, good, type Asking, type Choice, type Reading } from './step.ts';
import { nearest, sectionOf, type Surroundings } from './surroundings.ts';
import { adding, refusalOf, type Written } from './written.ts';

export function* newVirtualServer(around: Surroundings): Asking<Written> {
  const { topology } = around;
  if (topology.servers.length === 0) return bad(noServer);
  const server = yield* askOne({
    prompt: 'On which server?',
    choices: topology.servers.map((each): Choice<Server> => ({
      value: each.name,
      kind: 'server',
      description: each.addresses.map(({ value }) => value).join(', '),
      section: sectionOf(topology, each.group),
      meaning: each,
    })),
    proposed: nearest(around, 'server', topology.servers)?.name,
    refusal: ({ key }) => refusalOf(around, { kind: 'server', key }),
  });
  const name = yield* askText({
    prompt: `What is the new virtual server of ${plain(server.name)} called?`,
    proposed: proposedName(server),
    read: (text) => newName(text, new Map(server.virtualServers.map((each) => [each.key, takenBy(server, each)]))),
  });
  const choices = endpoints(server);
  const endpoint = yield* askOne({
    prompt: `On which address does it listen? Pick one, or type one, as in ${exampleOf(server)}`,
    choices,
    // The first address stays with the default virtual server.
    proposed: choices.findLast(({ cannot, meaning }) => cannot === undefined && meaning.address !== unassigned)?.value,
    typed: (text) => readEndpoint(server, text),
  });
  const lines = [...defaultOf(server), `virtual server ${writtenName(name)} on ${endpoint.text}`];
  return adding(around, { of: { kind: 'server', key: server.key }, lines });
}

const noServer =
  'A virtual server belongs to a server, and this topology has none. Declare a server in a routing group first.';

const unassigned = 'all unassigned';

/** What a virtual server may listen on, and how that is written. */
interface Endpoint extends Pick<Binding, 'address' | 'port'> {
  readonly text: string;
}

function proposedName(server: Server): string {
  const wanted = isBareWord(server.name) ? `SMTP-${server.name}` : 'Internet';
  const taken = new Set(server.virtualServers.map(({ key }) => key));
  return freeName(wanted, taken, (number) => `${wanted}-${String(number)}`);
}

function takenBy(server: Server, { name }: VirtualServer): string {
  return `${plain(server.name)} has a virtual server ${quoted(name)} already. Choose another name.`;
}

/** As soon as a server declares a virtual server, it has that one alone: the one that nobody wrote is written too. */
function defaultOf({ virtualServers }: Server): readonly string[] {
  return virtualServers
    .filter(({ implicit }) => implicit)
    .map(({ name, bindings }) => `virtual server ${writtenName(name)} on ${bindings.map(bindingText).join(', ')}`);
}

/** The free addresses, all unassigned ones, and what others have, at the port of SMTP. */
function endpoints(server: Server): readonly Choice<Endpoint>[] {
  const addresses = server.addresses.map(({ value, place }): Endpoint => {
    const text = place?.piece.text.slice(place.span.start, place.span.end) ?? writtenAddress(value);
    return { address: value, port: defaultPort, text };
  });
  const all = [...addresses, { address: unassigned, port: defaultPort, text: unassigned }].map((endpoint) => {
    const cannot = collision(server, endpoint);
    const description = endpoint.address === unassigned ? 'every address that no other one claims' : '';
    return { value: endpoint.text, kind: 'address', description, meaning: endpoint, cannot } as const;
  });
  const free = all.filter(({ cannot }) => cannot === undefined).map((each) => ({ ...each, section: 'free' }));
  const taken = all.filter(({ cannot }) => cannot !== undefined).map((each) => ({ ...each, section: 'taken' }));
  return [...free, ...taken];
}

/** Why nothing else can listen there; undefined when it can. */
function collision(server: Server, { address, port }: Endpoint): string | undefined {
  const isSame = (other: Pick<Binding, 'address' | 'port'>) => other.address === address && other.port === port;
  const holder = server.virtualServers.find(({ bindings }) => bindings.some(isSame));
  if (holder !== undefined) return `${quoted(holder.name)} listens there`;
  const claimed = new Set([...claimedAddresses(server, port), address]);
  const isNoneLeft = server.addresses.length > 0 && server.addresses.every(({ value }) => claimed.has(value));
  if (!isNoneLeft) return undefined;
  if (address === unassigned) return 'others claim every address';
  const rest = server.virtualServers.find(({ bindings }) =>
    bindings.some((binding) => binding.address === unassigned && binding.port === port),
  );
  return rest && `the last one left for ${quoted(rest.name)}`;
}

function readEndpoint(server: Server, text: string): Reading<Endpoint> {
  const isAlone = canonicalIp(text) !== undefined;
  const [, written = text, port = String(defaultPort)] = isAlone ? [] : (endpointForm.exec(text) ?? []);
  const parsedPort = parsePort(port);
  const address = written === unassigned ? good(written) : parseIpAddress(isAlone ? writtenAddress(text) : written);
  if (!address.ok) return bad(address.error);
  if (!parsedPort.ok) return bad(parsedPort.error);
  const binding = { address: address.value, port: parsedPort.value };
  const endpoint = { ...binding, text: bindingText(binding) };
  const cannot = collision(server, endpoint);
  return cannot === undefined ? good(endpoint, strangeness(server, endpoint)) : bad(`${endpoint.text}: ${cannot}.`);
}

const endpointForm = /^(all unassigned|\[[^\]]*\]|[^:]*):(\S*)$/;

/** What one should know of an address that was typed. */
function strangeness({ name, addresses }: Server, { address, port }: Endpoint): string {
  if (address !== unassigned && addresses.length === 0)
    return `Nobody can tell if ${plain(name)} has it: it declares no address.`;
  if (address !== unassigned && !addresses.some(({ value }) => value === address))
    return `${plain(name)} does not have this address; it has ${listed(addresses.map(({ value }) => value))}.`;
  return port === defaultPort
    ? `${plain(name)} has this address.`
    : `Other servers of the routing group connect to port ${defaultPort}.`;
}

function exampleOf({ addresses }: Server): string {
  const port = defaultPort + 1;
  return bindingText({ address: addresses.at(-1)?.value ?? '10.1.0.10', port });
}

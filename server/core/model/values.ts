// From the nodes of a tree to the values of the model: the same things, with names folded and places that stand alone.

import type {
  AddressNode,
  AddressPatternNode,
  ContactNode,
  DownStatement,
  ElementNode,
  HostNode,
  Name,
  Piece,
  QueueNode,
  SendNode,
  SmartHostNode,
  Span,
  VirtualServerNode,
} from '#core/syntax/tree';
import { keyOf } from './keys.ts';
import { makeSend } from './make.ts';
import type {
  Address,
  AddressPattern,
  Contact,
  Element,
  Host,
  Place,
  QueueReference,
  Reference,
  Send,
  VirtualServerReference,
} from './topology.ts';

/** Turns spans of one statement into places. */
export type At = (span: Span) => Place;

/** Places in a file and piece. */
export function at(file: string, piece: Piece): At {
  return (span) => ({ file, piece, span });
}

/** A name that means something declared elsewhere. */
export function reference(name: Name, at: At): Reference {
  return { key: keyOf(name.value), name: name.value, place: at(name.span) };
}

/** `SERVER` or `SERVER/VS`. */
export function virtualServerReference(node: VirtualServerNode, at: At): VirtualServerReference {
  return {
    server: reference(node.server, at),
    virtualServer: node.virtualServer === undefined ? undefined : reference(node.virtualServer, at),
    place: at(node.span),
  };
}

/** A smart host or remote host. */
export function host(node: HostNode | SmartHostNode, at: At): Host {
  const { text, address, bracketed, span } = node;
  const [port, whole] = 'whole' in node ? [node.port, node.whole] : [undefined, span];
  return { text, address, bracketed, port, place: at(span), wholePlace: at(whole) };
}

/** A pattern of addresses: a mailbox, or a list of senders. */
export function addressPattern(node: AddressPatternNode, at: At): AddressPattern {
  return { type: node.type, pattern: node.address, local: node.local, domain: node.domain, place: at(node.span) };
}

/** A contact. */
export function contact({ address: own, target }: ContactNode, at: At): Contact {
  return {
    address: { value: address(own), place: at(own.span) },
    target: { value: address(target), place: at(target.span) },
  };
}

/** What the `down` statements of a test or scenario name together. */
export function elementsDown(statements: readonly DownStatement[], file: string): readonly Element[] {
  return statements.flatMap(({ elements, piece }) => elements.map((node) => element(node, at(file, piece))));
}

/** An element that `down` and `up` name. */
export function element(node: ElementNode, at: At): Element {
  switch (node.kind) {
    case 'server':
      return { kind: 'server', server: reference(node.server, at) };
    case 'virtual server':
      return { kind: 'virtual server', reference: virtualServerReference(node.reference, at) };
    case 'connector':
      return { kind: 'connector', connector: reference(node.connector, at) };
    case 'routing group':
    case 'site':
      return { kind: node.kind, group: reference(node.group, at) };
    case 'database':
      return { kind: 'database', database: reference(node.database, at) };
    case 'line':
      return { kind: 'line', from: reference(node.from, at), to: reference(node.to, at) };
    case 'host':
      return { kind: 'host', host: node.host.value };
    case 'dns':
      return { kind: 'dns' };
  }
}

/** A queue by its caption. */
export function queue(node: QueueNode, at: At): QueueReference {
  return {
    name: node.name.value,
    server: node.server === undefined ? undefined : reference(node.server, at),
    place: at(node.name.span),
  };
}

/** A message as `send` describes it. */
export function send(node: SendNode, place: Place, at: At): Send {
  const { from } = node;
  return makeSend(sourceOf(from, at), address(node.to), {
    sender: node.sender && address(node.sender),
    sizeBytes: node.sizeBytes?.value,
    priority: node.priority?.value,
    system: node.system,
    at: node.at?.value,
    place,
  });
}

function sourceOf(from: SendNode['from'], at: At): Send['from'] {
  switch (from.kind) {
    case 'internet':
      return { kind: 'internet' };
    case 'server':
      return { kind: 'server', ...virtualServerReference(from, at) };
    case 'computer':
      return { kind: 'computer', address: from.address.value, server: reference(from.server, at), port: from.port };
  }
}

/** An address without its place. */
export function address(node: AddressNode): Address {
  return { type: node.type, address: node.address, local: node.local, domain: node.domain };
}

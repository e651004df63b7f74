// An element's name in the language's own words: `server LON-EX01`, `connector "Internet Mail"`. The drawing, the
// switches, the JSON of the command line and `down` all use these words as ids. They are made and taken apart here alone;
// what people type is read by routing/message/elements.ts, which is kinder.

import { inQuotes, isBareWord, nameAt, writtenName, writtenVirtualServer } from '#core/syntax/words';
import { referenceTo } from './keys.ts';
import type { Element, Reference, RoutingGroup } from './topology.ts';

/** An element in the language's words, as `down` and `--down` take it; one element has one id. */
export type ElementId = string & { readonly __brand: 'ElementId' };

/** The world outside. It is drawn, and mail passes it, but it is no element: what can be off is its `dns`. */
export const internetId = 'internet';

/** What mail passes and what is drawn as a node: an element, or the world outside. */
export type WaypointId = ElementId | typeof internetId;

export function serverId(name: string): ElementId {
  return branded(`server ${writtenName(name)}`);
}

export function virtualServerId(server: string, virtualServer: string): ElementId {
  return branded(`virtual server ${writtenVirtualServer(server, virtualServer)}`);
}

export function connectorId(name: string): ElementId {
  return branded(`connector ${writtenName(name)}`);
}

export function routingGroupId(name: string): ElementId {
  return branded(`routing group ${writtenName(name)}`);
}

export function siteId(name: string): ElementId {
  return branded(`site ${writtenName(name)}`);
}

/** Of a routing group or a site. */
export function groupId({ kind, name }: Pick<RoutingGroup, 'kind' | 'name'>): ElementId {
  return kind === 'site' ? siteId(name) : routingGroupId(name);
}

export function databaseId(name: string): ElementId {
  return branded(`database ${writtenName(name)}`);
}

/** Every connector between two routing groups, in both directions; from where it is looked at, so there are two ids. */
export function lineId(from: string, to: string): ElementId {
  return branded(`line ${writtenName(from)} to ${writtenName(to)}`);
}

/** A DAG: it can be shown and selected, but nothing switches it off as a whole. */
export function dagId(name: string): ElementId {
  return branded(`dag ${writtenName(name)}`);
}

/** The system behind a foreign or delivery agent connector; what can be off of it is its connector. */
export function foreignSystemId(connector: string): ElementId {
  return branded(`foreign system ${writtenName(connector)}`);
}

/** A smart host as written, brackets included, or an outside domain. */
export function hostId(host: string): ElementId {
  return branded(`host ${isBareWord(host) || bracketed.test(host) ? host : inQuotes(host)}`);
}

export const dnsId: ElementId = branded('dns');

/** The id of an element that the model names. */
export function elementId(element: Element): ElementId {
  switch (element.kind) {
    case 'server':
      return serverId(element.server.name);
    case 'virtual server': {
      const { server, virtualServer } = element.reference;
      return virtualServer === undefined ? serverId(server.name) : virtualServerId(server.name, virtualServer.name);
    }
    case 'connector':
      return connectorId(element.connector.name);
    case 'routing group':
      return routingGroupId(element.group.name);
    case 'site':
      return siteId(element.group.name);
    case 'database':
      return databaseId(element.database.name);
    case 'line':
      return lineId(element.from.name, element.to.name);
    case 'host':
      return hostId(element.host);
    case 'dns':
      return dnsId;
  }
}

/**
 * The id that a text from outside is: a message of a webview, a state that was saved. It is made anew, so an element that
 * an older version wrote otherwise has the id that it has now. Undefined when it is none.
 */
export function readElementId(text: unknown): ElementId | undefined {
  const element = typeof text === 'string' ? elementOf(text) : undefined;
  return element && elementId(element);
}

/** The ids among values from outside; what is none is left out. */
export function readElementIds(values: unknown): readonly ElementId[] {
  return Array.isArray(values) ? values.flatMap((value) => readElementId(value) ?? []) : [];
}

/** The element that an id names, declared or not. A text that nobody made an id of may name none. */
export function elementOf(id: string): Element | undefined {
  if (id === dnsId) return { kind: 'dns' };
  const kind = kinds.find((each) => id.startsWith(`${each} `));
  return kind === undefined ? undefined : elementOfKind(kind, id.slice(kind.length + 1));
}

export function isKind(id: WaypointId, kind: Element['kind']): boolean {
  return id === kind || id.startsWith(`${kind} `);
}

/** The server of a virtual server; undefined for other elements. */
export function serverOf(id: ElementId): ElementId | undefined {
  const element = isKind(id, 'virtual server') ? elementOf(id) : undefined;
  return element?.kind === 'virtual server' ? serverId(element.reference.server.name) : undefined;
}

const kinds = ['server', 'virtual server', 'connector', 'routing group', 'site', 'database', 'line', 'host'] as const;

function elementOfKind(kind: (typeof kinds)[number], text: string): Element | undefined {
  switch (kind) {
    case 'server':
      return alone(text, (server) => ({ kind, server }));
    case 'virtual server':
      return pair(text, '/', (server, virtualServer) => ({
        kind,
        reference: { server, virtualServer, place: undefined },
      }));
    case 'connector':
      return alone(text, (connector) => ({ kind, connector }));
    case 'database':
      return alone(text, (database) => ({ kind, database }));
    case 'routing group':
    case 'site':
      return alone(text, (group) => ({ kind, group }));
    case 'line':
      return pair(text, ' to ', (from, to) => ({ kind, from, to }));
    case 'host':
      return bracketed.test(text) ? { kind, host: text } : alone(text, ({ name }) => ({ kind, host: name }));
  }
}

const bracketed = /^\[[\p{L}\p{N}\p{M}_.:-]*\]$/u;

function alone(text: string, make: (name: Reference) => Element): Element | undefined {
  const only = nameAt(text, 0);
  return only?.end === text.length ? make(referenceTo(only.name)) : undefined;
}

function pair(text: string, between: string, make: (one: Reference, other: Reference) => Element): Element | undefined {
  const one = nameAt(text, 0);
  if (one === undefined || !text.startsWith(between, one.end)) return undefined;
  const other = nameAt(text, one.end + between.length);
  return other?.end === text.length ? make(referenceTo(one.name), referenceTo(other.name)) : undefined;
}

/** The one place where a text becomes an id. */
function branded(text: string): ElementId {
  return text as ElementId;
}

// An element's name in the language's own words: `server LON-EX01`, `connector "Internet Mail"`. The drawing, the
// switches, the JSON of the command line and `down` all use these words as ids.

import type { Element, VirtualServerReference } from './topology.ts';

/** An element in the language's words, as `down` and `--down` take it. */
export type ElementId = string;

const bareWord = /^[\p{L}\p{N}_.-]+$/u;

/** A name as the language writes it: bare when it can be, else quoted. */
export function written(name: string): string {
  return bareWord.test(name) ? name : `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function serverId(name: string): ElementId {
  return `server ${written(name)}`;
}

export function virtualServerId(server: string, virtualServer: string): ElementId {
  return `virtual server ${written(server)}/${written(virtualServer)}`;
}

/** The server of a virtual server; undefined for other elements. */
export function serverOf(element: ElementId): ElementId | undefined {
  const [, server] = /^virtual server ("(?:[^"\\]|\\.)*"|[^/]+)\//.exec(element) ?? [];
  return server === undefined ? undefined : `server ${server}`;
}

export function connectorId(name: string): ElementId {
  return `connector ${written(name)}`;
}

export function routingGroupId(name: string): ElementId {
  return `routing group ${written(name)}`;
}

export function hostId(host: string): ElementId {
  return `host ${host}`;
}

export const dnsId: ElementId = 'dns';

export function elementId(element: Element): ElementId {
  switch (element.kind) {
    case 'server':
      return serverId(element.server.name);
    case 'virtual server':
      return virtualServerId(element.reference.server.name, referenceName(element.reference));
    case 'connector':
      return connectorId(element.connector.name);
    case 'routing group':
      return routingGroupId(element.group.name);
    case 'line':
      return `line ${written(element.from.name)} to ${written(element.to.name)}`;
    case 'host':
      return hostId(element.host);
    case 'dns':
      return dnsId;
  }
}

function referenceName(reference: VirtualServerReference): string {
  return reference.virtualServer?.name ?? '';
}

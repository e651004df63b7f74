// What a wizard knows before it asks: the topology, and where the user is.

import type { Project } from '#core/model/project';
import type { AddressSpace, Element, FileId, Key, Place, RoutingGroup, Topology } from '#core/model/topology';
import { listed } from '#core/syntax/wording';
import type { Choice } from './step.ts';

export interface Surroundings {
  readonly project: Project;
  readonly topology: Topology;
  /** The file that the user is in. */
  readonly file: FileId;
  /** What the cursor is in, or what was clicked; undefined when that is nothing. */
  readonly at: Element | undefined;
  /** One step of indentation, for files that show none. */
  readonly step: string;
  /** The mail for address spaces that is delivered today, and would not be in this topology. Only routing knows. */
  readonly strandedBy: (changed: Topology, spaces: readonly Space[]) => readonly StrandedMail[];
}

export type Space = Pick<AddressSpace, 'type' | 'pattern'>;

/** Mail of a routing group for an address space. */
export interface StrandedMail {
  readonly from: string;
  readonly to: Space;
}

/** The names that surround the user, as far as they are known. */
interface Around {
  readonly group?: Key | undefined;
  readonly server?: Key | undefined;
  readonly connector?: Key | undefined;
}

/** What is to be chosen at first: what the user is at, else the first that the user's file declares. */
export function nearest<T extends { readonly key: Key; readonly name: string; readonly place: Place | undefined }>(
  { topology, at, file }: Surroundings,
  kind: keyof Around,
  among: readonly T[],
): T | undefined {
  const key = aroundOf(topology, at)[kind];
  return among.find((each) => each.key === key) ?? among.find(({ place }) => place?.file === file);
}

function aroundOf(topology: Topology, at: Element | undefined): Around {
  switch (at?.kind) {
    case 'server':
      return ofServer(topology, at.server.key);
    case 'virtual server':
      return ofServer(topology, at.reference.server.key);
    case 'connector':
      return { connector: at.connector.key, group: topology.connectorByKey.get(at.connector.key)?.group };
    case 'routing group':
      return { group: at.group.key, server: topology.routingGroupByKey.get(at.group.key)?.servers[0] };
    default:
      return {};
  }
}

function ofServer(topology: Topology, server: Key): Around {
  return { server, group: topology.serverByKey.get(server)?.group };
}

/** The heading for what belongs to a routing group; '' where there is one group only. */
export function sectionOf({ routingGroups, routingGroupByKey }: Topology, group: Key): string {
  return routingGroups.length < 2 ? '' : (routingGroupByKey.get(group)?.name ?? '');
}

/** A routing group to choose; one without a server is no good, and says why. */
export function groupChoice(
  { servers: all }: Topology,
  group: RoutingGroup,
  withoutServer: string,
): Choice<RoutingGroup> {
  const servers = all.filter((server) => server.group === group.key).map(({ name }) => name);
  const cannot = servers.length === 0 ? withoutServer : undefined;
  return { value: group.name, kind: 'routing group', description: listed(servers), meaning: group, cannot };
}

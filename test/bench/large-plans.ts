// Topologies of many groups to draw: regional hubs in a mesh, branches on each, branches of a region joined to some others
// of it, now and then to another region. The same for the same size.

import type { ConnectorPlan, Plan } from '../core/graph/topologies.ts';

/** What a plan of regions is like. */
export interface Regions {
  readonly groups: number;
  /** Connectors between groups for each group, about. */
  readonly connectors: number;
}

const branchesOfHub = 40;

/** Groups with two servers, hubs with three; one way to the Internet for each hub, and a partner for every tenth group. */
export function regionsPlan({ groups, connectors }: Regions): Plan {
  const hubs = Math.max(2, Math.min(24, Math.round(groups / branchesOfHub)));
  const lines = linesOf(groups, hubs, Math.round((groups * connectors) / 2));
  const numbers = Array.from({ length: groups }, (_, index) => index);
  return {
    groups: numbers.map((index) => ({ name: nameOf(index, hubs), servers: serversOf(index, hubs) })),
    connectors: [
      ...lines.flatMap(([a, b]) => [between(a, b, hubs), between(b, a, hubs)]),
      ...numbers.slice(0, hubs).map((hub) => internet(hub, hubs)),
      ...numbers.filter((index) => index >= hubs && index % 10 === 0).map((index) => partner(index, hubs)),
    ],
  };
}

function nameOf(index: number, hubs: number): string {
  return index < hubs ? `Region ${index + 1}` : `Office ${String(index).padStart(4, '0')}`;
}

function serverOf(index: number, hubs: number, number = 1): string {
  return `${index < hubs ? 'HUB' : 'OFF'}${index}-EX0${number}`;
}

function serversOf(index: number, hubs: number) {
  return Array.from({ length: index < hubs ? 3 : 2 }, (_, each) => ({
    name: serverOf(index, hubs, each + 1),
    addresses: [`10.${index >> 8}.${index & 255}.${each + 10}`],
    virtualServers: ['Default SMTP Virtual Server'],
  }));
}

/** Hubs with each other, branches with their hub, and as many more as are wanted between neighbours of a region. */
function linesOf(groups: number, hubs: number, most: number): readonly (readonly [number, number])[] {
  const lines: (readonly [number, number])[] = [];
  for (let a = 0; a < hubs; a++) for (let b = a + 1; b < hubs; b++) lines.push([a, b]);
  for (let index = hubs; index < groups; index++) lines.push([index % hubs, index]);
  for (let step = 1; lines.length < most && step < 8; step++) {
    for (let index = hubs; index + step * hubs < groups && lines.length < most; index++) {
      lines.push([index, index + step * hubs]);
    }
  }
  return lines;
}

function between(from: number, to: number, hubs: number): ConnectorPlan {
  return {
    name: `${nameOf(from, hubs)} to ${nameOf(to, hubs)}`,
    in: nameOf(from, hubs),
    to: [nameOf(to, hubs)],
    cost: 10 + ((from * 7 + to * 3) % 5) * 10,
    bridgeheads: [serverOf(from, hubs)],
    targets: [serverOf(to, hubs)],
  };
}

function internet(hub: number, hubs: number): ConnectorPlan {
  const bridgeheads = [serverOf(hub, hubs)];
  return { name: `Internet ${hub + 1}`, in: nameOf(hub, hubs), kind: 'smtp connector', spaces: ['*'], bridgeheads };
}

function partner(index: number, hubs: number): ConnectorPlan {
  return {
    name: `Partner ${index}`,
    in: nameOf(index, hubs),
    kind: 'smtp connector',
    spaces: [`partner${index}.example`],
    hosts: [`relay${index}.example`],
    bridgeheads: [serverOf(index, hubs)],
  };
}

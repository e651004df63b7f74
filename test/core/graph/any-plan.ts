// Random organizations, and random edits of them.

import fc from 'fast-check';
import type { ConnectorPlan, GroupPlan, Plan } from './topologies.ts';

/** Some groups, with connectors between them and out. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({
    count: fc.integer({ min: 2, max: 40 }),
    servers: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }),
    lines: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { minLength: 1, maxLength: 80 }),
    hosts: fc.array(fc.tuple(fc.nat(39), fc.nat(12)), { minLength: 1, maxLength: 25 }),
  })
  .map(({ count, servers, lines, hosts }) => {
    const name = (index: number) => `Group ${index}`;
    return {
      groups: Array.from({ length: count }, (_, index) => ({
        name: name(index),
        servers: Array.from({ length: servers[index] ?? 0 }, (_, each) => ({
          name: `EX-${index}-${'long-'.repeat(each % 4)}${each}`,
          addresses: each % 2 === 0 ? ['10.0.0.1', '10.0.0.2'] : [],
          ...(each % 3 === 0 ? { virtualServers: ['Default SMTP Virtual Server', 'Internet'] } : {}),
        })),
      })),
      connectors: [
        ...lines.map(([a, b], index): ConnectorPlan => ({
          name: `C${index}`,
          in: name(a % count),
          to: [name(b % count)],
          cost: index,
        })),
        ...hosts.map(([group, host], index): ConnectorPlan => ({
          name: `H${index}`,
          in: name(group % count),
          kind: 'smtp connector',
          spaces: ['*'],
          hosts: host === 0 ? [] : [`relay${host}.example.com`],
        })),
      ],
    };
  });

/** Small edits of a plan, one after the other; each gives the next plan. */
export const anyEdits: fc.Arbitrary<readonly ((plan: Plan) => Plan)[]> = fc.array(
  fc.tuple(fc.nat(6), fc.nat(99), fc.nat(99)).map(([kind, which, other]) => edit(kind, which, other)),
  { minLength: 1, maxLength: 6 },
);

function edit(kind: number, which: number, other: number): (plan: Plan) => Plan {
  return ({ groups, connectors = [] }) => {
    const group = groups[which % Math.max(1, groups.length)];
    const connector = connectors[which % Math.max(1, connectors.length)];
    const withGroup = (changed: GroupPlan) => ({
      groups: groups.map((it) => (it === group ? changed : it)),
      connectors,
    });
    switch (kind) {
      case 0:
        return { groups, connectors: connectors.map((it) => (it === connector ? { ...it, cost: other } : it)) };
      case 1:
        return { groups, connectors: connectors.filter((it) => it !== connector) };
      case 2:
        return { groups: groups.filter((it) => it !== group), connectors };
      case 3:
        return { groups: [...groups, { name: `New ${other}`, servers: [`NEW-${other}`] }], connectors };
      case 4:
        return group === undefined
          ? { groups, connectors }
          : withGroup({ ...group, servers: [...(group.servers ?? []), `EX-NEW-${other}`] });
      case 5:
        return { groups: [...groups.slice(which % 7), ...groups.slice(0, which % 7)], connectors };
      default:
        return { groups, connectors: connectors.toReversed() };
    }
  };
}

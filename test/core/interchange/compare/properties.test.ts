// A log that is written from the routes of a topology is as predicted; with one hop turned round, that one differs.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Send, Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { writtenAddress } from '#core/routing/message/written-values';
import { expectAlways } from '../../../property.ts';
import { message, soundTopology } from '../../routing/arbitrary.ts';
import { messageOfToday, topologyOfToday } from '../../routing/exchange-2013/arbitrary.ts';
import { compared, log, type Row, rowsOf } from './logs.ts';

interface Written {
  readonly topology: Topology;
  /** Of messages that get somewhere, by server. */
  readonly rows: readonly (readonly [server: string, Row])[];
  readonly ways: number;
}

function written(topology: Topology, sends: readonly Send[]): Written {
  const routing = compileRouting(topology);
  let ways = 0;
  const rows = sends.flatMap((send, number) => {
    if (send.from.kind !== 'server') return [];
    const route = routing.route(send, []);
    if (route.outcome !== 'delivered' || route.ties.length > 0) return [];
    ways += 1;
    const sender = send.sender === undefined ? {} : { sender: writtenAddress(send.sender) };
    const more = { ...sender, bytes: send.sizeBytes ?? 10 * 1024, returnPath: send.system ? '<>' : 'ann@contoso.com' };
    return rowsOf(route, `m${number}`, writtenAddress(send.to), more);
  });
  return { topology, rows, ways };
}

/** A log for each server, in an order that the dice give. */
function logsOf(rows: Written['rows'], order: number): readonly string[] {
  const servers = [...new Set(rows.map(([server]) => server))].sort();
  const turned = order % 2 === 0 ? servers : servers.reverse();
  return turned.map((server) => log(...rows.filter(([at]) => at === server).map(([, row]) => row)));
}

const worlds = [
  ['exchange-2003', fc.tuple(soundTopology, fc.array(message, { minLength: 1, maxLength: 12 }))],
  ['exchange-2013', fc.tuple(topologyOfToday, fc.array(messageOfToday, { minLength: 1, maxLength: 12 }))],
] as const;

test.each(worlds)('%s: what is written from routes is as predicted', (_, world) => {
  let ways = 0;
  expectAlways(
    fc.property(world, fc.nat(), ([topology, sends], order) => {
      const sound = written(topology, sends);
      ways += sound.ways;
      const report = compared(topology, logsOf(sound.rows, order), { pieces: 1 + (order % 4000) });
      expect(report.verdicts).toMatchObject({ 'as predicted': sound.ways, differs: 0, 'not comparable': 0 });
      expect(report.ways).toBe(sound.ways);
    }),
  );
  expect(ways).toBeGreaterThan(50);
});

test.each(worlds)('%s: one way that goes out elsewhere is exactly the one that differs', (_, world) => {
  let turned = 0;
  expectAlways(
    fc.property(world, fc.nat(), ([topology, sends], order) => {
      const sound = written(topology, sends);
      const out = sound.rows.filter(([, { event }]) => event === 'SEND');
      const victim = out[order % Math.max(1, out.length)]?.[1];
      if (victim === undefined) return;
      turned += 1;
      const from = sound.rows.findIndex(([, row]) => row === victim);
      const rows = sound.rows.flatMap(([server, row], at): Written['rows'] => {
        if (row === victim) return [[server, { ...row, server: 'elsewhere.example', connector: 'Elsewhere' }]];
        return at > from && row.id === victim.id ? [] : [[server, row]];
      });
      const report = compared(topology, logsOf(rows, order));
      expect(report.verdicts).toMatchObject({ 'as predicted': sound.ways - 1, differs: 1 });
      expect(report.causes.map(({ messageId }) => messageId)).toEqual([`<${victim.id}@contoso.com>`]);
      expect(report.causes[0]).toMatchObject({ actual: 'Elsewhere' });
      expect(report.lacking.connectors).toEqual([{ name: 'Elsewhere', count: 1 }]);
    }),
  );
  expect(turned).toBeGreaterThan(20);
});

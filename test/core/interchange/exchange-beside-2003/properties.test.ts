// Sites, links and hubs at random: mail in the topology stops where Exchange 2007 and 2010 let it stop, worked out here by
// trying every path.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOf } from '#core/model/keys';
import { compileRouting } from '#core/routing/models';
import { groupsPassed } from '#core/routing/route';
import { expectAlwaysAsync } from '../../../property.ts';
import { adSite, adSiteLink, earlierServer, type ExportedObject } from '../exchange-export.ts';
import { importFiles } from '#core/interchange/import';
import { clixml, topologyOf } from './importing.ts';

const names = ['Ada', 'Bern', 'Cork', 'Dover', 'Essen', 'Fano'];

interface World {
  readonly links: readonly { readonly from: number; readonly to: number; readonly cost: number }[];
  readonly hubs: ReadonlySet<number>;
  readonly handing: ReadonlySet<number>;
}

/** No two sets of links cost the same, so no path is as good as another one. */
const world: fc.Arbitrary<World> = fc
  .record({
    pairs: fc.uniqueArray(
      fc.tuple(fc.nat(5), fc.nat(5)).filter(([a, b]) => a < b),
      {
        minLength: 1,
        maxLength: 9,
        selector: ([a, b]) => `${String(a)} ${String(b)}`,
      },
    ),
    hubs: fc.subarray([0, 1, 2, 3, 4, 5]),
    handing: fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 2 }),
  })
  .map(({ pairs, hubs, handing }) => ({
    links: pairs.map(([from, to], at) => ({ from, to, cost: 2 ** at })),
    hubs: new Set(hubs),
    handing: new Set(handing),
  }));

function exportOf({ links, hubs, handing }: World): ExportedObject[] {
  return [
    ...names.map((name, at) => adSite(name, hubs.has(at))),
    ...links.map(({ from, to, cost }, at) => adSiteLink(`L${String(at)}`, [names[from] ?? '', names[to] ?? ''], cost)),
    ...names.flatMap((name, at) => (handing.has(at) ? [earlierServer(`${name}-HUB`, '14.3', name)] : [])),
    earlierServer('OLD1', '6.5'),
  ];
}

/** The cheapest of all paths without a site twice; undefined where there is none. */
function leastPath({ links }: World, from: number, to: number): readonly number[] | undefined {
  let best: { readonly path: readonly number[]; readonly cost: number } | undefined;
  const walk = (path: readonly number[], cost: number): void => {
    const here = path.at(-1);
    if (here === to) {
      if (best === undefined || cost < best.cost) best = { path, cost };
      return;
    }
    for (const link of links) {
      const next = link.from === here ? link.to : link.to === here ? link.from : undefined;
      if (next !== undefined && !path.includes(next)) walk([...path, next], cost + link.cost);
    }
  };
  walk([from], 0);
  return best?.path;
}

it.each(['direct', 'links'] as const)('mail stops where it should, written %s', async (sites) => {
  await expectAlwaysAsync(
    fc.asyncProperty(world, async (given) => {
      const answer = await importFiles([clixml(exportOf(given))], { sites });
      if (!answer.ok) throw new Error(answer.error);
      const { text, report } = answer.value;
      expect(report.entries.filter(({ text: said }) => said.includes('in the topology it passes'))).toEqual([]);
      for (const to of given.handing) {
        const server = `server ${names[to] ?? ''}-HUB {`;
        const withMailbox = text.replace(server, `${server} mailbox *@to.example\n`).replace('organization Contoso {', 'organization Contoso {\n  domain to.example'); // prettier-ignore
        const { route } = compileRouting(topologyOf(withMailbox));
        for (const from of given.handing) {
          if (from === to) continue;
          const path = leastPath(given, from, to);
          const isStop = (at: number) => given.handing.has(at) && (sites === 'links' || given.hubs.has(at));
          const wanted = path?.filter((at) => at === from || at === to || isStop(at)).map((at) => names[at]);
          const name = `${names[from] ?? ''}-HUB`;
          const open = {
            sender: undefined,
            sizeBytes: undefined,
            priority: undefined,
            at: undefined,
            place: undefined,
          };
          const found = route(
            {
              from: {
                kind: 'server',
                server: { key: keyOf(name), name, place: undefined },
                virtualServer: undefined,
                place: undefined,
              },
              to: { type: 'SMTP', address: 'a@to.example', local: 'a', domain: 'to.example' },
              system: false,
              ...open,
            },
            [],
          );
          if (wanted === undefined) expect(found.outcome).not.toBe('delivered');
          else expect([found.outcome, ...groupsPassed(found)]).toEqual(['delivered', ...wanted]);
        }
      }
    }),
    { runs: 60 },
  );
});

it('a hundred sites are written, and all ways between them tried', async () => {
  const many = Array.from({ length: 100 }, (_, at) => `S${String(at)}`);
  const objects = [
    ...many.map((name) => adSite(name)),
    ...many.slice(1).map((name, at) => adSiteLink(`L${name}`, [many[at] ?? '', name], 10 + at)),
    ...many.map((name) => earlierServer(`${name}-HUB`, '14.3', name)),
    earlierServer('OLD1', '6.5'),
  ];
  const answer = await importFiles([clixml(objects)]);
  expect(answer.ok && answer.value.text.match(/routing group connector/g)?.length).toBe(100 * 99);
});

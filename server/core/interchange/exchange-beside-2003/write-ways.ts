// Ways between sites as routing group connectors.

import type { Directory } from '../exchange/directory.ts';
import type { ExchangeObjects } from '../exchange/objects.ts';
import { highestCost } from '../exchange-2003/values.ts';
import type { Fields } from '../fields.ts';
import type { UniqueNames } from '../names.ts';
import { writtenSize } from '../../routing/message/written-values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { GroupBlocks } from './group-blocks.ts';
import { costOfLink, limitOfLink, type SiteWay } from './site-graph.ts';

/** Who sends and who takes mail in a site. */
export interface TransportServers {
  /** As they are written. */
  readonly names: readonly string[];
  /** Whether there are no other servers in the group. */
  readonly areAll: boolean;
}

/** Writes each way as a connector of the group that it leads from. Costs as they are written are returned. */
export function writeWays(
  ways: readonly SiteWay[],
  transport: ReadonlyMap<string, TransportServers>,
  names: UniqueNames,
  blocks: GroupBlocks,
): readonly number[] {
  return ways.map(({ from, to, cost, limit, links }) => {
    const name = names.give(`${from.name} to ${to.name}`);
    const sources = transport.get(from.name);
    const written = Math.min(cost, highestCost);
    const block = [
      ...(sources?.areAll === true ? [{ words: 'bridgehead any' }] : [{ words: `bridgehead ${listed(sources)}` }]),
      { words: `target ${listed(transport.get(to.name))}` },
      { words: `cost ${String(written)}` },
      ...(limit === Infinity ? [] : [{ words: `limit size ${writtenSize(limit)}` }]),
    ];
    if (written !== cost) links[0]?.differs(`The way from ${from.name} to ${to.name} costs ${String(cost)}; here it is ${String(written)}.`); // prettier-ignore
    const words = `routing group connector ${writtenName(name)} to ${writtenName(to.name)}`;
    blocks.add(from.name, { comments: [links.map(linkInWords).join(', ')], words, block, isLong: false });
    return written;
  });
}

function listed(servers: TransportServers | undefined): string {
  return (servers?.names ?? []).map(writtenName).join(', ');
}

/** `PRG-VIE (cost 150, Exchange cost 30)` */
function linkInWords(link: Fields): string {
  const exchange = link.text('ExchangeCost');
  const cost = link.text('ADCost') ?? (exchange === undefined ? String(costOfLink(link)) : undefined);
  const costs = [
    ...(cost === undefined ? [] : [`cost ${cost}`]),
    ...(exchange === undefined ? [] : [`Exchange cost ${exchange}`]),
  ];
  return `${link.name} (${costs.join(', ')})`;
}

/** Says of each link what became of it. */
export function settleLinks(objects: ExchangeObjects, directory: Directory, ways: readonly SiteWay[]): void {
  const used = new Set(ways.flatMap(({ links }) => links));
  const costs = ['ADCost', 'ExchangeCost', 'Cost'];
  for (const link of objects.of('AdSiteLink')) {
    const joined = new Set(link.values('Sites').flatMap((each) => directory.site(each) ?? []));
    const isLimited = limitOfLink(link) !== Infinity;
    if (used.has(link)) {
      for (const property of ['Name', 'Sites']) link.settle(property, 'imported');
      for (const property of costs) link.settle(property, link.text(property) === undefined ? 'default' : 'imported');
      const text = 'There a message that is too large is returned; here it takes another way if there is one.';
      link.settle('MaxMessageSize', isLimited ? 'differs' : 'default', isLimited ? text : undefined);
    } else {
      const why = joined.size < 2 ? 'It joins no two sites, so no mail could take it.' : 'No mail between sites with Hub Transport servers takes it: other ways cost less.'; // prettier-ignore
      for (const property of ['Name', 'Sites', ...costs]) if (link.text(property) !== undefined) link.settle(property, 'dropped', why); // prettier-ignore
      link.settle('MaxMessageSize', isLimited ? 'dropped' : 'default', isLimited ? why : undefined);
    }
    link.settleRest('ignored');
  }
}

// What could stand behind `cost`: the next one that nothing else of the same has, and those in use, with whose they are.

import { meaningOf } from '#core/model/address-space';
import { dearest, nextFreeCost } from '#core/model/free-cost';
import { keyOf } from '#core/model/keys';
import type { Connector, Key } from '#core/model/topology';
import { unquoted } from '#core/syntax/words';
import type { Spot } from './offers.ts';

/** A cost, and what somebody who chooses it should know. */
export interface CostOffer {
  readonly cost: number;
  readonly detail: string;
}

export function costsAt(spot: Spot): readonly CostOffer[] {
  const used = [...costsInUse(spot)].sort(([one], [other]) => one - other);
  const isOfWay = wayAt(spot.around.at(-1), spot.before) !== undefined;
  const most = isOfWay ? spot.snapshot.topology.organization.highestCost : dearest;
  const next = nextFreeCost(new Set(used.map(([cost]) => cost)), most);
  const free = next === undefined ? [] : [{ cost: next, detail: whatNextIs(used.at(-1), most) }];
  return [...free, ...used.map(([cost, names]) => ({ cost, detail: `shares the load with ${listed(names)}` }))];
}

function whatNextIs(last: readonly [number, readonly string[]] | undefined, most: number): string {
  if (last === undefined) return 'nothing else carries this';
  const [cost, names] = last;
  return cost < most ? `steps in for ${listed(names)} at cost ${cost}` : 'the next free cost';
}

function listed(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0 ? `'${first}'` : `'${first}' and ${others.length} more`;
}

/** The costs at which other connectors carry the same, and their names. */
function costsInUse(spot: Spot): ReadonlyMap<number, readonly string[]> {
  const { snapshot, around } = spot;
  const costOf = costsOf(spot);
  const name = around.at(-1)?.name;
  const own = name === undefined ? undefined : keyOf(name.value);
  const used = new Map<number, string[]>();
  for (const connector of snapshot.topology.connectors) {
    if (connector.key === own) continue;
    for (const cost of new Set(costOf(connector))) {
      const names = used.get(cost);
      if (names === undefined) used.set(cost, [connector.name]);
      else names.push(connector.name);
    }
  }
  return used;
}

/** What a connector costs for what the statement at the spot is about: an address space, or a way between two groups. */
function costsOf({ around, before }: Spot): (connector: Connector) => readonly number[] {
  const own = around.find(({ kind }) => kind === 'routing group')?.name;
  const to = wayAt(around.at(-1), before);
  if (to !== undefined) {
    if (own === undefined) return () => [];
    const from = keyOf(own.value);
    return ({ group, connects }) =>
      group === from ? connects.filter((one) => one.group.key === to).map(({ cost }) => cost) : [];
  }
  const meaning = spaceAt(before);
  return (connector) =>
    meaning === undefined || connector.kind === 'routing group connector'
      ? []
      : connector.addressSpaces.filter((space) => meaningOf(space) === meaning).map(({ cost }) => cost);
}

/** The group that the cost is for: the connector's own, or the last of `connect`. */
function wayAt(connector: Spot['around'][number] | undefined, before: string): Key | undefined {
  if (connector?.kind === 'routing group connector') {
    return before.startsWith('cost') && connector.to !== undefined ? keyOf(connector.to.value) : undefined;
  }
  const item = before.startsWith('connect') ? lastItem(before) : undefined;
  return item && keyOf(item.text);
}

/** The meaning of the address space that the cost is for. */
function spaceAt(before: string): string | undefined {
  const item = before.startsWith('address') ? lastItem(before) : undefined;
  return item && meaningOf({ type: item.type.toUpperCase(), pattern: item.text });
}

/** No name and no address space is longer. */
const longestItem = 1_000;

/** What is written before the last `cost`. */
function lastItem(before: string): { readonly type: string; readonly text: string } | undefined {
  const [, type = 'SMTP', written] =
    /(?:(\w+):)?("(?:[^"\\]|\\.)*"|[^\s",:]+)\s+cost\s+$/s.exec(before.slice(-longestItem)) ?? [];
  return written === undefined ? undefined : { type, text: unquoted(written) };
}

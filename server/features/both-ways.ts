// A connector to another routing group and the one back, as one thing to accept: mail that gets there wants an answer.

import { addition, usualStep } from '#core/editing/addition';
import { freeName } from '#core/editing/free-name';
import { plainText } from '#core/editing/text';
import { keyOf } from '#core/model/keys';
import { serversOf } from '#core/model/lookup';
import type { Key, RoutingGroup, Topology } from '#core/model/topology';
import type { Declaration, Span, Tree } from '#core/syntax/tree';
import { writtenName } from '#core/syntax/words';
import type { Spot } from './offers.ts';

/** A connector for the group at the spot, and an edit of the same file that adds the one back to the other group. */
export interface BothWays {
  readonly label: string;
  readonly text: string;
  readonly back: { readonly span: Span; readonly text: string };
}

/** Nobody looks through more. */
const mostGroups = 20;

/** For each group of this file that has no connector to or from the one at the spot. */
export function bothWays({ snapshot, around }: Spot): readonly BothWays[] {
  const { topology, source } = snapshot;
  const own = around.find(({ kind }) => kind === 'routing group');
  const here = own?.name && topology.routingGroupByKey.get(keyOf(own.name.value));
  const ownServer = here && serversOf(topology, here)[0];
  if (here === undefined || ownServer === undefined) return [];
  const known = neighboursOf(topology, here.key);
  const blocks = groupBlocks(source.tree.declarations);
  const taken = new Set(topology.connectors.map(({ key }) => key));
  const found: BothWays[] = [];
  for (const there of topology.routingGroups) {
    const block = blocks.get(there.key);
    const [server] = serversOf(topology, there);
    if (there === here || known.has(there.key) || block === undefined || server === undefined) continue;
    const back = addedTo(
      source.tree,
      block,
      connector({ from: there, to: here, by: server.name, target: ownServer.name }, taken),
    );
    if (back === undefined) continue;
    const text = connector({ from: here, to: there, by: ownServer.name, target: server.name }, taken);
    found.push({ label: `routing group connector to ${there.name} and back`, text, back });
    if (found.length === mostGroups) break;
  }
  return found;
}

function neighboursOf({ connectors }: Topology, group: Key): ReadonlySet<Key> {
  return new Set(
    connectors.flatMap(({ group: from, connects }) => {
      if (from === group) return connects.map((one) => one.group.key);
      return connects.some((one) => one.group.key === group) ? [from] : [];
    }),
  );
}

function groupBlocks(declarations: readonly Declaration[]): ReadonlyMap<Key, Declaration> {
  const groups = declarations.flatMap((one) => (one.kind === 'administrative group' ? one.children : [one]));
  return new Map(
    groups.flatMap((one) =>
      one.kind === 'routing group' && one.name !== undefined ? [[keyOf(one.name.value), one]] : [],
    ),
  );
}

interface Way {
  readonly from: RoutingGroup;
  readonly to: RoutingGroup;
  readonly by: string;
  readonly target: string;
}

/** The same cost both ways, as answers take the way that questions took. */
function connector({ from, to, by, target }: Way, taken: ReadonlySet<Key>): string {
  const name = writtenName(freeName(`${from.name} to ${to.name}`, taken));
  const statements = [`bridgehead ${writtenName(by)}`, `target ${writtenName(target)}`, 'cost 10'].join('; ');
  return `routing group connector ${name} to ${writtenName(to.name)} { ${statements} }`;
}

function addedTo(tree: Tree, block: Declaration, line: string): BothWays['back'] | undefined {
  const added = addition(tree, block, { lines: [line], step: usualStep });
  return added && { span: added.span, text: plainText(added.parts) };
}

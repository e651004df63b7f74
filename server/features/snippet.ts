// Snippets with the names of this topology in place of the capitals of the docs.

import { plainDomain } from '#core/model/accepted-domains';
import { keyOf } from '#core/model/keys';
import { serversOf } from '#core/model/lookup';
import type { Topology } from '#core/model/topology';
import type { KeywordDoc } from '#core/syntax/statements/row';
import type { Spot } from './offers.ts';
import { writtenName } from '#core/syntax/words';

/** The snippet of a statement, with the first name that fits where one is wanted. */
export function filledIn({ snippet }: Pick<KeywordDoc, 'snippet'>, spot: Spot): string {
  return snippet
    .replaceAll(/\$\{(\d):SERVER\}/g, (tabStop, n: string) => filled(tabStop, n, serverFor(spot)))
    .replaceAll(/\$\{(\d):GROUP\}/g, (tabStop, n: string) => filled(tabStop, n, otherGroup(spot)))
    .replaceAll(/\$\{(\d):CONNECTOR\}/g, (tabStop, n: string) =>
      filled(tabStop, n, spot.snapshot.topology.connectors[0]?.name),
    )
    .replaceAll('contoso.com', escaped(firstDomain(spot.snapshot.topology) ?? 'contoso.com'));
}

function firstDomain({ organization: { domains } }: Topology): string | undefined {
  const [first] = domains;
  return first && plainDomain(first);
}

/** The text of a snippet for an editor that knows none: its tab stops as they stand, of choices the first one. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/\$\{\d:((?:[^}\\]|\\.)*)\}/g, (_, text: string) => text.replaceAll(/\\(.)/g, '$1'))
    .replaceAll(/\$\d/g, '');
}

function filled(tabStop: string, n: string, name: string | undefined): string {
  return name === undefined ? tabStop : `\${${n}:${escaped(writtenName(name))}}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

function serverFor({ snapshot: { topology }, around }: Spot): string | undefined {
  const group = groupAround(topology, around);
  return (group === undefined ? topology.servers : serversOf(topology, group))[0]?.name;
}

function otherGroup({ snapshot: { topology }, around }: Spot): string | undefined {
  const own = groupAround(topology, around);
  return topology.routingGroups.find((group) => group !== own && group.name !== '')?.name;
}

function groupAround(topology: Topology, around: Spot['around']) {
  const name = around.find(({ kind }) => kind === 'routing group')?.name;
  return name === undefined ? undefined : topology.routingGroupByKey.get(keyOf(name.value));
}

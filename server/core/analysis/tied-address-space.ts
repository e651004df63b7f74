import { connectorId } from '#core/model/element';
import type { AddressSpace, Connector } from '#core/model/topology';
import { connectorsByGroup, organization } from './facts.ts';
import type { Finding, SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * Two connectors of a routing group have the same address space at the same cost, so no rule says which of them a
 * message takes (routing.md §4 step 7, M17). The tutorial's own recipe makes such a pair: a new connector for `*` with
 * cost 1 beside the one that was there. Not reported where the organization says `when connectors tie spread`: then
 * sharing the load is what is wanted.
 */
export const tiedAddressSpace = rule({
  code: 'tied-address-space',
  severity: 'warning',
  over: connectorsByGroup,
  reads: { organization },
  *check(connectors, { organization: { whenConnectorsTie } }) {
    if (connectors.length < 2 || whenConnectorsTie === 'spread') return;
    const first = new Map<string, Entry>();
    for (const connector of connectors) {
      if (connector.kind === 'routing group connector') continue;
      for (const space of connector.addressSpaces) {
        const other = first.get(spaceKey(space));
        if (other === undefined) first.set(spaceKey(space), { connector, space });
        else if (other.connector !== connector) yield* tie({ connector, space }, other);
      }
    }
  },
});

interface Entry {
  readonly connector: Connector;
  readonly space: AddressSpace;
}

/** What a space matches and costs; of two wildcards only what follows the last one is read (§1.10, KB-244986). */
function spaceKey({ type, pattern, cost }: AddressSpace): string {
  const read = type === 'SMTP' ? pattern.toLowerCase().replace(/^.*\*(?=.)/, '*') : pattern.toLowerCase();
  return `${type}:${read};${String(cost)}`;
}

function* tie({ connector, space }: Entry, other: Entry): Iterable<Finding> {
  if (space.place === undefined) return;
  yield {
    place: space.place,
    message:
      `${quoted(other.connector.name)} carries ${space.pattern} at the same cost, so either may take the mail. ` +
      `Make one of them dearer, or say 'when connectors tie spread' to share the load.`,
    related:
      other.space.place === undefined
        ? []
        : [{ place: other.space.place, message: `${quoted(other.connector.name)} carries it here.` }],
    fixes: [dearer(space, space.place)],
    element: connectorId(connector.name),
  };
}

function dearer({ cost, costPlace }: AddressSpace, place: NonNullable<AddressSpace['place']>): SuggestedFix {
  const raised = String(cost + 1);
  const behind = { ...place, span: { start: place.span.end, end: place.span.end } };
  return {
    title: `Keep it as a spare at cost ${raised}`,
    edits: [costPlace === undefined ? { place: behind, text: ` cost ${raised}` } : { place: costPlace, text: raised }],
    preferred: false,
  };
}

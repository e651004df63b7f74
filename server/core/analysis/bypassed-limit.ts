import { matchesEverything } from '#core/model/address-space';
import { connectorId } from '#core/model/element';
import type { Connector } from '#core/model/topology';
import { writtenSize } from '#core/routing/message/written-values';
import { derived, gist } from './fact.ts';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

interface CatchAll {
  readonly name: string;
  readonly limit: number;
}

const catchAlls = derived(
  {
    said: gist(connectors, (connector: Connector): readonly CatchAll[] => {
      const isOne = connector.kind === 'smtp connector' && connector.scope === 'organization' && !connector.faulty;
      const isOpen =
        isOne && connector.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space));
      return isOpen ? [{ name: connector.name, limit: connector.limitSizeBytes }] : [];
    }),
  },
  ({ said }): readonly CatchAll[] => said.flat(),
);

/**
 * A connector for some domains has a size limit, and one for `*` takes larger messages. A connector that a message may not
 * use counts as absent, so what is too large for the one goes by the other (routing.md §4 step 2, M34) [EXPEDIA]. Where
 * that must not be, the organization or both connectors have the same limit.
 */
export const bypassedLimit = rule({
  code: 'bypassed-limit',
  severity: 'info',
  over: connectors,
  reads: { catchAlls },
  concerns: ({ limitSizeBytes }) => limitSizeBytes !== Infinity,
  *check(connector, { catchAlls }) {
    if (connector.kind !== 'smtp connector') return;
    const close = connector.addressSpaces.filter((space) => space.type === 'SMTP' && !matchesEverything(space));
    const other = catchAlls.find(({ name, limit }) => name !== connector.name && limit > connector.limitSizeBytes);
    if (close.length === 0 || other === undefined) return;
    yield {
      place: { statement: 'limit size', of: { kind: 'connector', key: connector.key } },
      message:
        `Messages over ${writtenSize(connector.limitSizeBytes)} for ${listed(close.map(({ pattern }) => pattern))} are not returned: ` +
        `they go by ${quoted(other.name)}, which takes larger ones. Give both the same limit if that is not meant.`,
      element: connectorId(connector.name),
    };
  },
});

import { matchesEverything } from '#core/model/address-space';
import { connectorId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import type { Connector } from '#core/model/topology';
import { writtenSize } from '#core/routing/message/written-values';
import { derived, gist } from './fact.ts';
import { enabledConnectors, groupWord, organization } from './facts.ts';
import { wholeRule } from './rule.ts';
import { listed, quoted } from './wording.ts';

interface CatchAll {
  readonly name: string;
  readonly limit: number;
  /** Of today's kind: mail goes by one kind or the other. */
  readonly isSending: boolean;
}

const catchAlls = derived(
  {
    said: gist(enabledConnectors, (connector: Connector): readonly CatchAll[] => {
      const isOne = isOutward(connector) && connector.scope === 'organization' && !connector.faulty;
      const isOpen =
        isOne && connector.addressSpaces.some((space) => space.type === 'SMTP' && matchesEverything(space));
      return isOpen ? [{ name: connector.name, limit: connector.limitSizeBytes, isSending: isSending(connector) }] : [];
    }),
  },
  ({ said }): readonly CatchAll[] => said.flat(),
);

/** What sends to domains outside, and is limited in size as such. */
function isOutward(connector: Connector): connector is Extract<Connector, { scope: unknown }> {
  return connector.kind === 'smtp connector' || isSending(connector);
}

/** Connectors for some domains that take less than one for `*`, in the order of the text. */
const bypassed = derived(
  {
    said: gist(enabledConnectors, (connector: Connector) => {
      if (!isOutward(connector) || connector.limitSizeBytes === Infinity) return undefined;
      const close = connector.addressSpaces.filter((space) => space.type === 'SMTP' && !matchesEverything(space));
      const { key, name, limitSizeBytes: limit } = connector;
      const patterns = close.map(({ pattern }) => pattern);
      return close.length === 0 ? undefined : { key, name, limit, patterns, isSending: isSending(connector) };
    }),
    catchAlls,
    largest: derived({ organization, groupWord }, ({ organization, groupWord }) =>
      groupWord === 'site' ? organization.limitSendSizeBytes : organization.limitSizeBytes,
    ),
  },
  ({ said, catchAlls, largest }) =>
    said.flatMap((each) => {
      if (each === undefined || each.limit >= largest) return [];
      const isOther = (one: CatchAll) => one.isSending === each.isSending && one.name !== each.name;
      const other = catchAlls.find((one) => isOther(one) && one.limit > each.limit);
      return other === undefined ? [] : [{ ...each, other: other.name }];
    }),
);

/**
 * A connector for some domains has a size limit, and one for `*` takes larger messages. A connector that a message may not
 * use counts as absent, so what is too large for the one goes by the other (routing.md §4 step 2, M34; §5 step 1) [EXPEDIA, MS-CONNSEL]. Where
 * that must not be, the organization or both connectors have the same limit. Said once, of the first such connector.
 */
export const bypassedLimit = wholeRule({
  code: 'bypassed-limit',
  severity: 'info',
  reads: { bypassed },
  *check({ bypassed: [first, ...others] }) {
    if (first === undefined) return;
    const more = others.length === 0 ? '' : ` The same holds of ${listed(others.map(({ name }) => quoted(name)))}.`;
    yield {
      place: { statement: 'limit size', of: { kind: 'connector', key: first.key } },
      ...(first.isSending ? { severity: 'warning' } : {}),
      message:
        `Messages over ${writtenSize(first.limit)} for ${listed(first.patterns)} are not returned: they go by ` +
        `${quoted(first.other)}, which takes larger ones. Give both the same limit if that is not meant.${more}`,
      element: connectorId(first.name),
    };
  },
});

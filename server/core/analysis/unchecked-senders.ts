import { connectorId } from '#core/model/element';
import type { Connector, Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members, servers } from './facts.ts';
import { membersOf } from './members-of.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/** The servers that check senders. */
const checking = derived(
  { said: gist(servers, ({ key, checkConnectorRestrictions }) => (checkConnectorRestrictions ? key : undefined)) },
  ({ said }): readonly (Key | undefined)[] => said.filter((key) => key !== undefined),
);

/**
 * A connector accepts mail from some senders only, but a bridgehead does not check that: without `check connector
 * restrictions` on the server that mail leaves by, everybody passes (routing.md §1.5, M33) [KB-277872, BPA-CCR].
 */
export const uncheckedSenders = rule({
  code: 'unchecked-senders',
  severity: 'warning',
  over: enabledConnectors,
  reads: { checking, members },
  concerns: ({ acceptFrom, rejectFrom }) => acceptFrom.length + rejectFrom.length > 0,
  *check(connector, { checking, members }) {
    const statement = connector.acceptFrom.length > 0 ? 'accept from' : 'reject from';
    const bridgeheads = bridgeheadsOf(connector).flatMap((key) => members.get(key) ?? []);
    const own = bridgeheads.length > 0 ? bridgeheads : connector.bridgeheads === 'any' ? membersOf(members, connector.group) : []; // prettier-ignore
    const silent = own.filter(({ key }) => !checking.includes(key));
    if (silent.length === 0) return;
    const names = listed(silent.map(({ name }) => plain(name)));
    const [does, its] = silent.length > 1 ? ['do', 'them'] : ['does', 'it'];
    yield {
      place: { statement, of: { kind: 'connector', key: connector.key } },
      message:
        `${names} ${does} not check senders, so mail that leaves by ${its} passes ${quoted(connector.name)} whoever sent it. ` +
        `Write 'check connector restrictions' there.`,
      fixes: [
        {
          title: `Write 'check connector restrictions' in ${names}`,
          edits: silent.map(({ key }) => ({ endOf: { kind: 'server', key }, lines: ['check connector restrictions'] })),
          preferred: false,
        },
      ],
      element: connectorId(connector.name),
    };
  },
});

function bridgeheadsOf({ bridgeheads }: Connector): readonly Key[] {
  return bridgeheads === 'any' ? [] : [...new Set(bridgeheads.map(({ server }) => server.key))];
}

import { connectorId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import type { Connector } from '#core/model/topology';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * An SMTP or X.400 connector has neither an address space nor a connected routing group, or a Send connector no address
 * space, so no mail ever takes it (routing.md §1.7; §5 step 2).
 */
export const emptyConnector = rule({
  code: 'empty-connector',
  severity: 'error',
  over: connectors,
  reads: {},
  *check(connector) {
    const { kind, name, key, place, faulty } = connector;
    if (kind === 'routing group connector' || faulty || place === undefined) return;
    if (connector.addressSpaces.length > 0 || connector.connects.length > 0) return;
    yield {
      place,
      message:
        `${quoted(name)} has ${isSending(connector) ? 'no address space' : 'neither an address space nor a connected group'}, ` +
        `so no mail takes it. ${isForForeignSystem(connector) ? 'Give it the addresses that it is for, such as FAX:*.' : 'Give it the domains that it is for, or * for all.'}`,
      fixes: isForForeignSystem(connector)
        ? []
        : [
            {
              title: 'Add the address space *',
              edits: [{ endOf: { kind: 'connector', key }, lines: ['address space *'] }],
              preferred: false,
            },
          ],
      element: connectorId(name),
    };
  },
});

function isForForeignSystem({ kind }: Connector): boolean {
  return kind === 'foreign connector' || kind === 'delivery agent connector';
}

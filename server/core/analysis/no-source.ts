import { connectorId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import { plain, writtenName } from '#core/syntax/words';
import { connectors } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * A Send connector, foreign connector or delivery agent connector has no source server, so no server can choose it (§1.4,
 * §5 step 2) [MS-CONNSEL].
 */
export const noSource = rule({
  code: 'no-source',
  severity: 'error',
  over: connectors,
  reads: { mailboxServers },
  concerns: (connector) => isSending(connector) && connector.bridgeheads.length === 0,
  *check({ key, name, place, faulty }, { mailboxServers }) {
    if (faulty || place === undefined) return;
    const [server] = [...mailboxServers.values()].flat();
    yield {
      place,
      message: `${quoted(name)} has no source server, so no mail takes it. Add a server as its source.`,
      fixes:
        server === undefined
          ? []
          : [
              {
                title: `Make ${plain(server.name)} its source server`,
                edits: [{ endOf: { kind: 'connector', key }, lines: [`source ${writtenName(server.name)}`] }],
              },
            ],
      element: connectorId(name),
    };
  },
});

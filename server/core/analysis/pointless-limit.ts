import { connectorId } from '#core/model/element';
import { isSending } from '#core/model/send-connectors';
import { writtenSize } from '#core/routing/message/written-values';
import { connectors, organization } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/** What a Send connector has unless written (§13.11). */
const usual = 35 * 1024 * 1024;

/**
 * The size limit of a connector is above that of the organization for sending, which is asked first and is 10 MB unless
 * written: the connector's never counts for senders of ours (§8) [MS-SIZE].
 */
export const pointlessLimit = rule({
  code: 'pointless-limit',
  severity: 'info',
  over: connectors,
  reads: { organization },
  concerns: ({ limitSizeBytes }, { organization: { limitSendSizeBytes } }) => {
    return limitSizeBytes > limitSendSizeBytes && limitSizeBytes !== usual && limitSizeBytes !== Infinity;
  },
  *check(connector, { organization: { limitSendSizeBytes, faulty } }) {
    const { key, name, limitSizeBytes } = connector;
    if (faulty || !isSending(connector) || connector.faulty) return;
    const of = { kind: 'connector', key } as const;
    yield {
      place: { statement: 'limit size', of },
      message:
        `${quoted(name)} takes ${writtenSize(limitSizeBytes)}, but nobody in the organization sends more than ` +
        `${writtenSize(limitSendSizeBytes)}, so its own limit never counts. Write 'limit send size ` +
        `${writtenSize(limitSizeBytes)}' in the organization, or remove the connector's.`,
      fixes: [
        { title: "Remove 'limit size'", edits: [{ without: { statement: 'limit size', of } }], preferred: false },
      ],
      element: connectorId(name),
    };
  },
});

import { members } from './facts.ts';
import { rule } from './rule.ts';
import { senderId } from './sender-id.ts';
import { senders, smartHostsOf } from './smart-hosts.ts';

/**
 * A smart host is an IP address without square brackets. Without them the text is taken for a name and looked up in DNS,
 * which fails, and the mail stays in the queue (routing.md §1.9, M22).
 */
export const unbracketedSmartHost = rule({
  code: 'unbracketed-smart-host',
  severity: 'error',
  over: senders,
  reads: { members },
  concerns: (sender) => smartHostsOf(sender).length > 0,
  *check(sender, { members }) {
    for (const { text, address, bracketed, place } of smartHostsOf(sender)) {
      if (address === undefined || bracketed || place === undefined) continue;
      yield {
        place,
        message:
          `${text} is looked up as a name, which fails, so mail stays in the queue. ` +
          `Write the IP address of a smart host in brackets: [${text}].`,
        fixes: [{ title: `Write [${text}]`, edits: [{ place, text: `[${text}]` }] }],
        element: senderId(sender, members),
      };
    }
  },
});

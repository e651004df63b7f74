import { writtenHost } from '#core/model/host';
import type { Host } from '#core/model/topology';
import { members } from './facts.ts';
import { rule } from './rule.ts';
import { senderId } from './sender-id.ts';
import { senders, smartHostsOf } from './smart-hosts.ts';

/**
 * In a list of smart hosts an IP address stands before a name. Exchange shares the load among names followed by IP
 * addresses, among names and among IP addresses, but not among an IP address followed by a name (routing.md §1.9, M24).
 */
export const smartHostOrder = rule({
  code: 'smart-host-order',
  severity: 'warning',
  over: senders,
  reads: { members },
  concerns: (sender) => smartHostsOf(sender).length > 1,
  *check(sender, { members }) {
    const hosts = sender.kind === 'virtual server' ? sender.smartHosts : smartHostsOf(sender);
    const last = hosts.findLastIndex((host) => !isAddress(host));
    const name = hosts[last];
    const early = hosts.slice(0, last).find(isAddress);
    if (early?.place === undefined || name === undefined) return;
    const ordered = [...hosts.filter((host) => !isAddress(host)), ...hosts.filter(isAddress)];
    yield {
      place: early.place,
      message:
        `${early.text} stands before ${name.text}, so Exchange does not share the load between them. ` +
        'Write IP addresses after names.',
      fixes: [
        {
          title: 'Write the IP addresses last',
          edits: hosts.flatMap((host, at) => {
            const text = writtenHost(ordered[at] ?? host);
            return host.wholePlace === undefined || text === writtenHost(host)
              ? []
              : [{ place: host.wholePlace, text }];
          }),
        },
      ],
      element: senderId(sender, members),
    };
  },
});

function isAddress({ address }: Host): boolean {
  return address !== undefined;
}

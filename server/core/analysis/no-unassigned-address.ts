import { virtualServerId } from '#core/model/element';
import { claimedAddresses } from '#core/model/free-addresses';
import { servers } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';
import { plain } from '#core/syntax/words';

/**
 * A virtual server listens on all unassigned addresses, but other virtual servers claim every address of its server for
 * that port: nothing is left, and it never gets a connection (routing.md §1.4, M03). Checked where the server declares
 * its addresses.
 */
export const noUnassignedAddress = rule({
  code: 'no-unassigned-address',
  severity: 'error',
  over: servers,
  reads: {},
  *check(server) {
    if (server.faulty || server.addresses.length === 0) return;
    for (const virtualServer of server.virtualServers) {
      for (const { address, port, place } of virtualServer.bindings) {
        if (address !== 'all unassigned' || place === undefined) continue;
        const claimed = claimedAddresses(server, port);
        if (!server.addresses.every(({ value }) => claimed.has(value))) continue;
        yield {
          place,
          message:
            `No address of ${plain(server.name)} is left for ${quoted(virtualServer.name)}, so it never listens. ` +
            `Others claim them all for port ${String(port)}: free one, or add an address to the server.`,
          element: virtualServerId(server.name, virtualServer.name),
        };
      }
    }
  },
});

import { behind } from '#core/editing/placed-edit';
import { serverId } from '#core/model/element';
import type { Server } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { bindingText } from '#core/model/bindings';
import { servers } from './facts.ts';
import type { SuggestedFix } from './finding.ts';
import { rule } from './rule.ts';

/**
 * No virtual server of a server listens at port 25, where other servers and the Internet connect, so no mail gets to it
 * (routing.md §1.4, M05) [BPA-PORT]. A virtual server at another port beside one at port 25 is fine.
 */
export const noListener = rule({
  code: 'no-listener',
  severity: 'warning',
  over: servers,
  reads: {},
  *check(server) {
    const bindings = server.virtualServers.flatMap((each) => each.bindings);
    const [first] = bindings;
    if (server.faulty || server.virtualServers.some(({ faulty }) => faulty)) return;
    if (first?.place === undefined || bindings.some(({ port }) => port === 25)) return;
    yield {
      place: first.place,
      message:
        `Nothing on ${plain(server.name)} listens at port 25, where other servers and the Internet connect, so no mail ` +
        'gets to it. Listen at port 25 as well.',
      fixes: fixesFor(server),
      element: serverId(server.name),
    };
  },
});

function fixesFor({ virtualServers }: Server): readonly SuggestedFix[] {
  const [first] = virtualServers;
  const [binding, last] = [first?.bindings[0], first?.bindings.at(-1)];
  if (binding === undefined || last?.place === undefined) return [];
  const text = bindingText({ address: binding.address, port: 25 });
  return [{ title: `Listen on ${text} as well`, edits: [behind(last.place, `, ${text}`)] }];
}

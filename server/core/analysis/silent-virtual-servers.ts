import { virtualServerKey } from '#core/model/keys';
import type { VirtualServerKey } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { servers } from './facts.ts';

/**
 * Virtual servers that take no mail from other servers: stopped ones, and those that do not listen at port 25 on a server
 * where another one does [BPA-PORT].
 */
export const silentVirtualServers = derived(
  {
    said: gist(servers, ({ key, virtualServers }) => {
      const listens = virtualServers.map(
        ({ bindings }) => bindings.length === 0 || bindings.some(({ port }) => port === 25),
      );
      return virtualServers.flatMap((each, index) => {
        const why = each.stopped ? 'stopped' : listens[index] === false && listens.includes(true) ? 'deaf' : undefined;
        return why === undefined ? [] : [[virtualServerKey(key, each.key), why] as const];
      });
    }),
  },
  ({ said }): ReadonlyMap<VirtualServerKey, 'stopped' | 'deaf'> => new Map(said.flat()),
);

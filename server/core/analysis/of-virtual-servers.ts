import { virtualServerKey } from '#core/model/keys';
import type { VirtualServer, VirtualServerReference } from '#core/model/topology';
import { derived, gist, type Fact } from './fact.ts';
import { servers } from './facts.ts';

/** Something that some virtual servers say, looked up by whoever names them; a server alone means its default one. */
export function ofVirtualServers<T>(
  say: (virtualServer: VirtualServer) => T | undefined,
): Fact<(reference: VirtualServerReference) => T | undefined> {
  return derived(
    {
      said: gist(servers, ({ key, virtualServers }) =>
        virtualServers.flatMap((each, index): readonly (readonly [string, T])[] => {
          const value = say(each);
          if (value === undefined) return [];
          const own = [virtualServerKey(key, each.key), value] as const;
          return index === 0 ? [own, [key, value]] : [own];
        }),
      ),
    },
    ({ said }) => {
      const known = new Map(said.flat());
      return ({ server, virtualServer }) =>
        known.get(virtualServer === undefined ? server.key : virtualServerKey(server.key, virtualServer.key));
    },
  );
}

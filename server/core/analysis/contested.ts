import type { Server } from '#core/model/topology';
import { derived, gist, type Fact } from './fact.ts';
import { servers } from './facts.ts';

/** The values that more than one server claims; each server is asked for its own. */
export function contested(claims: (server: Server) => readonly string[]): Fact<readonly string[]> {
  return derived({ claimed: gist(servers, claims) }, ({ claimed }) => {
    const owner = new Map<string, number>();
    const twice = new Set<string>();
    for (const [server, values] of claimed.entries()) {
      for (const value of values) {
        const first = owner.get(value);
        if (first === undefined) owner.set(value, server);
        else if (first !== server) twice.add(value);
      }
    }
    return [...twice];
  });
}

import type { Dag, Key } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { dags } from './facts.ts';

/** The DAG that a server is in. */
export interface Membership {
  readonly key: Key;
  readonly name: string;
}

/** By server, its DAG; of two the first that is declared. */
export const dagOfServer = derived(
  {
    said: gist(dags, ({ key, name, members }: Dag) => ({
      dag: { key, name },
      servers: members.map((each) => each.key),
    })),
  },
  ({ said }): ReadonlyMap<Key, Membership> => {
    const found = new Map<Key, Membership>();
    for (const { dag, servers } of said) for (const key of servers) if (!found.has(key)) found.set(key, dag);
    return found;
  },
);

/** Some DAG cannot be read, so nobody knows who is in it. */
export const isDagUnclear = derived({ said: gist(dags, ({ faulty }) => faulty) }, ({ said }) => said.includes(true));

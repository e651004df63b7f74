import { serverId } from '#core/model/element';
import type { Key, Reference } from '#core/model/topology';
import { plain, writtenName } from '#core/syntax/words';
import { dagOfServer, isDagUnclear, type Membership } from './dag-members.ts';
import { edgeServers, members, servers } from './facts.ts';
import type { Finding } from './finding.ts';
import { rule } from './rule.ts';

/**
 * A database has a copy on a server outside of its DAG, or it is on a server that is in no DAG. Only members of one DAG have
 * copies of each other's databases, so that copy takes nothing over (§1.3) [MS-ROUTING].
 */
export const copyOutsideDag = rule({
  code: 'copy-outside-dag',
  severity: 'error',
  over: servers,
  reads: { dagOfServer, isDagUnclear, members, edgeServers },
  concerns: ({ databases }) => databases.some(({ copies }) => copies.length > 0),
  *check({ key, name, databases }, { dagOfServer, isDagUnclear, members, edgeServers }) {
    if (isDagUnclear) return;
    const dag = dagOfServer.get(key);
    for (const database of databases) {
      const astray = database.copies.filter((copy) => members.has(copy.key) && !isIn(dag, dagOfServer.get(copy.key)));
      for (const copy of dag === undefined ? astray.slice(0, 1) : astray) {
        if (copy.place === undefined || copy.key === key) continue;
        yield {
          ...(dag === undefined
            ? inNoDag(name, database.name, copy)
            : inOtherDag(dag, database.name, copy, dagOfServer.has(copy.key) || edgeServers.includes(copy.key))),
          place: copy.place,
          element: serverId(name),
        };
      }
    }
  },
});

function isIn(dag: Membership | undefined, other: { readonly key: Key } | undefined): boolean {
  return dag !== undefined && other?.key === dag.key;
}

function inNoDag(server: string, database: string, copy: Reference): Pick<Finding, 'message'> {
  return {
    message:
      `${plain(server)} is in no DAG, so ${plain(database)} has no copy on ${plain(copy.name)}. ` +
      "Put both servers into a DAG, or remove 'copy on'.",
  };
}

function inOtherDag(
  dag: Membership,
  database: string,
  copy: Reference,
  isElsewhere: boolean,
): Pick<Finding, 'message' | 'fixes'> {
  const server = plain(copy.name);
  return {
    message:
      `${server} is not a member of ${plain(dag.name)}, so it has no copy of ${plain(database)}. ` +
      (isElsewhere ? 'Name a server that is.' : 'Make it a member, or name a server that is.'),
    fixes: isElsewhere
      ? []
      : [
          {
            title: `Make ${server} a member of ${plain(dag.name)}`,
            edits: [{ endOf: { kind: 'dag', key: dag.key }, lines: [`member ${writtenName(copy.name)}`] }],
            preferred: false,
          },
        ],
  };
}

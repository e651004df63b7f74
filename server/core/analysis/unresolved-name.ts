import { connectorId } from '#core/model/element';
import { hostNameAsKey, isHostName } from '#core/model/host';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type { Role } from '#core/model/names';
import type { Use } from '#core/model/references';
import type { Key } from '#core/model/topology';
import type { Values } from './fact.ts';
import {
  connectorNames,
  databaseNames,
  groupNames,
  groupWord,
  mailSystemNames,
  members,
  senderGroupNames,
  uses,
  virtualServerNames,
} from './facts.ts';
import type { Finding, Related } from './finding.ts';
import { membersOf } from './members-of.ts';
import { nearestNames } from './nearest-names.ts';
import { rule } from './rule.ts';
import { inWords, listed, quoted } from './wording.ts';
import { inQuotes, plain, quotedTogether, writtenName, writtenVirtualServer } from '#core/syntax/words';

const reads = {
  members,
  groupNames,
  connectorNames,
  senderGroupNames,
  mailSystemNames,
  virtualServerNames,
  databaseNames,
  groupWord,
};
type Names = Values<typeof reads>;

/**
 * A name is used that nothing of its kind bears: a bridgehead that is no server, a connected group that is not
 * declared, a test that expects a connector which does not exist. Names compare without regard to case. Whatever
 * depends on the name does not happen; a test or scenario that uses it cannot run.
 */
export const unresolvedName = rule({
  code: 'unresolved-name',
  severity: 'error',
  over: uses,
  reads,
  concerns: (uses, names) => uses.some((use) => !isDeclared(use, names)),
  *check(uses, names) {
    for (const use of uses) if (!isDeclared(use, names)) yield findingOf(use, names);
  },
});

function isDeclared(use: Use, names: Names): boolean {
  const { members, groupNames, connectorNames, senderGroupNames, mailSystemNames, virtualServerNames, databaseNames } =
    names;
  switch (use.kind) {
    case 'server':
      if (use.role !== 'exchanger of a domain') return members.has(use.key);
      return members.has(use.key) || isHostName(use.name) || mailSystemNames.has(hostNameAsKey(use.name));
    case 'routing group':
    case 'site':
    case 'group':
      return groupNames.has(use.key);
    case 'database':
      return databaseNames.has(use.key);
    case 'connector':
      return connectorNames.has(use.key);
    case 'senders':
      return senderGroupNames.has(use.key);
    case 'host':
      // Most hosts outside are declared nowhere.
      return true;
    case 'virtual server':
      // Of a server that is not declared the server is reported, not what would run on it.
      // Servers in sites have none at all, which `other-model` tells.
      return (
        !members.has(use.server) ||
        virtualServerNames.has(virtualServerKey(use.server, use.key)) ||
        members.get(use.server)?.virtualServers.every((name) => name === '') === true
      );
  }
}

function findingOf(use: Use, names: Names): Finding {
  return quotedSides(use, names) ?? unresolved(use, names);
}

/** `"SERVER/VS"` in one pair of quotation marks, where no server has a slash in its name. */
function quotedSides(use: Use, names: Names): Finding | undefined {
  const { kind, role, name, place } = use;
  const { piece, span } = place;
  const sides = quotedTogether(piece.text.slice(span.start, span.end));
  if (kind !== 'server' || !takesVirtualServer.has(role) || sides === undefined) return undefined;
  const isServer = names.members.has(keyOf(sides.server));
  if (!isServer && nearestFor(use, names, candidatesFor(use, names)).length > 0) return undefined;
  const isAlone = piece.block === 'x400 connector';
  const text = isAlone ? writtenName(sides.server) : writtenVirtualServer(sides.server, sides.virtualServer);
  const said = isAlone
    ? 'The bridgehead of an X.400 connector is a server, without a virtual server'
    : 'Server and virtual server are quoted each on its own';
  return {
    place,
    message: `No server is called ${quoted(name)}, so ${consequence[role]}. ${said}: ${text}.`,
    fixes: [{ title: `Write ${text}`, edits: [{ place, text }] }],
  };
}

const takesVirtualServer: ReadonlySet<Role> = new Set([
  'mail exchanger',
  'exchanger of a domain',
  'bridgehead',
  'target',
  'sender',
]);

function unresolved(use: Use, names: Names): Finding {
  const candidates = candidatesFor(use, names);
  const near = nearestFor(use, names, candidates);
  const connector = use.connector === undefined ? undefined : names.connectorNames.get(use.connector);
  return {
    place: use.place,
    message: `${missing(use, names)}, so ${consequence[use.role]}. ${advice(wordFor(use, names), near, candidates)}`,
    related: near.flatMap((name) => related(use, name)),
    fixes: near.map((name) => ({
      title: `Change to ${quoted(name)}`,
      edits: [{ place: use.place, text: nameFor(use, name) }],
      preferred: near.length === 1,
    })),
    element: connector === undefined ? undefined : connectorId(connector),
  };
}

/** The names that were probably meant; for a bridgehead the servers of its own group, before those of others. */
function nearestFor(use: Use, { members }: Names, candidates: readonly string[]): readonly string[] {
  if (use.role !== 'bridgehead' || use.kind !== 'server') return nearestNames(use.name, candidates);
  const own = nearestNames(
    use.name,
    membersOf(members, use.group).map(({ name }) => name),
  );
  return own.length > 0 ? own : nearestNames(use.name, candidates);
}

function missing(use: Use, names: Names): string {
  const { members } = names;
  if (use.kind === 'virtual server') {
    const server = members.get(use.server)?.name ?? '';
    return `${plain(server)} has no virtual server called ${quoted(use.name)}`;
  }
  const other = otherKind(use.key, names);
  return other === undefined
    ? `No ${wordFor(use, names)} is called ${quoted(use.name)}`
    : `${quoted(use.name)} is a ${other}, not a ${wordFor(use, names)}`;
}

/** A line joins groups of whichever kind there are. */
function wordFor({ kind }: Use, { groupWord }: Names): string {
  return inWords(kind === 'group' ? groupWord : kind);
}

function otherKind(key: Key, { members, groupNames, groupWord, connectorNames, senderGroupNames }: Names) {
  if (members.has(key)) return 'server';
  if (groupNames.has(key)) return groupWord;
  if (connectorNames.has(key)) return 'connector';
  return senderGroupNames.has(key) ? inWords('senders') : undefined;
}

const consequence: Readonly<Record<Role, string>> = {
  master: 'the group has no routing group master',
  'mail exchanger': 'no mail from the Internet arrives there',
  'exchanger of a domain': 'no mail from the Internet arrives there',
  bridgehead: 'nothing leaves by it',
  target: 'nothing arrives by it',
  source: 'nothing leaves by it',
  'dag member': 'it is none of its servers',
  'joined site': 'the link does not lead there',
  'connected group': 'the connector does not lead there',
  element: 'there is nothing to switch',
  sender: 'nothing can be sent from there',
  host: 'nobody is meant by it',
  listed: 'nobody is meant by it',
  expectation: 'what is expected cannot happen',
  action: 'nothing happens',
};

function advice(word: string, near: readonly string[], candidates: readonly string[]): string {
  if (near.length > 0) return `Did you mean ${listed(near.map(quoted), 'or')}?`;
  if (candidates.length === 0 || candidates.length > 4) return `Declare it, or name a ${word} that is declared.`;
  return `Declare it, or name ${listed(candidates.map(plain), 'or')}.`;
}

function related(use: Use, near: string): readonly Related[] {
  if (use.kind === 'virtual server') return [];
  return [
    {
      place: { declared: { kind: declaredKind(use.kind), key: keyOf(near) } },
      message: `${quoted(near)} is declared here.`,
    },
  ];
}

function declaredKind(kind: Exclude<Use['kind'], 'virtual server'>) {
  return kind === 'site' || kind === 'group' ? 'routing group' : kind;
}

/** Names that could stand there. */
function candidatesFor(use: Use, names: Names): readonly string[] {
  const { members, groupNames, connectorNames, senderGroupNames } = names;
  switch (use.kind) {
    case 'database':
      return [...names.databaseNames.values()];
    case 'routing group':
    case 'site':
    case 'group':
      return [...groupNames.values()].filter((name) => name !== '');
    case 'connector':
      return [...connectorNames.values()];
    case 'senders':
      return [...senderGroupNames.values()];
    case 'host':
      return [];
    case 'virtual server':
      return members.get(use.server)?.virtualServers ?? [];
    case 'server':
      return [...members.values()].map(({ name }) => name);
  }
}

function nameFor({ place }: Use, near: string): string {
  const wasQuoted = place.piece.text[place.span.start] === '"';
  return wasQuoted ? inQuotes(near) : writtenName(near);
}

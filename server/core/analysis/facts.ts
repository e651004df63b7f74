// The facts that more than one rule reads. A fact that a single rule needs stands in that rule's file.

import { byAcceptedDomain } from '#core/model/accepted-domains';
import { groupWord as wordFor } from '#core/model/lookup';
import { sameValue } from '#core/model/memo';
import type { IncludeProblem } from '#core/model/project';
import { surveyUses, type Uses } from '#core/model/references';
import type { AcceptedDomain, Connector, Key, RoutingGroup, VirtualServerKey } from '#core/model/topology';
import { virtualServerKey } from '#core/model/keys';
import { derived, gist, given, runs, surveyed, type Fact } from './fact.ts';

export const organization = given((topology) => topology.organization);
export const routingGroups = given((topology) => topology.routingGroups);
export const servers = given((topology) => topology.servers);
export const connectors = given((topology) => topology.connectors);
/** The connectors that are in use, as far as they say themselves. */
export const enabledConnectors = derived({ connectors }, ({ connectors }): readonly Connector[] =>
  connectors.some(({ disabled }) => disabled) ? connectors.filter(({ disabled }) => !disabled) : connectors,
);
export const siteLinks = given((topology) => topology.siteLinks);
export const dags = given((topology) => topology.dags);
export const senderGroups = given((topology) => topology.senderGroups);
export const mailSystems = given((topology) => topology.mailSystems);
export const duplicates = given((topology) => topology.duplicates);

/** Every `include` that brings nothing. */
export const includeProblems = surveyed((project, previous?: readonly IncludeProblem[]) =>
  sameValue(previous, project.problems),
);

const usesSurvey = surveyed(surveyUses);

/** Every use of a name, one list for each declaration. */
export const uses: Fact<readonly Uses[]> = (now, before) => usesSurvey(now, before).uses;

/** The name of each routing group. */
export const groupNames = derived(
  { said: gist(routingGroups, ({ key, name }) => [key, name] as const) },
  ({ said }): ReadonlyMap<Key, string> => new Map(said),
);

/** What groups are called here: sites, or routing groups. */
export const groupWord = derived({ said: gist(routingGroups, ({ kind }) => kind) }, ({ said }): RoutingGroup['kind'] =>
  wordFor({ routingGroups: said.slice(0, 1).map((kind) => ({ kind })) }),
);

/** Accepted domains by name, for `acceptedAs`. */
export const acceptedDomains = derived({ organization }, ({ organization }): ReadonlyMap<string, AcceptedDomain> =>
  byAcceptedDomain(organization, (accepted) => accepted),
);

/** The Edge servers. */
export const edgeServers = derived(
  { said: gist(servers, ({ key, isEdge }) => (isEdge ? key : undefined)) },
  ({ said }): readonly Key[] => said.filter((key) => key !== undefined),
);

/** The name of each connector. */
export const connectorNames = derived(
  { said: gist(connectors, ({ key, name }) => [key, name] as const) },
  ({ said }): ReadonlyMap<Key, string> => new Map(said),
);

/** The name of each database. */
export const databaseNames = derived(
  { said: gist(servers, ({ databases }) => databases.map(({ key, name }) => [key, name] as const)) },
  ({ said }): ReadonlyMap<Key, string> => new Map(said.flat()),
);

/** The name of each group of senders. */
export const senderGroupNames = derived(
  { said: gist(senderGroups, ({ key, name }) => [key, name] as const) },
  ({ said }): ReadonlyMap<Key, string> => new Map(said),
);

/** The name of each mail system besides ours. */
export const mailSystemNames = derived(
  { said: gist(mailSystems, ({ key, name }) => [key, name] as const) },
  ({ said }): ReadonlyMap<Key, string> => new Map(said),
);

/** A server without what an edit of its settings changes. */
export interface Member {
  readonly key: Key;
  readonly name: string;
  readonly group: Key;
  readonly virtualServers: readonly string[];
}

/** Who is a member of which routing group. */
export const members = derived(
  {
    said: gist(servers, ({ key, name, group, virtualServers }): Member => ({
      key,
      name,
      group,
      virtualServers: virtualServers.map((virtualServer) => virtualServer.name),
    })),
  },
  ({ said }): ReadonlyMap<Key, Member> => new Map(said.map((member) => [member.key, member])),
);

/** The name of each virtual server. */
export const virtualServerNames = derived(
  {
    said: gist(servers, ({ key, virtualServers }) =>
      virtualServers.map((virtualServer) => [virtualServerKey(key, virtualServer.key), virtualServer.name] as const),
    ),
  },
  ({ said }): ReadonlyMap<VirtualServerKey, string> => new Map(said.flat()),
);

/** The enabled connectors of each routing group, one list for each run of connectors that stand together. */
export const connectorsByGroup = runs(enabledConnectors, ({ group }) => group);

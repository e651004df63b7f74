// What one top-level declaration contributes to the topology. A part is made once per declaration, so an edit costs
// the parts it touches and a walk over the list of the others.

import type {
  AdministrativeGroupDeclaration,
  Declaration,
  RoutingGroupDeclaration,
  SiteDeclaration,
} from '#core/syntax/tree';
import { connectorOf } from './connector.ts';
import { isFaulty } from './faults.ts';
import { keyOf } from './keys.ts';
import { mailSystemOf } from './mail-system.ts';
import { makeAdministrativeGroup, makeRoutingGroup } from './make.ts';
import { perDeclaration } from './memo.ts';
import { organizationOf } from './organization.ts';
import { scenarioOf } from './scenario.ts';
import { senderGroupOf } from './senders.ts';
import { serverOf } from './server.ts';
import { dagOf, siteLinkOf } from './sites.ts';
import { transportServerOf } from './transport-server.ts';
import { isSending } from './send-connectors.ts';
import { first, has, placeIn } from './statements.ts';
import { testOf } from './test.ts';
import type {
  AdministrativeGroup,
  Connector,
  Dag,
  Duplicate,
  FileId,
  Key,
  MailSystem,
  Organization,
  RoutingGroup,
  Scenario,
  SenderGroup,
  Server,
  SiteLink,
  Test,
} from './topology.ts';
import { at, reference } from './values.ts';

export interface Part {
  readonly organizations: readonly Organization[];
  readonly administrativeGroups: readonly AdministrativeGroup[];
  readonly routingGroups: readonly RoutingGroup[];
  readonly servers: readonly Server[];
  readonly connectors: readonly Connector[];
  readonly siteLinks: readonly SiteLink[];
  readonly dags: readonly Dag[];
  readonly senderGroups: readonly SenderGroup[];
  readonly mailSystems: readonly MailSystem[];
  readonly tests: readonly Test[];
  readonly scenarios: readonly Scenario[];
  /** Servers and connectors outside every named group. */
  readonly strays: readonly (Server | Connector)[];
  /** Virtual servers whose names are taken in their server. */
  readonly duplicates: readonly Duplicate[];
}

type Filling = { -readonly [Field in keyof Part]: Part[Field][number][] };

/** Where a declaration stands: the groups around it. */
interface Around {
  readonly administrativeGroup: Key | undefined;
  readonly group: Key;
  /** The group is a site. */
  readonly isSite: boolean;
}

/** The key of the group that servers and connectors belong to whose own group has no name (yet). */
export const namelessGroup: Key = keyOf('');

/** What a top-level declaration and everything in it contribute. */
export const partOf = perDeclaration((declaration: Declaration, file: FileId, _owner: undefined): Part => {
  const part: Filling = {
    organizations: [],
    administrativeGroups: [],
    routingGroups: [],
    servers: [],
    connectors: [],
    siteLinks: [],
    dags: [],
    senderGroups: [],
    mailSystems: [],
    tests: [],
    scenarios: [],
    strays: [],
    duplicates: [],
  };
  collect(declaration, file, { administrativeGroup: undefined, group: namelessGroup, isSite: false }, part);
  const owned = part.connectors.filter((connector) => !isSending(connector));
  part.strays = [...part.servers, ...owned].filter(({ group }) => group === namelessGroup);
  return part;
});

function collect(declaration: Declaration, file: FileId, around: Around, part: Filling): void {
  switch (declaration.kind) {
    case 'organization':
      part.organizations.push(organizationOf(declaration, file, undefined));
      break;
    case 'administrative group':
      collectAdministrativeGroup(declaration, file, around, part);
      return;
    case 'routing group':
    case 'site':
      collectGroup(declaration, file, around, part);
      return;
    case 'server':
    case 'edge server': {
      const made =
        around.isSite || declaration.kind === 'edge server'
          ? transportServerOf(declaration, file, around.group)
          : serverOf(declaration, file, around.group);
      if (made !== undefined) part.servers.push(made.server);
      if (made !== undefined) part.duplicates.push(...made.duplicates);
      break;
    }
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      push(part.connectors, connectorOf(declaration, file, around.group));
      break;
    case 'site link':
      push(part.siteLinks, siteLinkOf(declaration, file, undefined));
      break;
    case 'dag':
      push(part.dags, dagOf(declaration, file, undefined));
      break;
    case 'senders':
      push(part.senderGroups, senderGroupOf(declaration, file, undefined));
      break;
    case 'host':
      push(part.mailSystems, mailSystemOf(declaration, file, undefined));
      break;
    case 'test':
      push(part.tests, testOf(declaration, file, undefined));
      break;
    case 'scenario':
      push(part.scenarios, scenarioOf(declaration, file, undefined));
      break;
    case 'virtual server':
    case 'receive connector':
    case 'database':
      break;
  }
  for (const child of declaration.children) collect(child, file, around, part);
}

function push<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}

function collectAdministrativeGroup(
  declaration: AdministrativeGroupDeclaration,
  file: FileId,
  around: Around,
  part: Filling,
): void {
  const { name, documentation, children } = declaration;
  const key = name === undefined ? undefined : keyOf(name.value);
  const groupsBefore = part.routingGroups.length;
  for (const child of children) collect(child, file, { ...around, administrativeGroup: key }, part);
  if (name === undefined) return;
  part.administrativeGroups.push(
    makeAdministrativeGroup(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration),
      routingGroups: part.routingGroups.slice(groupsBefore).map((group) => group.key),
    }),
  );
}

function collectGroup(
  declaration: RoutingGroupDeclaration | SiteDeclaration,
  file: FileId,
  around: Around,
  part: Filling,
): void {
  const { name, documentation, children } = declaration;
  const isSite = declaration.kind === 'site';
  const key = name === undefined ? namelessGroup : keyOf(name.value);
  const [serversBefore, connectorsBefore] = [part.servers.length, part.connectors.length];
  for (const child of children) collect(child, file, { ...around, group: key, isSite }, part);
  if (name === undefined) return;
  const master = isSite ? undefined : first(declaration.statements, 'master');
  part.routingGroups.push(
    makeRoutingGroup(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration) || children.some((child) => child.name === undefined),
      kind: declaration.kind,
      hub: isSite && has(declaration.statements, 'hub'),
      noInboundMail: isSite && has(declaration.statements, 'no inbound mail'),
      administrativeGroup: around.administrativeGroup,
      master: master && reference(master.server, at(file, master.piece)),
      servers: part.servers.slice(serversBefore).map((server) => server.key),
      connectors: part.connectors.slice(connectorsBefore).map((connector) => connector.key),
    }),
  );
}

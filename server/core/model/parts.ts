// What one top-level declaration contributes to the topology. A part is made once per declaration, so an edit costs
// the parts it touches and a walk over the list of the others.

import type { AdministrativeGroupDeclaration, Declaration, RoutingGroupDeclaration } from '#core/syntax/tree';
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
import { first, placeIn } from './statements.ts';
import { testOf } from './test.ts';
import type {
  AdministrativeGroup,
  Connector,
  Duplicate,
  FileId,
  Key,
  MailSystem,
  Organization,
  RoutingGroup,
  Scenario,
  SenderGroup,
  Server,
  Test,
} from './topology.ts';
import { at, reference } from './values.ts';

export interface Part {
  readonly organizations: readonly Organization[];
  readonly administrativeGroups: readonly AdministrativeGroup[];
  readonly routingGroups: readonly RoutingGroup[];
  readonly servers: readonly Server[];
  readonly connectors: readonly Connector[];
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
    senderGroups: [],
    mailSystems: [],
    tests: [],
    scenarios: [],
    strays: [],
    duplicates: [],
  };
  collect(declaration, file, { administrativeGroup: undefined, group: namelessGroup }, part);
  part.strays = [...part.servers, ...part.connectors].filter(({ group }) => group === namelessGroup);
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
      collectRoutingGroup(declaration, file, around, part);
      return;
    case 'server': {
      const made = serverOf(declaration, file, around.group);
      if (made !== undefined) part.servers.push(made.server);
      if (made !== undefined) part.duplicates.push(...made.duplicates);
      break;
    }
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      push(part.connectors, connectorOf(declaration, file, around.group));
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

function collectRoutingGroup(declaration: RoutingGroupDeclaration, file: FileId, around: Around, part: Filling): void {
  const { name, statements, documentation, children } = declaration;
  const key = name === undefined ? namelessGroup : keyOf(name.value);
  const [serversBefore, connectorsBefore] = [part.servers.length, part.connectors.length];
  for (const child of children) collect(child, file, { ...around, group: key }, part);
  if (name === undefined) return;
  const master = first(statements, 'master');
  part.routingGroups.push(
    makeRoutingGroup(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration) || children.some((child) => child.name === undefined),
      administrativeGroup: around.administrativeGroup,
      master: master && reference(master.server, at(file, master.piece)),
      servers: part.servers.slice(serversBefore).map((server) => server.key),
      connectors: part.connectors.slice(connectorsBefore).map((connector) => connector.key),
    }),
  );
}

import type { OrganizationDeclaration, OrganizationStatement } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { makeOrganization } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, first, placeIn } from './statements.ts';
import type { AcceptedDomain, DomainExchangers, FileId, Organization, VirtualServerReference } from './topology.ts';
import { addressPattern, at, contact, virtualServerReference } from './values.ts';

/** The organization that a declaration describes. */
export const organizationOf = perDeclaration(
  (declaration: OrganizationDeclaration, file: FileId, _owner: undefined): Organization => {
    const { name, head, statements, documentation } = declaration;
    const model = first(statements, 'model');
    const exchangers = all(statements, 'mail exchanger');
    return makeOrganization({
      name: name?.value,
      place: placeIn(file, declaration, name?.span ?? head),
      documentation,
      faulty: isFaulty(declaration),
      model: model && { value: model.name.value, place: placeIn(file, model, model.name.span) },
      domains: acceptedDomains(declaration, file),
      mailExchangers: exchangers.flatMap((node) => (node.domains === undefined ? exchangersIn(node, file) : [])),
      mailExchangersFor: exchangers.flatMap((node) => (node.domains === undefined ? [] : [exchangersFor(node, file)])),
      contacts: all(statements, 'contact').flatMap(({ contacts, piece }) =>
        contacts.map((node) => contact(node, at(file, piece))),
      ),
      remoteMailboxes: all(statements, 'remote mailbox').map((statement) => ({
        patterns: statement.patterns.map((node) => addressPattern(node, at(file, statement.piece))),
        domain: {
          value: statement.domain.value.toLowerCase(),
          place: placeIn(file, statement, statement.domain.span),
        },
      })),
      whenNoConnectorMatches: first(statements, 'when no connector matches')?.value.value,
      whenConnectorsTie: first(statements, 'when connectors tie')?.value.value,
      wildcardIncludesItsDomain: first(statements, 'wildcard includes its domain')?.value.value,
      highestCost: first(statements, 'highest cost')?.cost.value,
      linkStateDelaySeconds: first(statements, 'link state delay')?.seconds.value,
      limitSizeBytes: first(statements, 'limit size')?.bytes.value,
      limitSendSizeBytes: first(statements, 'limit send size')?.bytes.value,
      limitReceiveSizeBytes: first(statements, 'limit receive size')?.bytes.value,
      limitRecipients: first(statements, 'limit recipients')?.count.value,
    });
  },
);

type ExchangerStatement = Extract<OrganizationStatement, { kind: 'mail exchanger' }>;

function exchangersIn({ exchangers, piece }: ExchangerStatement, file: FileId): readonly VirtualServerReference[] {
  return exchangers.map((exchanger) => virtualServerReference(exchanger, at(file, piece)));
}

function exchangersFor(statement: ExchangerStatement, file: FileId): DomainExchangers {
  const domains = (statement.domains ?? []).map(({ value, span }) => ({
    value: value.toLowerCase(),
    place: placeIn(file, statement, span),
  }));
  return { domains, exchangers: exchangersIn(statement, file) };
}

function acceptedDomains({ statements }: OrganizationDeclaration, file: FileId): readonly AcceptedDomain[] {
  return all(statements, 'domain').flatMap((statement) =>
    statement.domains.map(({ value, span }) => ({
      domain: value.toLowerCase(),
      authority: statement.authority,
      shared: statement.authority !== 'authoritative',
      place: placeIn(file, statement, span),
    })),
  );
}

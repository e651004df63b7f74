import type { OrganizationDeclaration } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { perDeclaration } from './memo.ts';
import { all, first, placeIn, valueOr } from './statements.ts';
import type { AcceptedDomain, FileId, Organization } from './topology.ts';
import { at, virtualServerReference } from './values.ts';

/** The routing model of a topology that names none. */
export const defaultModel = 'exchange-2003';

/** What holds where no organization is declared. */
export const undeclaredOrganization: Organization = {
  name: '',
  place: undefined,
  documentation: '',
  faulty: false,
  model: { value: defaultModel, place: undefined },
  domains: [],
  mailExchangers: [],
  whenNoConnectorMatches: 'ndr',
  whenConnectorsTie: 'nearest',
  wildcardIncludesItsDomain: true,
  linkStateDelaySeconds: 0,
  limitSizeBytes: Infinity,
  limitRecipients: Infinity,
};

/** The organization that a declaration describes. */
export const organizationOf = perDeclaration(
  (declaration: OrganizationDeclaration, file: FileId, _owner: undefined): Organization => {
    const { name, head, statements, documentation } = declaration;
    const model = first(statements, 'model');
    return {
      name: name?.value ?? '',
      place: placeIn(file, declaration, name?.span ?? head),
      documentation,
      faulty: isFaulty(declaration),
      model:
        model === undefined
          ? { value: defaultModel, place: undefined }
          : { value: model.name.value, place: placeIn(file, model, model.name.span) },
      domains: acceptedDomains(declaration, file),
      mailExchangers: all(statements, 'mail exchanger').flatMap(({ exchangers, piece }) =>
        exchangers.map((exchanger) => virtualServerReference(exchanger, at(file, piece))),
      ),
      whenNoConnectorMatches: valueOr(first(statements, 'when no connector matches')?.value, 'ndr'),
      whenConnectorsTie: valueOr(first(statements, 'when connectors tie')?.value, 'nearest'),
      wildcardIncludesItsDomain: valueOr(first(statements, 'wildcard includes its domain')?.value, true),
      linkStateDelaySeconds: valueOr(first(statements, 'link state delay')?.seconds, 0),
      limitSizeBytes: valueOr(first(statements, 'limit size')?.bytes, Infinity),
      limitRecipients: valueOr(first(statements, 'limit recipients')?.count, Infinity),
    };
  },
);

function acceptedDomains({ statements }: OrganizationDeclaration, file: FileId): readonly AcceptedDomain[] {
  return all(statements, 'domain').flatMap((statement) =>
    statement.domains.map(({ value, span }) => ({
      domain: value.toLowerCase(),
      shared: statement.shared,
      place: placeIn(file, statement, span),
    })),
  );
}

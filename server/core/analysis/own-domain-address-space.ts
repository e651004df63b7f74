import { readDomainPattern } from '#core/model/address-space';
import { connectorId } from '#core/model/element';
import { acceptedAs } from '#core/model/accepted-domains';
import { isSending } from '#core/model/send-connectors';
import { acceptedDomains, connectors, organization } from './facts.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

/**
 * The address space of a connector is a domain that the organization is authoritative for. Its mail never leaves:
 * recipients that no server has are returned as unknown before any connector is asked (routing.md §2, M28). A domain
 * whose mailboxes are partly elsewhere is a `shared domain`, or an internal relay domain. For `*.contoso.com`, which other
 * hosts may need, it is information only.
 */
export const ownDomainAddressSpace = rule({
  code: 'own-domain-address-space',
  severity: 'error',
  over: connectors,
  reads: { organization, acceptedDomains },
  *check(connector, { organization: { domains }, acceptedDomains }) {
    if (connector.kind === 'routing group connector') return;
    for (const { type, pattern, place } of connector.addressSpaces) {
      if (type !== 'SMTP' || place === undefined) continue;
      const literal = readDomainPattern(pattern).replace(/^\*\./, '');
      const own = acceptedAs(acceptedDomains, literal);
      if (own === undefined || own.shared || literal === '*') continue;
      const isWhole = own.domain.startsWith('*') || (isSending(connector) && !pattern.startsWith('*'));
      const isPartOthers = pattern.startsWith('*') && domains.some(({ domain, shared }) => shared && domain.endsWith(`.${literal}`)); // prettier-ignore
      const exact = !isPartOthers && (isWhole || own.domain === pattern.toLowerCase());
      yield {
        place,
        severity: exact ? 'error' : 'info',
        message: exact
          ? `${own.domain} is a domain of our own, so ${quoted(connector.name)} never gets its mail. ` +
            `Remove it here, or declare it as ${isSending(connector) ? 'internal relay' : 'shared'} domain.`
          : `${pattern} covers our own domain ${own.domain} too, but mail for it stays inside. ` +
            (isPartOthers && isWhole
              ? 'Only the domains below it that others share go by this connector.'
              : 'Other hosts of the domain go by this connector.'),
        related: own.place === undefined ? [] : [{ place: own.place, message: 'The organization accepts it here.' }],
        element: connectorId(connector.name),
      };
    }
  },
});

// Every rule, in the order in which diagnostics at one place, and the sections of docs/diagnostics.md, are listed.

import { anonymousRelay } from './anonymous-relay.ts';
import { astrayConnector } from './astray-connector.ts';
import { authoritativeAndShared } from './authoritative-and-shared.ts';
import { bypassedLimit } from './bypassed-limit.ts';
import { contactLoop } from './contact-loop.ts';
import { contactToNobody } from './contact-to-nobody.ts';
import { contactWithMailbox } from './contact-with-mailbox.ts';
import { copyOutsideDag } from './copy-outside-dag.ts';
import { costOutOfRange } from './cost-out-of-range.ts';
import { deafTarget } from './deaf-target.ts';
import { defaultFqdn } from './default-fqdn.ts';
import { domainComesBack } from './domain-comes-back.ts';
import { duplicateBinding } from './duplicate-binding.ts';
import { duplicateContact } from './duplicate-contact.ts';
import { duplicateMailbox } from './duplicate-mailbox.ts';
import { duplicateName } from './duplicate-name.ts';
import { emptyConnector } from './empty-connector.ts';
import { emptyGroup } from './empty-group.ts';
import { emptyHub } from './empty-hub.ts';
import { failedExpectation } from './failed-expectation.ts';
import { foreignBridgehead } from './foreign-bridgehead.ts';
import { foreignContactDomain } from './foreign-contact-domain.ts';
import { foreignDagMember } from './foreign-dag-member.ts';
import { foreignExchangerDomain } from './foreign-exchanger-domain.ts';
import { foreignHostBetween } from './foreign-host-between.ts';
import { foreignMailboxDomain } from './foreign-mailbox-domain.ts';
import { foreignMaster } from './foreign-master.ts';
import { foreignTarget } from './foreign-target.ts';
import { frontEndPort } from './front-end-port.ts';
import { groupConnectedTwice } from './group-connected-twice.ts';
import { hopLimit } from './hop-limit.ts';
import { idleHub } from './idle-hub.ts';
import { includeCycle } from './include-cycle.ts';
import { includeNotFound } from './include-not-found.ts';
import { isolatedSite } from './isolated-site.ts';
import { linkCostOutOfRange } from './link-cost-out-of-range.ts';
import { malformedValue } from './malformed-value.ts';
import { mixedCosts } from './mixed-costs.ts';
import { mixedSources } from './mixed-sources.ts';
import { needlessDirectDelivery } from './needless-direct-delivery.ts';
import { noBridgehead } from './no-bridgehead.ts';
import { noCatchAll } from './no-catch-all.ts';
import { noListener } from './no-listener.ts';
import { noSource } from './no-source.ts';
import { noTarget } from './no-target.ts';
import { noUnassignedAddress } from './no-unassigned-address.ts';
import { noWayForSystemMail } from './no-way-for-system-mail.ts';
import { noWayOut } from './no-way-out.ts';
import { oneWayConnector } from './one-way-connector.ts';
import { openRelay } from './open-relay.ts';
import { otherModel } from './other-model.ts';
import { openRelayDomain } from './open-relay-domain.ts';
import { outbidConnector } from './outbid-connector.ts';
import { outgoingPort } from './outgoing-port.ts';
import { overlappingRanges } from './overlapping-ranges.ts';
import { overriddenSmartHost } from './overridden-smart-host.ts';
import { ownDomainAddressSpace } from './own-domain-address-space.ts';
import { ownGroupConnector } from './own-group-connector.ts';
import { ownHost } from './own-host.ts';
import { ownNameDomain } from './own-name-domain.ts';
import { ownSmartHost } from './own-smart-host.ts';
import { parallelConnectors } from './parallel-connectors.ts';
import { pointlessLimit } from './pointless-limit.ts';
import { relayDomainLoop } from './relay-domain-loop.ts';
import { remoteWithoutConnector } from './remote-without-connector.ts';
import { scatteredSources } from './scattered-sources.ts';
import { scopedHub } from './scoped-hub.ts';
import { scopedSpace } from './scoped-space.ts';
import { sendersCycle } from './senders-cycle.ts';
import { serverlessSite } from './serverless-site.ts';
import { sharedAddress } from './shared-address.ts';
import { sharedBridgeheads } from './shared-bridgeheads.ts';
import { shortSiteLink } from './short-site-link.ts';
import { singleExpansionServer } from './single-expansion-server.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { smartHostOrder } from './smart-host-order.ts';
import { strandedMail } from './stranded-mail.ts';
import { strandingFailure } from './stranding-failure.ts';
import { syntax } from './syntax.ts';
import { tiedAddressSpace } from './tied-address-space.ts';
import { tiedExits } from './tied-exits.ts';
import { twinConnectors } from './twin-connectors.ts';
import { unbracketedSmartHost } from './unbracketed-smart-host.ts';
import { uncheckedSenders } from './unchecked-senders.ts';
import { undercutLimit } from './undercut-limit.ts';
import { undercutLink } from './undercut-link.ts';
import { unknownAddress } from './unknown-address.ts';
import { unknownModel } from './unknown-model.ts';
import { unknownQueue } from './unknown-queue.ts';
import { unknownRecipientsTwice } from './unknown-recipients-twice.ts';
import { unreachableGroup } from './unreachable-group.ts';
import { unresolvedLoop } from './unresolved-loop.ts';
import { unresolvedName } from './unresolved-name.ts';
import { unusedDisable } from './unused-disable.ts';
import { virtualServerSmartHost } from './virtual-server-smart-host.ts';
import { wildcardPlace } from './wildcard-place.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  syntax,
  malformedValue,
  includeNotFound,
  includeCycle,
  duplicateName,
  unresolvedName,
  sendersCycle,
  unknownModel,
  otherModel,
  duplicateBinding,
  noUnassignedAddress,
  unknownAddress,
  frontEndPort,
  overlappingRanges,
  defaultFqdn,
  sharedAddress,
  noListener,
  outgoingPort,
  virtualServerSmartHost,
  needlessDirectDelivery,
  hopLimit,
  foreignMaster,
  emptyGroup,
  emptyHub,
  idleHub,
  serverlessSite,
  noBridgehead,
  noSource,
  mixedSources,
  scatteredSources,
  foreignBridgehead,
  noTarget,
  foreignTarget,
  deafTarget,
  ownGroupConnector,
  groupConnectedTwice,
  shortSiteLink,
  foreignDagMember,
  copyOutsideDag,
  emptyConnector,
  unreachableGroup,
  isolatedSite,
  noWayOut,
  oneWayConnector,
  noWayForSystemMail,
  noCatchAll,
  scopedSpace,
  remoteWithoutConnector,
  strandedMail,
  scopedHub,
  tiedAddressSpace,
  tiedExits,
  twinConnectors,
  outbidConnector,
  parallelConnectors,
  singlePointOfFailure,
  strandingFailure,
  sharedBridgeheads,
  singleExpansionServer,
  wildcardPlace,
  mixedCosts,
  costOutOfRange,
  linkCostOutOfRange,
  unbracketedSmartHost,
  smartHostOrder,
  overriddenSmartHost,
  openRelay,
  anonymousRelay,
  openRelayDomain,
  uncheckedSenders,
  undercutLimit,
  bypassedLimit,
  undercutLink,
  pointlessLimit,
  ownSmartHost,
  foreignHostBetween,
  astrayConnector,
  ownDomainAddressSpace,
  ownNameDomain,
  domainComesBack,
  relayDomainLoop,
  unknownRecipientsTwice,
  unresolvedLoop,
  ownHost,
  authoritativeAndShared,
  foreignMailboxDomain,
  duplicateMailbox,
  foreignExchangerDomain,
  foreignContactDomain,
  duplicateContact,
  contactWithMailbox,
  contactLoop,
  contactToNobody,
  unknownQueue,
  failedExpectation,
];

/** Everything that is found, by code: by these rules, and about comments that silence them. */
export const kinds: readonly Pick<Rule, 'code' | 'severity'>[] = [...rules, unusedDisable];

// Every rule, in the order in which diagnostics at one place, and the sections of docs/diagnostics.md, are listed.

import { authoritativeAndShared } from './authoritative-and-shared.ts';
import { costOutOfRange } from './cost-out-of-range.ts';
import { duplicateBinding } from './duplicate-binding.ts';
import { duplicateMailbox } from './duplicate-mailbox.ts';
import { duplicateName } from './duplicate-name.ts';
import { emptyConnector } from './empty-connector.ts';
import { failedExpectation } from './failed-expectation.ts';
import { foreignBridgehead } from './foreign-bridgehead.ts';
import { foreignMailboxDomain } from './foreign-mailbox-domain.ts';
import { foreignMaster } from './foreign-master.ts';
import { foreignTarget } from './foreign-target.ts';
import { groupConnectedTwice } from './group-connected-twice.ts';
import { includeCycle } from './include-cycle.ts';
import { includeNotFound } from './include-not-found.ts';
import { malformedValue } from './malformed-value.ts';
import { mixedCosts } from './mixed-costs.ts';
import { noBridgehead } from './no-bridgehead.ts';
import { noCatchAll } from './no-catch-all.ts';
import { noTarget } from './no-target.ts';
import { noUnassignedAddress } from './no-unassigned-address.ts';
import { noWayOut } from './no-way-out.ts';
import { openRelay } from './open-relay.ts';
import { ownDomainAddressSpace } from './own-domain-address-space.ts';
import { ownGroupConnector } from './own-group-connector.ts';
import { ownSmartHost } from './own-smart-host.ts';
import type { Rule } from './rule.ts';
import { sharedAddress } from './shared-address.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { smartHostOrder } from './smart-host-order.ts';
import { strandedMail } from './stranded-mail.ts';
import { strandingFailure } from './stranding-failure.ts';
import { syntax } from './syntax.ts';
import { tiedAddressSpace } from './tied-address-space.ts';
import { unbracketedSmartHost } from './unbracketed-smart-host.ts';
import { unknownAddress } from './unknown-address.ts';
import { unknownModel } from './unknown-model.ts';
import { unknownQueue } from './unknown-queue.ts';
import { unreachableGroup } from './unreachable-group.ts';
import { unresolvedName } from './unresolved-name.ts';
import { wildcardPlace } from './wildcard-place.ts';

export const rules: readonly Rule[] = [
  syntax,
  malformedValue,
  includeNotFound,
  includeCycle,
  duplicateName,
  unresolvedName,
  unknownModel,
  duplicateBinding,
  noUnassignedAddress,
  unknownAddress,
  sharedAddress,
  foreignMaster,
  noBridgehead,
  foreignBridgehead,
  noTarget,
  foreignTarget,
  ownGroupConnector,
  groupConnectedTwice,
  emptyConnector,
  unreachableGroup,
  noWayOut,
  noCatchAll,
  strandedMail,
  tiedAddressSpace,
  singlePointOfFailure,
  strandingFailure,
  wildcardPlace,
  mixedCosts,
  costOutOfRange,
  unbracketedSmartHost,
  smartHostOrder,
  openRelay,
  ownSmartHost,
  ownDomainAddressSpace,
  authoritativeAndShared,
  foreignMailboxDomain,
  duplicateMailbox,
  unknownQueue,
  failedExpectation,
];

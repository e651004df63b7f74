// Which entries of the directory play a part in routing, and how they are known: by their object classes. Names of classes
// are those of Exchange 2000/2003's schema (Exchange Server 2003 SDK, "Active Directory classes").

/** By what it is known, more special classes before those that they are derived from. */
export const entryKinds = [
  'msExchOrganizationContainer',
  'msExchAdminGroup',
  'msExchRoutingGroup',
  'msExchExchangeServer',
  'protocolCfgSMTPServer',
  'msExchRoutingGroupConnector',
  'msExchRoutingSMTPConnector',
  'rFC1006X400Link',
  'x25X400Link',
  'rASX400Link',
  'x400Link',
  'mailGateway',
  'msExchRecipientPolicy',
  'msExchMessageDeliveryConfig',
] as const;

/** `recipient` is whatever has an address; `container` only holds others. */
export type EntryKind = (typeof entryKinds)[number] | 'recipient' | 'container';

/** What kind of entry it is; undefined for all others. */
export function kindOf(classes: readonly string[], hasAddress: boolean): EntryKind | undefined {
  const lower = new Set(classes.map((each) => each.toLowerCase()));
  const known = entryKinds.find((kind) => lower.has(kind.toLowerCase()));
  if (known !== undefined) return known;
  if (hasAddress) return 'recipient';
  return [...lower].some((each) => each.endsWith('container') || each === 'msexchconnectors') ? 'container' : undefined;
}

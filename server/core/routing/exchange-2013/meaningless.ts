// Diagnostics that say nothing under these rules.

/** Codes of what is about things of 2003, and of what is otherwise here: smart hosts without brackets, sources in turn. */
export const meaningless: ReadonlySet<string> = new Set([
  // Virtual servers: here a server has Receive connectors, and one Transport service that sends.
  'duplicate-binding',
  'hop-limit',
  'needless-direct-delivery',
  'no-listener',
  'no-unassigned-address',
  'open-relay',
  'outgoing-port',
  'overridden-smart-host',
  'unknown-recipients-twice',
  'unresolved-loop',
  'virtual-server-smart-host',
  // Routing groups and what joins them: here sites are joined by site links, both ways.
  'astray-connector',
  'deaf-target',
  'empty-group',
  'foreign-host-between',
  'foreign-master',
  'foreign-target',
  'group-connected-twice',
  'no-target',
  'no-way-for-system-mail',
  'no-way-out',
  'one-way-connector',
  'own-group-connector',
  'parallel-connectors',
  'undercut-limit',
  'unreachable-group',
  // Bridgeheads, restrictions and ties of connectors: here the next source server takes over, names break ties (§5), and no
  // connector steps in for another one.
  'foreign-bridgehead',
  'no-bridgehead',
  'senders-cycle',
  'shared-bridgeheads',
  'single-point-of-failure',
  'tied-address-space',
  'tied-exits',
  'unchecked-senders',
  // Names and addresses in mixed order, addresses bare (§1.4) [PS-SEND].
  'smart-host-order',
  'unbracketed-smart-host',
  // Relay domains have a rule of their own (§6), and mail between servers is not addressed by their names.
  'domain-comes-back',
  'own-name-domain',
]);

// What each code means, in a sentence. Written from the doc comments of the rules by test/core/analysis/docs.test.ts.

export const summaries: Readonly<Record<string, string>> = {
  syntax: 'Text that is not a sentence of the language, or not where it may stand.',
  'malformed-value': 'A value is of the right sort but means nothing.',
  'include-not-found':
    'An `include` names a file that does not exist, so everything that it declares is missing from the topology.',
  'include-cycle': 'A file includes itself, by way of others or directly.',
  'duplicate-name': 'A name is declared a second time.',
  'unresolved-name': 'A name is used that nothing of its kind bears.',
  'senders-cycle': 'A group of senders is a member of itself, by way of others or directly.',
  'unknown-model': 'The organization names a routing model that Bridgehead does not know.',
  'duplicate-binding':
    'Two virtual servers of a server listen on the same address and port, or both on all unassigned addresses of the same port.',
  'no-unassigned-address':
    'A virtual server listens on all unassigned addresses, but other virtual servers claim every address of its server for that port.',
  'unknown-address': 'A virtual server listens on an address that its server does not have, so it cannot start.',
  'shared-address': 'Two servers declare the same IP address.',
  'no-listener':
    'No virtual server of a server listens at port 25, where other servers and the Internet connect, so no mail gets to it [BPA-PORT].',
  'outgoing-port': 'A virtual server sends to another port than 25.',
  'virtual-server-smart-host': 'A virtual server has a smart host.',
  'needless-direct-delivery': 'A virtual server attempts direct delivery and has no smart host.',
  'hop-limit': 'A hop limit outside of 10 to 256, which System Manager takes, or lower than the longest way needs.',
  'foreign-master': 'The routing group master is a server of another group.',
  'empty-group': 'A routing group has no servers, so it has no master, and nothing can lead into it or out of it.',
  'no-bridgehead': 'An SMTP or X.400 connector has no bridgehead, so no server sends what it should carry.',
  'foreign-bridgehead': 'A bridgehead is a server of another routing group than the connector.',
  'no-target': 'A routing group connector names no target, the remote bridgehead that takes its mail.',
  'foreign-target':
    'A target of a routing group connector is not a server of the group that the connector leads to, so mail handed to it does not arrive where it should.',
  'deaf-target':
    'The target of a routing group connector is a virtual server that does not listen at port 25, where bridgeheads connect, so it takes nothing [BPA-PORT].',
  'own-group-connector': 'A connector leads to the routing group that owns it.',
  'group-connected-twice': 'A connector connects one routing group twice.',
  'empty-connector':
    'An SMTP or X.400 connector has neither an address space nor a connected routing group, so no mail ever takes it.',
  'unreachable-group':
    'No chain of connectors leads from the other routing groups to this one, so mail for its mailboxes is returned.',
  'no-way-out': 'Mail gets into a routing group but not out of it to the others.',
  'one-way-connector': 'A connector leads to another routing group, and none leads back.',
  'no-way-for-system-mail':
    'A connector shuts out system messages, and no other way leads to the routing group for them.',
  'no-catch-all':
    'Connectors carry mail to some outside domains and none has the address space `*`, so mail to every other domain is returned as undeliverable.',
  'stranded-mail': 'Mail never arrives although nothing fails, and one statement is what keeps it.',
  'scoped-hub': 'A connector for its own routing group only takes mail of another group all the same.',
  'tied-address-space':
    'Two connectors of a routing group have the same address space at the same cost, so no rule says which of them a message takes.',
  'tied-exits':
    'Connectors in different routing groups carry the same address space, and from some groups they cost the same in all, address space and way there together.',
  'parallel-connectors':
    'Two connectors of a routing group lead to the same other group at the same cost, so no rule says which of them a message takes [H-COST].',
  'single-point-of-failure':
    'Only one connector carries an address space, and when it fails the mail waits, although another connector carries `*`.',
  'stranding-failure':
    'When this server fails, mail waits that another one of its group could carry, if it were listed as bridgehead or target too.',
  'shared-bridgeheads': 'A connector has several bridgeheads, and nothing else carries what it carries.',
  'wildcard-place': 'An SMTP address space has a `*` elsewhere than alone or in front of a dot.',
  'mixed-costs': 'In one list of address spaces, or of connected routing groups, some have a cost and others do not.',
  'cost-out-of-range': 'A cost is outside 1 to 100, the range that Exchange allows.',
  'unbracketed-smart-host': 'A smart host is an IP address without square brackets.',
  'smart-host-order': 'In a list of smart hosts an IP address stands before a name.',
  'overridden-smart-host': 'A connector and its bridgehead both have a smart host.',
  'open-relay': 'Anybody can send mail to anywhere through this virtual server or connector.',
  'unchecked-senders': 'A connector accepts mail from some senders only, but a bridgehead does not check that.',
  'undercut-limit': 'A routing group connector takes larger messages than a target of it does.',
  'bypassed-limit': 'A connector for some domains has a size limit, and one for `*` takes larger messages.',
  'own-smart-host':
    'The smart host of a connector, or the remote host of an X.400 connector, is a server of the organization.',
  'foreign-host-between':
    'An SMTP connector joins two routing groups through a host that is no server of the organization.',
  'astray-connector':
    'An SMTP connector connects a routing group, and its smart host is a server of another one of ours.',
  'own-domain-address-space':
    'The address space of a connector is a domain that the organization is authoritative for.',
  'own-name-domain': 'A domain of the organization is the name of one of its servers.',
  'domain-comes-back':
    'Recipients of a shared domain that nobody here knows go where its mail exchanger is, and that is a server of ours.',
  'unknown-recipients-twice': 'Recipients that nobody here knows go two ways.',
  'unresolved-loop': 'Recipients that nobody knows are handed on in a circle.',
  'own-host':
    'What is declared as another mail system is a server of ours, by its name, its address or what it presents.',
  'authoritative-and-shared': 'A domain is declared with `domain` and with `shared domain`.',
  'foreign-mailbox-domain': 'A server holds mailboxes of a domain that the organization does not accept.',
  'duplicate-mailbox': 'The same mailbox pattern stands on two servers.',
  'foreign-exchanger-domain':
    'A server of ours is the mail exchanger for a domain that the organization does not accept.',
  'foreign-contact-domain': 'The address of a contact is in a domain that the organization does not accept.',
  'duplicate-contact': 'The same address is a contact twice, so nobody can say where its mail goes.',
  'contact-with-mailbox': 'An address is a contact, and a mailbox is declared for it alone.',
  'contact-loop': 'Contacts lead to each other in a circle, or one leads to itself.',
  'contact-to-nobody': 'The target of a contact is in a domain that is ours alone, and nobody there has it.',
  'unknown-queue':
    'A test or a scenario names a queue that no message can be in, whatever is sent and whatever is down.',
  'failed-expectation': 'A `test` expects what does not happen.',
  'unused-disable': 'A comment that should silence a diagnostic silences none.',
};

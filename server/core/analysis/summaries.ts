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
  'other-model': 'A word of another routing model than the one that the organization names.',
  'duplicate-binding':
    'Two virtual servers of a server listen on the same address and port, or both on all unassigned addresses of the same port.',
  'no-unassigned-address':
    'A virtual server listens on all unassigned addresses, but other virtual servers claim every address of its server for that port.',
  'unknown-address':
    'A virtual server or a Receive connector listens on an address that its server does not have, so it cannot start [MS-RECV].',
  'front-end-port': 'A Receive connector listens where one of the other service does.',
  'overlapping-ranges':
    'Two Receive connectors of a server have the same binding, and the same remote addresses, or some in common that neither of them has all of.',
  'default-fqdn':
    "The Receive connector `Default SERVER`, by which the Mailbox servers send to each other, presents another name than its server's.",
  'shared-address': 'Two servers declare the same IP address.',
  'no-listener':
    'No virtual server of a server listens at port 25, where other servers and the Internet connect, so no mail gets to it [BPA-PORT].',
  'outgoing-port': 'A virtual server sends to another port than 25.',
  'virtual-server-smart-host': 'A virtual server has a smart host.',
  'needless-direct-delivery': 'A virtual server attempts direct delivery and has no smart host.',
  'hop-limit': 'A hop limit outside of 10 to 256, which System Manager takes, or lower than the longest way needs.',
  'foreign-master': 'The routing group master is a server of another group.',
  'empty-group': 'A routing group has no servers, so it has no master, and nothing can lead into it or out of it.',
  'empty-hub': 'A hub site has no Mailbox server.',
  'idle-hub': 'A hub site is on no least-cost path between two others, so no mail ever stops there.',
  'serverless-site': 'A site has no Mailbox server, and paths lead through it.',
  'no-bridgehead': 'An SMTP or X.400 connector has no bridgehead, so no server sends what it should carry.',
  'no-source':
    'A Send connector, foreign connector or delivery agent connector has no source server, so no server can choose it [MS-CONNSEL].',
  'mixed-sources': 'The source servers of a connector are Edge servers and Mailbox servers.',
  'scattered-sources': 'The source servers of a connector are in several sites.',
  'foreign-bridgehead': 'A bridgehead is a server of another routing group than the connector.',
  'no-target': 'A routing group connector names no target, the remote bridgehead that takes its mail.',
  'foreign-target':
    'A target of a routing group connector is not a server of the group that the connector leads to, so mail handed to it does not arrive where it should.',
  'deaf-target':
    'The target of a routing group connector is a virtual server that does not listen at port 25, where bridgeheads connect, so it takes nothing [BPA-PORT].',
  'own-group-connector': 'A connector leads to the routing group that owns it.',
  'group-connected-twice': 'A connector connects one routing group twice.',
  'short-site-link': 'A site link names fewer than two different sites, so it joins nothing.',
  'foreign-dag-member': 'A member of a DAG is in another DAG already, or it is an Edge server, which has no databases.',
  'copy-outside-dag': 'A database has a copy on a server outside of its DAG, or it is on a server that is in no DAG.',
  'empty-connector':
    'An SMTP or X.400 connector has neither an address space nor a connected routing group, or a Send connector no address space, so no mail ever takes it.',
  'unreachable-group':
    'No chain of connectors leads from the other routing groups to this one, so mail for its mailboxes is returned.',
  'isolated-site': 'No chain of site links leads from the other sites to this one.',
  'no-way-out': 'Mail gets into a routing group but not out of it to the others.',
  'one-way-connector': 'A connector leads to another routing group, and none leads back.',
  'no-way-for-system-mail':
    'A connector shuts out system messages, and no other way leads to the routing group for them.',
  'no-catch-all':
    'Connectors carry mail to some outside domains and none has the address space `*`, so mail to every other domain is returned as undeliverable.',
  'scoped-space':
    'A connector is for its own site only, and elsewhere no other one is for its address space, not even one for `*`.',
  'remote-without-connector':
    'Mailboxes in Microsoft 365 are known here by an address in a domain that no connector is for but one for `*`.',
  'stranded-mail': 'Mail never arrives although nothing fails, and one statement is what keeps it.',
  'scoped-hub': 'A connector for its own routing group or site only takes mail of another one all the same.',
  'tied-address-space':
    'Two connectors of a routing group have the same address space at the same cost, so no rule says which of them a message takes.',
  'tied-exits':
    'Connectors in different routing groups carry the same address space, and from some groups they cost the same in all, address space and way there together.',
  'twin-connectors': 'Two connectors are equal.',
  'outbid-connector':
    'A connector is dearer than another one for the same address space wherever mail comes from, so no mail takes it.',
  'parallel-connectors':
    'Two connectors of a routing group lead to the same other group at the same cost, so no rule says which of them a message takes [H-COST].',
  'single-point-of-failure':
    'Only one connector carries an address space, and when it fails the mail waits, although another connector carries `*`.',
  'stranding-failure':
    'When this server fails, mail waits that another one of its group could carry, if it were listed as bridgehead or target too.',
  'shared-bridgeheads': 'A connector has several bridgeheads, and nothing else carries what it carries.',
  'single-expansion-server': 'A distribution group has an expansion server.',
  'wildcard-place': 'An SMTP address space has a `*` elsewhere than alone or in front of a dot.',
  'mixed-costs': 'In one list of address spaces, or of connected routing groups, some have a cost and others do not.',
  'cost-out-of-range': 'A cost is outside 1 to 100, the range that Exchange allows.',
  'link-cost-out-of-range':
    'The cost of a site link, or its Exchange cost, is outside 1 to 99999, the range that Active Directory has [MS-RBADS].',
  'unbracketed-smart-host': 'A smart host is an IP address without square brackets.',
  'smart-host-order': 'In a list of smart hosts an IP address stands before a name.',
  'overridden-smart-host': 'A connector and its bridgehead both have a smart host.',
  'open-relay': 'Anybody can send mail to anywhere through this virtual server or connector.',
  'anonymous-relay':
    'A Receive connector relays for anyone, and it takes connections from everywhere, or from more public addresses than an organization has.',
  'open-relay-domain': 'The accepted domain `*` is every domain there is.',
  'unchecked-senders': 'A connector accepts mail from some senders only, but a bridgehead does not check that.',
  'undercut-limit': 'A routing group connector takes larger messages than a target of it does.',
  'bypassed-limit': 'A connector for some domains has a size limit, and one for `*` takes larger messages.',
  'undercut-link': 'A site link takes smaller messages than the organization.',
  'pointless-limit':
    'The size limit of a connector is above that of the organization for sending, which is asked first and is 10 MB unless written.',
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
  'relay-domain-loop': 'Recipients of a relay domain that nobody here knows leave, and come back.',
  'unknown-recipients-twice': 'Recipients that nobody here knows go two ways.',
  'unresolved-loop': 'Recipients that nobody knows are handed on in a circle.',
  'own-host':
    'What is declared as another mail system is a server of ours, by its name, its address or what it presents.',
  'authoritative-and-shared': 'A domain is declared with `domain` and with `shared domain`, or a relay domain.',
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

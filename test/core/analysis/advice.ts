// What messages say to do where no quick fix does it, as an edit of the rule's fixture; or why nothing can be followed.

export const advice: Readonly<Record<string, string | readonly (readonly [from: string, to: string])[]>> = {
  'malformed-value': [['10.1.0.300', '10.1.0.30']],
  'include-not-found': [['include "brussels.topo"\n', '']],
  'include-cycle': [['include "main.topo"\n', '']],
  'duplicate-name': [['test "mail leaves"', 'test "mail leaves again"']],
  'no-unassigned-address': [
    ['on 10.1.0.11\n', 'on 10.1.0.11:2525\n'],
    ['address 10.1.0.10, 10.1.0.11', 'address 10.1.0.10, 10.1.0.11, 10.1.0.12'],
  ],
  'shared-address': [['10.1.0.12, 10.1.0.11', '10.1.0.12, 10.1.0.13']],
  'empty-group': [
    ['routing group London { }\n', ''],
    ['administrative group Europe { }\n', ''],
  ],
  'deaf-target': [['target LON-EX01/Filter, LON-EX01 }', 'target LON-EX01 }']],
  'own-group-connector': [['    connect Seattle cost 10\n', '    address space *\n']],
  'group-connected-twice': [
    ['connect London cost 1, london cost 5', 'connect London cost 1'],
    ['    connect Seattle cost 5\n    connect Seattle cost 5\n', '    connect Seattle cost 5\n'],
  ],
  'own-host': [['host SEA-EX01 { accepts contoso.com }\n', '']],
  'no-catch-all': [['address space fabrikam.com', 'address space fabrikam.com, *']],
  'scoped-hub': [['    scope routing group\n', '']],
  'tied-exits': [['bridgehead TPA-EX01; address space *', 'bridgehead TPA-EX01; address space * cost 2']],
  'parallel-connectors': [
    [
      '"Second line to London" to London { target LON-EX01; cost 10 }',
      '"Second line to London" to London { target LON-EX01; cost 15 }',
    ],
    ['routing group Seattle {', 'organization Contoso { when connectors tie spread }\nrouting group Seattle {'],
  ],
  'shared-bridgeheads': [
    [
      '  smtp connector "Partner Mail"',
      '  smtp connector "Internet spare" { bridgehead SEA-EX02; address space * cost 20 }\n  smtp connector "Partner Mail"',
    ],
  ],
  'virtual-server-smart-host': [
    [
      '      smart host relay.example.net\n    }\n    virtual server Internet on 10.1.0.11\n  }',
      '    }\n  }\n  smtp connector Out { bridgehead SEA-EX01; address space *; deliver through smart host relay.example.net }',
    ],
  ],
  'overridden-smart-host': [['{ smart host relay.example.net }', '']],
  'open-relay': [
    ['relay anyone', 'relay authenticated'],
    ['    address space *\n    relay to these domains', '    address space *'],
    ['host.* cost 5', 'host.example cost 5'],
  ],
  'undercut-limit': [['limit size 20MB\n', 'limit size 10MB\n']],
  'bypassed-limit': [['address space *; limit size 20MB', 'address space *; limit size 10MB']],
  'own-smart-host': [['deliver through smart host SEA-EX02', 'deliver through smart host relay.example.net']],
  'foreign-host-between': [['deliver through smart host filter.example.net', 'deliver through smart host LON-EX01']],
  'own-domain-address-space': [
    ['Contoso.com, contoso.net', 'contoso.net'],
    [
      '  domain contoso.com, uk.contoso.com, *.contoso.org, *.contoso.info\n  shared domain contoso.net, lab.contoso.info',
      '  domain uk.contoso.com, *.contoso.info\n  shared domain contoso.net, contoso.com, lab.contoso.info, *.contoso.org',
    ],
  ],
  'own-name-domain': [['contoso.com, SEA-EX01.contoso.com, mail.fabrikam.com', 'contoso.com, fabrikam.com']],
  'domain-comes-back': [
    [
      'address space *, fabrikam.com }',
      'address space * }\n  smtp connector "Other Mail" { bridgehead SEA-EX01; address space fabrikam.com; deliver through smart host unix.fabrikam.com }',
    ],
    ['address space adatum.com;', 'address space adatum.com, woodgrove.com;'],
  ],
  'senders-cycle': [['member senders Sales, senders Board', 'member carol@contoso.com']],
  'duplicate-contact': [['  contact Anna@contoso.com at anna@fabrikam.com\n', '']],
  'contact-with-mailbox': [['*@contoso.com, Anna@contoso.com', '*@contoso.com']],
  'contact-loop': [['carol@contoso.com at anna@contoso.com', 'carol@contoso.com at carol@unix.contoso.com']],
  'authoritative-and-shared': [['fabrikam.com, UK.contoso.com', 'fabrikam.com']],
  'duplicate-mailbox': [['b*@contoso.com, *@Contoso.com', 'b*@contoso.com']],
  'short-site-link': [
    ['site link SEA-SEA between Seattle, seattle', 'site link SEA-SEA between Seattle, London'],
    ['site link SEA-SEA between Seattle, seattle { cost 50 }\n', ''],
  ],
  'idle-hub': [
    [
      'site link HUB-SEA between Hub, Seattle { cost 10 }',
      'site link HUB-SEA between Hub, Seattle { cost 10; exchange cost 4 }',
    ],
    ['{ cost 15 }', '{ cost 15; exchange cost 25 }'],
  ],
  'empty-hub': [
    [
      '  hub\n  edge server CHI-EDGE01 { }',
      '  hub\n  edge server CHI-EDGE01 { }\n  server CHI-MBX01 { }\n  server CHI-MBX02 { }',
    ],
    ['server PAR-MBX01 { }', 'server PAR-MBX01 { }\n  server PAR-MBX02 { }'],
  ],
  'serverless-site': [
    ['site Denver { }', 'site Denver {\n  server DEN-MBX01 { }\n}'],
    ['between Seattle, Denver { cost 10 }', 'between Seattle, Chicago { cost 10 }'],
    ['London, Chicago, Paris', 'London, Chicago'],
  ],
  'outbid-connector.far': [
    ['cost 20', 'cost 10'],
    ['* cost 20', '* cost 20; disabled'],
  ],
  'scoped-hub.sites': [['; scope site', '']],
  'isolated-site': [['between Tokyo, Osaka', 'between Tokyo, Osaka, London']],
  'undercut-link': [
    ['limit size 5MB', 'limit size 20MB'],
    ['  limit send size 20MB\n  limit receive size 15MB', '  limit send size 5MB\n  limit receive size 5MB'],
  ],
  'foreign-dag-member': [
    ['DAG2 { member SEA-MBX02, ', 'DAG2 { member '],
    ['SEA-MBX03, SEA-EDGE01', 'SEA-MBX03'],
  ],
  'copy-outside-dag': [
    ['SEA-MBX02, SEA-MBX03, SEA-MBX04', 'SEA-MBX02'],
    ['; copy on SEA-MBX01, SEA-MBX02 }', ' }'],
    ['dag DAG1 { member SEA-MBX01, ', 'dag DAG1 { member SEA-MBX01, SEA-MBX05, '],
  ],
  'mixed-sources': [
    ['source SEA-MBX01, SEA-EDGE01', 'source SEA-MBX01'],
    ['source SEA-MBX01, SEA-EDGE01', 'source SEA-EDGE01'],
  ],
  'scattered-sources': [
    [
      'send connector Internet {\n  source SEA-MBX01, LON-MBX01',
      'send connector "London Internet" { source LON-MBX01; address space * }\nsend connector Internet {\n  source SEA-MBX01',
    ],
  ],
  'no-catch-all.sites': [
    ['address space fabrikam.com', 'address space fabrikam.com, *'],
    ['*@contoso.com }', '*@contoso.com }\n  edge server SEA-EDGE01 { }'],
  ],
  'no-catch-all.without-connectors': [
    ['site Seattle', 'send connector Internet { source SEA-MBX01; address space * }\nsite Seattle'],
    ['*@contoso.com }', '*@contoso.com }\n  edge server SEA-EDGE01 { }'],
  ],
  'bypassed-limit.sending': [
    ['address space *', 'address space *; limit size 20MB'],
    ['limit size 20MB', 'limit size 35MB'],
  ],
  'own-domain-address-space.sites': [
    ['address space contoso.com, ', 'address space '],
    ['  internal relay domain fabrikam.com', '  internal relay domain fabrikam.com, sales.adatum.com'],
  ],
  'own-smart-host.sending': [['SEA-MBX02.contoso.com', 'mail.fabrikam.com']],
  'own-host.sites': [['host SEA-MBX01.contoso.com { accepts contoso.com }\n', '']],
  'authoritative-and-shared.relay': [
    ['domain contoso.com, fabrikam.com', 'domain contoso.com'],
    ['Fabrikam.com, adatum.com', 'Fabrikam.com'],
  ],
  'contact-to-nobody.sites': [
    ['anna@sales.adatum.com', 'anna@fabrikam.com'],
    ['mailbox b*@contoso.com', 'mailbox b*@contoso.com, anna@sales.adatum.com'],
  ],
  'scoped-space': [
    [
      'foreign connector Fax {',
      'foreign connector "London Fax" { source LON-MBX01; address space FAX:*; scope site }\nforeign connector Fax {',
    ],
  ],
  'remote-without-connector': [
    [
      'send connector Internet',
      'send connector Cloud { source SEA-MBX01; address space contoso.mail.onmicrosoft.com; deliver through smart host contoso.protection.example }\nsend connector Internet',
    ],
  ],
  'twin-connectors': [
    [
      'deliver through smart host relay1.example.net }\nsend connector "Internet 2" { source SEA-MBX01; address space *; deliver through smart host relay2.example.net }',
      'deliver through smart host relay1.example.net, relay2.example.net }',
    ],
    [
      'send connector "Partners 1" { source SEA-MBX01; address space fabrikam.com }\nsend connector "Partners 2" { source SEA-MBX02;',
      'send connector "Partners 2" { source SEA-MBX01, SEA-MBX02;',
    ],
  ],
  'outbid-connector': [
    ['source SEA-MBX01; address space * cost 1;', 'source SEA-MBX01; address space fabrikam.net;'],
    [
      'source SEA-MBX01; address space * cost 1; deliver through smart host relay1.example.net }\nsend connector Standby { source SEA-MBX02; address space * cost 10; deliver through smart host relay2.example.net }',
      'source SEA-MBX01, SEA-MBX02; address space * cost 1; deliver through smart host relay1.example.net, relay2.example.net }',
    ],
  ],
  'pointless-limit': [['domain contoso.com }', 'domain contoso.com; limit send size 50MB }']],
  'single-expansion-server': 'In this language the server that expands a group is what says that there is one.',
  'anonymous-relay': [['on all available { relay anyone }', 'on all available { from 10.2.0.0/16; relay anyone }']],
  'open-relay-domain': [['internal relay domain *', 'internal relay domain fabrikam.com']],
  'front-end-port': [
    ['Printers on 10.1.0.10 ', 'Printers on 10.1.0.10:26 '],
    [
      'Scanners on all available:2525 { from 10.1.6.0/24 }',
      'Scanners on all available:2525 { from 10.1.6.0/24; service transport }',
    ],
  ],
  'overlapping-ranges': [
    ['10.1.5.128-10.1.6.20', '10.1.5.128-10.1.5.220'],
    ['10.1.5.128-10.1.6.20', '10.1.6.0-10.1.6.20'],
    ['Relay on all available ', 'Relay on all available:26 '],
    ['Copies on all available { from 10.1.5.0/24 }', 'Copies on all available { from 10.1.8.0/24 }'],
  ],
  'relay-domain-loop': [
    ['address space adatum.com;', 'address space adatum.com, fabrikam.com;'],
    ['address space *.tailspin.com;', 'address space *.tailspin.com, woodgrove.com;'],
  ],
};

/** Rules whose advice makes something work that was written, as is meant: mail that a restriction is against is returned. */
export const enforces: readonly string[] = ['unchecked-senders', 'other-model'];

/** Rules whose advice is to pay more, or brings a closer address space into reach, which comes before any cost. */
export const raises: readonly string[] = [
  'cost-out-of-range',
  'link-cost-out-of-range',
  'tied-exits',
  'foreign-target',
  'unreachable-group',
  'no-way-out',
  'isolated-site',
  'idle-hub',
  'outbid-connector',
];

/** Tests say what holds in the topology as it is, mistakes included. */
export const expectations: readonly string[] = ['failed-expectation', 'unknown-queue'];

const reachability = ['unreachable-group', 'no-way-out', 'one-way-connector', 'tied-exits'];

/** What is not said as long as something else is: where a name means nothing, nobody knows where a connector leads. */
export const uncovers: Readonly<Record<string, readonly string[]>> = {
  'unresolved-name': [...reachability, 'isolated-site', 'idle-hub', 'scattered-sources', 'outbid-connector'],
  'unreachable-group': reachability,
  'no-way-out': reachability,
  'other-model': [...reachability, 'isolated-site'],
  'empty-hub': ['serverless-site'],
};

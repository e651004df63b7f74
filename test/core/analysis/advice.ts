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
      '  domain contoso.com, uk.contoso.com\n  shared domain contoso.net',
      '  domain uk.contoso.com\n  shared domain contoso.net, contoso.com',
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
};

/** Rules whose advice makes a restriction work that was written: mail that it is against is returned then, as is meant. */
export const enforces: readonly string[] = ['unchecked-senders'];

/** Rules whose advice is to pay more, or brings a closer address space into reach, which comes before any cost. */
export const raises: readonly string[] = [
  'cost-out-of-range',
  'tied-exits',
  'foreign-target',
  'unreachable-group',
  'no-way-out',
];

/** Tests say what holds in the topology as it is, mistakes included. */
export const expectations: readonly string[] = ['failed-expectation', 'unknown-queue'];

const reachability = ['unreachable-group', 'no-way-out', 'one-way-connector', 'tied-exits'];

/** What is not said as long as something else is: where a name means nothing, nobody knows where a connector leads. */
export const uncovers: Readonly<Record<string, readonly string[]>> = {
  'unresolved-name': reachability,
  'unreachable-group': reachability,
  'no-way-out': reachability,
};

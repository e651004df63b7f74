// Row by row: an attribute of the directory, and what it is in a topology.

import { describe, expect, it } from 'vitest';
import type { Report } from '#core/interchange/ledger';
import { file, imported } from './importing.ts';
import {
  around,
  asLdif,
  connector,
  delivery,
  group,
  groupConnector,
  groupDn,
  list,
  organization,
  person,
  policy,
  server,
  serverDn,
  smtpConnector,
  virtualServer,
  virtualServerDn,
  type DirectoryEntry,
} from './ldif-of.ts';

const from = (entries: readonly DirectoryEntry[]) => imported(file('e.ldf', asLdif(entries)));

/** The lines of a topology that hold a text, without what all of these have. */
async function lines(entries: readonly DirectoryEntry[], part: string): Promise<string[]> {
  const { text } = await from(entries);
  return text
    .split('\n')
    .filter((line) => line.includes(part))
    .map((line) => line.trim());
}

const entry = ({ entries }: Report, property: string) =>
  entries.filter((each) => each.property === property).map(({ class: fate, text }) => `${fate}: ${text}`);

describe('the organization', () => {
  it('has the domains of recipient policies, the primary one first, and those that it shares', async () => {
    const gatewayProxy = [
      'smtp:@a.example',
      'SMTP:%g.%s@z.example',
      'X400:c=US;a= ;p=T;',
      'smtp:@shared.example',
      'smtp:@?',
    ];
    const entries = [...around(), policy({ gatewayProxy, msExchNonAuthoritativeDomains: 'smtp:@shared.example' })];
    expect(await lines(entries, 'domain ')).toEqual(['domain z.example, a.example', 'shared domain shared.example']);
    expect(await lines(entries, 'msExchNon')).toEqual(['# msExchNonAuthoritativeDomains: smtp:@shared.example']);
    expect(entry((await from(entries)).report, 'gatewayProxy')).toEqual([
      'dropped: This is no domain that mail could be for.',
    ]);
  });

  it('has the limits of message delivery, in KB', async () => {
    const limits = { submissionContLength: 10240, delivContLength: 5120, msExchRecipLimit: 0 };
    const entries = [...around(), delivery(limits)];
    expect(await lines(entries, 'limit')).toEqual(['limit size 10MB']);
    expect(entry((await from(entries)).report, 'delivContLength')).toHaveLength(1);
  });
});

describe('a group', () => {
  it('is there when it is empty, and leaves out a master that was deleted', async () => {
    const gone = 'CN=OLD\\0ADEL:3e0c6ec5-1111-2222-3333-444455556666,CN=Deleted Objects,CN=Configuration,DC=tailspin';
    const { text, report } = await from([...around(), group('Empty', { msExchRoutingMasterDN: gone })]);
    expect(text).toContain('  routing group Empty {}\n');
    expect(report.entries.filter(({ class: fate }) => fate === 'missing')).toHaveLength(3);
    expect(text).not.toContain('master');
  });

  it('of a name that another administrative group has too is told apart', async () => {
    const { text, report } = await from([...around(), group('Hub', {}, 'Other')]);
    expect(text).toContain('# Its name is Hub.\n  routing group "Hub (Other)" {}');
    expect(report.names).toEqual([{ kind: 'routing group', original: 'Hub', written: 'Hub (Other)' }]);
  });

  it('takes servers by the links back where these say nothing, and tells of those that nobody places', async () => {
    const bare = (name: string) => ({ ...server(name, 'Hub'), attributes: { cn: name } });
    const links = { msExchRoutingGroupMembersBL: serverDn('EX2') };
    const { text, report } = await from([organization(), group('Hub', links), bare('EX2'), bare('EX3')]);
    expect(text).toMatch(/routing group Hub \{\n {4}server EX2/);
    expect(text).toMatch(/\nrouting group "Unknown routing group" \{\n {2}server EX3/);
    expect(report.entries.some(({ text: why }) => why.includes('msExchHomeRoutingGroup'))).toBe(true);
  });
});

describe('a virtual server', () => {
  const written = async (attributes: DirectoryEntry['attributes']) => {
    const entries = [organization(), group('Hub'), server('EX1', 'Hub'), virtualServer('EX1', 1, attributes)];
    return (await lines(entries, 'virtual server'))[0]?.replace('virtual server "Default SMTP Virtual Server" on ', '');
  };

  it.each<[DirectoryEntry['attributes'], string]>([
    [{ msExchServerBindings: [':25:', '10.1.0.5:2525:'] }, 'all unassigned, 10.1.0.5:2525'],
    [{ msExchServerBindings: '10.1.0.5:25:mail.tailspin.example' }, '10.1.0.5'],
    [{ msExchServerBindings: 'nonsense' }, 'all unassigned'],
    [{ msExchSmtpFullyQualifiedDomainName: 'Mail.Tailspin.example' }, 'all unassigned { fqdn mail.tailspin.example }'],
    [
      { msExchSmtpSmartHost: '192.0.2.1;relay.example', msExchSmtpSmartHostType: 2 },
      'all unassigned { smart host [192.0.2.1], relay.example }',
    ],
    [
      { msExchSmtpSmartHost: 'relay.example', msExchSmtpSmartHostType: 1 },
      'all unassigned { smart host relay.example; attempt direct delivery }',
    ],
    [{ msExchSmtpSmartHost: 'relay.example', msExchSmtpSmartHostType: 0 }, 'all unassigned'],
    [{ msExchSmtpSmartHost: 'relay.example' }, 'all unassigned'],
    [{ msExchSmtpOutgoingPort: 2525 }, 'all unassigned { port 2525 }'],
    [{ msExchSmtpMaxHopCount: 15 }, 'all unassigned { hop limit 15 }'],
    [{ msExchSmtpMaxMessageSize: 1000 }, 'all unassigned { limit size 1KB }'],
    [{ msExchSmtpMaxRecipients: 100 }, 'all unassigned { limit recipients 100 }'],
    [{ msExchSmtpLocalQueueDelayNotification: 60 }, 'all unassigned { delay notification 1h }'],
    [{ msExchSmtpLocalQueueExpirationTimeout: 1440 }, 'all unassigned { expire 1d }'],
    [{ msExchSmtpMaxOutgoingConnections: 500 }, 'all unassigned { connections 500 }'],
    [{ msExchSmtpMaxOutgoingConnectionsPerDomain: 10 }, 'all unassigned { connections per domain 10 }'],
    [{ msExchSmtpMaxOutboundMsgPerDomain: 30 }, 'all unassigned { messages per connection 30 }'],
    [
      { msExchAlternateServer: 'unix.tailspin.example' },
      'all unassigned { unresolved recipients to unix.tailspin.example }',
    ],
  ])('%o', async (attributes, expected) => {
    expect(await written(attributes)).toBe(expected);
  });

  it('says above itself what is not known for sure, or has no word', async () => {
    const comments = async (attributes: DirectoryEntry['attributes']) =>
      lines([organization(), group('Hub'), server('EX1', 'Hub'), virtualServer('EX1', 1, attributes)], '# msExch');
    expect(await comments({ msExchSmtpSmartHost: 'relay.example', msExchSmtpSmartHostType: 0 })).toEqual([
      '# msExchSmtpSmartHost: relay.example',
    ]);
    expect(await comments({ msExchServerAutoStart: 'FALSE' })).toEqual(['# msExchServerAutoStart: FALSE']);
    expect(await comments({ msExchSmtpMaxOutboundMsgPerDomain: 30 })).toHaveLength(1);
    expect(await comments({ msExchServerBindings: ':25:mail.tailspin.example' })).toHaveLength(1);
  });

  it('with the lowest number is the default one, so 10 is behind 9', async () => {
    const numbers = [10, 9, 1].map((number) =>
      virtualServer('EX1', number, { msExchServerBindings: `:${String(number)}:` }),
    );
    const entries = [organization(), group('Hub'), server('EX1', 'Hub'), ...numbers];
    expect((await lines(entries, 'virtual server')).map((line) => line.split(' on ')[0])).toEqual([
      'virtual server "Default SMTP Virtual Server"',
      'virtual server VS9',
      'virtual server VS10',
    ]);
  });

  it('of Exchange 2007 or later is left to its own cmdlets', async () => {
    const later = server('NEW', 'Hub', { serialNumber: 'Version 8.3 (Build 30083.6)' });
    const { text, report } = await from([...around(), later, virtualServer('NEW', 1, { msExchSmtpMaxHopCount: 9 })]);
    expect(text).toContain('# Version 8.3 (Build 30083.6)\n      server NEW {}'.replaceAll('      ', '    '));
    expect(report.entries.some(({ object, class: fate }) => object === 'NEW' && fate === 'differs')).toBe(true);
  });
});

const via = { msExchSourceBridgeheadServersDN: virtualServerDn('EX1') };
const everywhere = { ...via, routingList: 'SMTP:*;1' };

describe('an SMTP connector', () => {
  const block = async (attributes: DirectoryEntry['attributes'], ...others: readonly DirectoryEntry[]) => {
    const [line] = await lines([...around(smtpConnector('Out', 'Hub', attributes)), ...others], 'smtp connector');
    return line?.replace('smtp connector Out { bridgehead EX1/"Default SMTP Virtual Server"; ', '').replace(/ \}$/, '');
  };

  it.each<[DirectoryEntry['attributes'], string]>([
    [
      { routingList: ['SMTP:z.example;2', 'SMTP:*.a.example', 'X400:c=US;a= ;p=T;5', 'FAX:+1*;3'] },
      'address space FAX:"+1*" cost 3, *.a.example cost 1, z.example cost 2, X400:"c=US;a= ;p=T" cost 5',
    ],
    [{ routingList: 'Local:SMTP:*;1' }, 'address space * cost 1; scope routing group'],
    [
      { routingList: 'SMTP:*;1', msExchSmtpSmartHost: '192.0.2.9' },
      'address space * cost 1; deliver through smart host [192.0.2.9]',
    ],
    [{ routingList: 'SMTP:*;1', delivContLength: 2048 }, 'address space * cost 1; limit size 2MB'],
    [{ routingList: 'SMTP:*;1', delivContLength: 0 }, 'address space * cost 1'],
    [{ routingList: 'SMTP:*;1', activationStyle: 2 }, 'address space * cost 1'],
    [{ routingList: 'SMTP:*;1', activationStyle: 0 }, 'address space * cost 1; schedule never'],
  ])('%o', async (attributes, expected) => {
    expect(await block({ ...via, ...attributes })).toBe(expected);
  });

  it('has what is not known for sure above itself', async () => {
    const attributes = {
      ...everywhere,
      adminDescription: 'By night\r\nand by day',
      connectedDomains: 'c=US;a= ;p=Tailspin;',
      msExchRoutingETRNDomains: 'branch.example',
      msExchRoutingDisallowPriority: 4,
      activationStyle: 1,
      activationSchedule: { base64: Buffer.alloc(84, 0xf0).toString('base64') },
    };
    expect(await lines(around(smtpConnector('Out', 'Hub', attributes)), '#')).toEqual([
      expect.stringContaining('Imported from'),
      expect.stringContaining('the report tells each'),
      '# adminDescription: By night',
      '# and by day',
      '# activationStyle: 1',
      `# activationSchedule: X'${'F0'.repeat(84)}'`,
      '# msExchRoutingDisallowPriority: 4',
      '# msExchRoutingETRNDomains: branch.example',
      '# connectedDomains: c=US;a= ;p=Tailspin;',
    ]);
  });

  it('lets pass whom the export has addresses of, lists as groups of senders, lists in each other too', async () => {
    const people = 'OU=Staff,DC=tailspin,DC=example';
    const restricted = {
      ...everywhere,
      authOrig: [`CN=Anna,${people}`, `CN=Nobody,${people}`],
      dLMemSubmitPerms: `CN=Sales,${people}`,
      unauthOrig: `CN=Zoe,${people}`,
    };
    const lists = [
      list('Sales', [`CN=Zoe,${people}`, `CN=Managers,${people}`]),
      list('Managers', [`CN=Sales,${people}`]),
    ];
    const known = [person('Anna', 'Anna@tailspin.example'), person('Zoe', 'zoe@tailspin.example'), ...lists];
    expect(await block(restricted, ...known)).toBe(
      'address space * cost 1; accept from anna@tailspin.example, senders Sales; reject from zoe@tailspin.example',
    );
    const { text, report } = await from([...around(smtpConnector('Out', 'Hub', restricted)), ...known]);
    expect(text).toContain(
      'senders Managers { member senders Sales }\n\nsenders Sales { member senders Managers, zoe@',
    );
    expect(entry(report, 'authOrig')).toEqual(['dropped: Its address is not in the export (mail, proxyAddresses).']);
  });

  it('is a comment when none of its bridgeheads is there', async () => {
    const missing = { ...everywhere, msExchSourceBridgeheadServersDN: virtualServerDn('GONE') };
    const { text, report } = await from(around(smtpConnector('Out', 'Hub', missing)));
    expect(text).toContain(
      '# Not imported: None of its bridgeheads is in the export.\n    # smtp connector Out { address space * cost 1 }',
    );
    expect(report.entries.filter(({ object, class: fate }) => object === 'Out' && fate === 'missing')).toHaveLength(1);
  });

  it('goes to no smart host that is none', async () => {
    const wrong = { ...everywhere, msExchSmtpSmartHost: 'a host!' };
    expect(await lines(around(smtpConnector('Out', 'Hub', wrong)), 'smtp connector')).toEqual([
      expect.stringMatching(/^# smtp connector Out/),
    ]);
  });

  it('of a name that another group has too is told apart', async () => {
    const entries = [...around(), group('Branch'), server('EX2', 'Branch'), virtualServer('EX2')];
    const both = [
      smtpConnector('Out', 'Branch', { ...everywhere, msExchSourceBridgeheadServersDN: virtualServerDn('EX2') }),
      smtpConnector('Out', 'Hub', everywhere),
    ];
    expect((await lines([...entries, ...both], 'smtp connector')).map((line) => line.split(' {')[0])).toEqual([
      'smtp connector Out',
      'smtp connector "Out (Hub)"',
    ]);
  });
});

describe('a routing group connector', () => {
  const branch = [group('Branch'), server('EX2', 'Branch'), virtualServer('EX2')];
  const to = { msExchTargetBridgeheadServersDN: virtualServerDn('EX2') };
  const written = async (attributes: DirectoryEntry['attributes']) => {
    const [line] = await lines(
      [...around(groupConnector('Hub to Branch', 'Hub', attributes)), ...branch],
      'group connector',
    );
    return line;
  };

  it('leads to the group of its targets, at its cost', async () => {
    expect(await written({ ...via, ...to, cost: 20 })).toBe(
      'routing group connector "Hub to Branch" to Branch { bridgehead EX1/"Default SMTP Virtual Server"; target EX2/"Default SMTP Virtual Server"; cost 20 }',
    );
  });

  it('without bridgeheads is used by any server, without a cost at 1', async () => {
    expect(await written(to)).toMatch(/Branch \{ target EX2\/"Default SMTP Virtual Server"; cost 1 \}$/);
    expect(await written({ ...to, cost: 500 })).toMatch(/cost 500 \}$/);
    expect(await written({ ...to, cost: 0 })).toMatch(/cost 1 \}$/);
    const dear = around(...branch, groupConnector('Hub to Branch', 'Hub', { ...to, cost: 500 }));
    expect(await lines(dear, 'highest')).toEqual(['highest cost 500']);
  });

  it('to several groups, or to nobody who is there, is a comment', async () => {
    const both = [virtualServerDn('EX1'), virtualServerDn('EX2')];
    expect(await written({ ...via, msExchTargetBridgeheadServersDN: both })).toMatch(/^# routing group connector/);
    expect(await written({ ...via, msExchTargetBridgeheadServersDN: virtualServerDn('GONE') })).toMatch(/^# routing/);
    expect(await written(via)).toMatch(/^# routing/);
  });
});

describe('other connectors', () => {
  it.each([
    ['rFC1006X400Link', '# x400 connector Old { bridgehead EX1; address space X400:"c=DE;a=" cost 2 }'],
    ['mailGateway', '# connector Old { bridgehead EX1; address space X400:"c=DE;a=" cost 2 }'],
  ])('of class %s are comments', async (kind, expected) => {
    const homeMTA = `CN=Microsoft MTA,${serverDn('EX1')}`;
    const old = connector(kind, 'Old', 'Hub', { homeMTA, routingList: 'X400:c=DE;a= ;2' });
    const { text, report } = await from(around(old));
    expect(text).toContain(expected);
    expect(report.entries.some(({ object, class: fate }) => object === 'Old' && fate === 'dropped')).toBe(true);
  });
});

describe('what is not the file of a topology', () => {
  it('has entries of other classes counted, and secrets hidden', async () => {
    const other = { dn: 'CN=x,DC=example', classes: ['top', 'addressTemplate'], attributes: {} };
    const secret = {
      ...everywhere,
      msExchSmtpOutboundSecurityPassword: 'hunter2',
      userPassword: 'hunter2',
      unicodePwd: 'hunter2',
    };
    const { text, report } = await from([...around(smtpConnector('Out', 'Hub', secret)), other]);
    expect(report.unknown['addressTemplate']).toEqual({ '(the whole object)': { count: 1, first: [] } });
    expect(text + JSON.stringify(report)).not.toContain('hunter2');
  });

  it('keeps a group whose entry is missing, by where its connector stands', async () => {
    const { text } = await from([smtpConnector('Out', 'Lost', everywhere)]);
    expect(text).toContain('organization Tailspin {}\n\nadministrative group AG {\n  # Only named in the export');
    expect(groupDn('Lost')).toContain('CN=Lost,');
  });
});

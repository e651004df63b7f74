// Exchange 2007 and 2010 beside Exchange 2003: sites become routing groups of one topology with those of 2003.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from '#core/interchange/import';
import { keyOf } from '#core/model/keys';
import { compileRouting } from '#core/routing/models';
import { groupsPassed } from '#core/routing/route';
import { expectAlwaysAsync } from '../../../property.ts';
import {
  adSite,
  adSiteLink,
  asFormatList,
  asJson,
  contoso,
  earlierServer,
  laterGroup,
  routingGroupConnector,
  sendConnector,
  type ExportedObject,
} from '../exchange-export.ts';
import {
  adminGroupDn,
  connector,
  group,
  groupConnector,
  organization,
  policy,
  server,
  smtpConnector,
  virtualServer,
  virtualServerDn,
} from '../exchange-2003/ldif-of.ts';
import { file } from '../exchange-2003/importing.ts';
import { clixml, declaration, imported, ldif, topologyOf } from './importing.ts';
import { laterServers, sites, toLater, toLegacy, wingtip } from './wingtip.ts';

const withoutHubs = wingtip.map((each) => (each.properties['Name'] === 'Bergen' ? adSite('Bergen') : each));

const isNotInBergen = ({ properties }: ExportedObject) => properties['Name'] !== 'BGO-HUB1';

/** The groups that a message passes, asked of the routing of the result. */
function passed(text: string, from: string, to: string): readonly string[] {
  const inMailboxes = text.replace(new RegExp(`server ${to} \\{`), `server ${to} { mailbox *@wingtip.example\n`);
  const topology = topologyOf(inMailboxes);
  const origin = { key: keyOf(from), name: from, place: undefined };
  const open = { sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined, place: undefined };
  const address = { type: 'SMTP', address: 'a@wingtip.example', local: 'a', domain: 'wingtip.example' };
  const whence = { kind: 'server', server: origin, virtualServer: undefined, place: undefined } as const;
  const route = compileRouting(topology).route({ from: whence, to: address, system: false, ...open }, []);
  expect(route.outcome).toBe('delivered');
  return groupsPassed(route);
}

describe('what cmdlets tell', () => {
  it('is one topology of routing groups', async () => {
    const { text } = await imported([clixml(wingtip)]);
    expect(text).toMatchInlineSnapshot(`
      "# Imported from Exchange 2003, 2007, 2010: 22 objects.
      # 102 imported, 7 comment, 6 differs, 1 dropped, 7 missing; the report tells each.
      # Exchange 2007 and 2010 beside Exchange 2003: sites are written as routing groups; a connector leads from each to each other one,
      # as mail goes there at once, but for hub sites on the least path.
      # Failures: Exchange 2007 and 2010 queue mail near the failure and do not reroute;
      # what is told here of failures between sites holds for Exchange 2003 only.
      organization Contoso {
        domain wingtip.example
        shared domain partner.example
        when no connector matches queue
      }

      # HubSiteEnabled: True
      routing group Bergen {
        server BGO-HUB1 {}
        # OSL-BGO (cost 20)
        routing group connector "Bergen to Oslo" to Oslo { bridgehead any; target OSL-HUB1; cost 20 }
        # BGO-TOS (cost 150, Exchange cost 30)
        routing group connector "Bergen to Tromso" to Tromso { bridgehead any; target TOS-HUB1; cost 30 }
        smtp connector Internet {
          bridgehead BGO-HUB1
          address space * cost 10
          deliver through dns
          limit size 35MB
        }
      }

      routing group Far {
        server OLD2 {}
        routing group connector "Far to Old" to Old { bridgehead OLD2; target OLD1; cost 10 }
        smtp connector Fax {
          bridgehead OLD2
          address space fax.example cost 1
          deliver through smart host [10.9.9.9]
          limit size 35MB
        }
      }

      routing group Old {
        server OLD1 {}
        routing group connector "Old to Far"          to Far    { bridgehead any; target OLD2; cost 10 }
        routing group connector "Old to Later"        to Bergen { bridgehead OLD1; target BGO-HUB1; cost 10 }
        routing group connector "Old to Later (Oslo)" to Oslo   { bridgehead OLD1; target OSL-HUB1; cost 10 }
      }

      routing group Oslo {
        # Receive connector Copiers: Bindings 0.0.0.0:25, [::]:25; RemoteIPRanges 10.1.5.0/24; MaxMessageSize 36 MB (37,748,736 bytes); MaxRecipientsPerMessage 200; MaxHopCount 60; Fqdn osl-hub1.contoso.example
        server OSL-HUB1 {
          virtual server "Default OSL-HUB1" on all unassigned { fqdn osl-hub1.contoso.example; hop limit 60; limit size 36MB; limit recipients 5000 }
          virtual server "Client OSL-HUB1" on all unassigned:587 { fqdn osl-hub1.contoso.example; hop limit 60; limit size 36MB; limit recipients 200 }
        }
        # It has no Hub Transport role: no SMTP of its own.
        server OSL-MBX1 {}
        smtp connector "Internet (Oslo)" {
          bridgehead OSL-HUB1
          address space * cost 10
          deliver through dns
          limit size 35MB
        }
        routing group connector "Later to Old" to Old { bridgehead OSL-HUB1; target OLD1; cost 10 }
        # OSL-BGO (cost 20)
        routing group connector "Oslo to Bergen" to Bergen { bridgehead OSL-HUB1; target BGO-HUB1; cost 20 }
      }

      routing group Tromso {
        server TOS-HUB1 {}
        # BGO-TOS (cost 150, Exchange cost 30)
        routing group connector "Tromso to Bergen" to Bergen { bridgehead any; target BGO-HUB1; cost 30 }
      }
      "
    `);
  });

  it('is the same from JSON, and holds the same connectors from Format-List', async () => {
    const { text } = await imported([clixml(wingtip)]);
    expect((await imported([file('a.json', asJson(wingtip))])).text).toBe(text);
    const { text: poor } = await imported([file('a.txt', asFormatList(wingtip))]);
    expect(poor.replace(/^(?:#.*\n)*/, '')).toBe(text.replace(/^(?:#.*\n)*/, ''));
  });

  it('is the same in any order of objects and files, both ways', async () => {
    for (const way of ['direct', 'links'] as const) {
      const { text } = await imported([clixml(wingtip)], { sites: way });
      await expectAlwaysAsync(
        fc.asyncProperty(
          fc.shuffledSubarray([...wingtip], { minLength: wingtip.length }),
          fc.nat(wingtip.length),
          async (objects, cut) => {
            const files = [clixml(objects.slice(0, cut), 'z.xml'), clixml(objects.slice(cut), 'b.xml')];
            expect((await imported(files, { sites: way })).text).toBe(text);
          },
        ),
        { runs: 10 },
      );
    }
  });

  it('may be the connectors alone', async () => {
    const { text, report } = await imported([clixml([toLegacy, toLater])]);
    expect(text).toContain('routing group connector "Later to Old"');
    expect(text).toContain('server OLD1 {}');
    expect(report.entries.filter((each) => each.class === 'missing').map(({ text: said }) => said)).toContain(
      'It names the server OLD1 of Exchange 2003, which is not in the export (Get-ExchangeServer).',
    );
  });

  it('has servers of 2003 that no connector names in a group that nobody knows', async () => {
    const { text } = await imported([clixml([...laterServers, earlierServer('LOST', '6.5')])], {}, [
      'unreachable-group',
    ]);
    expect(declaration(text, 'routing group "Unknown routing group"')).toContain('server LOST {}');
  });

  it('leaves a connector that leads nowhere known as a comment', async () => {
    const lost = routingGroupConnector({
      name: 'Lost',
      from: laterGroup,
      to: 'Old',
      sources: ['OSL-HUB1'],
      targets: [],
    });
    const { text, report } = await imported([clixml([...wingtip, lost])]);
    expect(text).toContain('# Not imported: No server that it leads to is known.');
    expect(report.entries.some(({ class: fate, object }) => fate === 'dropped' && object === 'Lost')).toBe(true);
  });

  it('tells of failures that there are none to reroute', async () => {
    const { text, report } = await imported([clixml(wingtip)]);
    expect(text).toContain('# Failures: Exchange 2007 and 2010 queue mail near the failure and do not reroute;');
    expect(report.standing.join('\n')).toContain('queue mail near the failure and do not reroute');
  });

  it('of Exchange 2013 is of today whatever is left of 2003', async () => {
    const answer = await importFiles([clixml([...contoso, toLegacy])]);
    expect(answer.ok && answer.value.text).toContain('model exchange-2013');
  });
});

describe('sites', () => {
  it('lead to each other at once, or link by link', async () => {
    const direct = await imported([clixml(withoutHubs)], { sites: 'direct' });
    expect(direct.text).toContain('"Oslo to Tromso"');
    expect(direct.text).toContain('  # OSL-BGO (cost 20), BGO-TOS (cost 150, Exchange cost 30)\n');
    expect(declaration(direct.text, 'routing group Oslo')).toMatch(/"Oslo to Tromso" +to Tromso .* cost 50 \}/);
    expect(passed(direct.text, 'OSL-HUB1', 'TOS-HUB1')).toEqual(['Oslo', 'Tromso']);
    const links = await imported([clixml(withoutHubs)], { sites: 'links' });
    expect(links.text).not.toContain('"Oslo to Tromso"');
    expect(passed(links.text, 'OSL-HUB1', 'TOS-HUB1')).toEqual(['Oslo', 'Bergen', 'Tromso']);
    expect(links.report.entries.some(({ kind, object }) => kind === 'AdSiteLink' && object === 'all')).toBe(true);
  });

  it('have mail stop at hubs on the least path', async () => {
    const { text, report } = await imported([clixml(wingtip)]);
    expect(text).not.toContain('"Oslo to Tromso"');
    expect(passed(text, 'OSL-HUB1', 'TOS-HUB1')).toEqual(['Oslo', 'Bergen', 'Tromso']);
    expect(report.entries.filter(({ text: said }) => said.includes('in the topology it passes'))).toEqual([]);
  });

  it('without Hub Transport servers are passed, and are no ends', async () => {
    const back = routingGroupConnector({
      name: 'Back',
      from: 'Old',
      to: laterGroup,
      sources: ['OLD1'],
      targets: ['OSL-HUB1'],
    });
    const bare = [...sites, ...laterServers.filter(isNotInBergen), toLegacy, back];
    for (const way of ['direct', 'links'] as const) {
      const { text } = await imported([clixml(bare)], { sites: way });
      expect(text).toContain('# OSL-BGO (cost 20), BGO-TOS (cost 150, Exchange cost 30)');
      expect(text).not.toContain('to Bergen');
      expect(passed(text, 'OSL-HUB1', 'TOS-HUB1')).toEqual(['Oslo', 'Tromso']);
    }
  });

  it('take no mail where they are closed to it', async () => {
    const closed = withoutHubs.map((each) =>
      each.properties['Name'] === 'Tromso'
        ? { ...each, properties: { ...each.properties, InboundMailEnabled: false } }
        : each,
    );
    const { text } = await imported([clixml(closed)], {}, ['unreachable-group']);
    expect(text).not.toContain('to Tromso');
    expect(text).toContain('"Tromso to Oslo"');
    expect(text).toContain('# InboundMailEnabled: False');
  });

  it('may cost more than 100, and have limits', async () => {
    const dear = withoutHubs.map((each) =>
      each.properties['Name'] === 'BGO-TOS'
        ? {
            ...each,
            properties: {
              ...adSiteLink('BGO-TOS', ['Bergen', 'Tromso'], 4000).properties,
              MaxMessageSize: '10 MB (10,485,760 bytes)',
            },
          }
        : each,
    );
    const { text, report } = await imported([clixml(dear)]);
    expect(text).toContain('  highest cost 4020\n');
    expect(declaration(text, 'routing group Oslo')).toMatch(/"Oslo to Tromso" .* cost 4020; limit size 10MB/);
    expect(report.entries).toContainEqual(expect.objectContaining({ class: 'differs', property: 'MaxMessageSize' }));
  });

  it('keep account of links that no mail takes', async () => {
    const aside = adSiteLink('OSL-TOS', ['Oslo', 'Tromso'], 900);
    const direct = await imported([clixml([...withoutHubs, aside])]);
    expect(direct.report.entries).toContainEqual(
      expect.objectContaining({ class: 'dropped', kind: 'AdSiteLink', object: 'OSL-TOS', property: 'ADCost' }),
    );
    const links = await imported([clixml([...withoutHubs, aside])], { sites: 'links' });
    expect(links.text).toContain('# OSL-TOS (cost 900)');
  });

  it('that are cheaper to reach over routing groups of 2003 are told of', async () => {
    const toTromso = routingGroupConnector({
      name: 'Old to Tromso',
      from: 'Old',
      to: laterGroup,
      sources: ['OLD1'],
      targets: ['TOS-HUB1'],
      more: { Cost: 1 },
    });
    const { report } = await imported([clixml([...withoutHubs, toTromso])]);
    expect(report.entries.map(({ text }) => text)).toContain(
      'Mail from Oslo to Tromso passes Oslo, Tromso; in the topology it passes Oslo, Old, Tromso.',
    );
  });

  it('with the name of a routing group of 2003 keep theirs, and the group is numbered', async () => {
    const alike = routingGroupConnector({
      name: 'Oslo back',
      from: 'Oslo',
      to: laterGroup,
      sources: ['OLD1'],
      targets: ['OSL-HUB1'],
    });
    const { text } = await imported([clixml([...laterServers, alike])], {}, ['unreachable-group']);
    expect(text).toMatch(/routing group connector "Oslo back" to Oslo/);
    expect(declaration(text, 'routing group "Oslo 2"')).toContain('server OLD1 {}');
  });
});

describe('a Send connector', () => {
  it('with servers in two sites is one in each', async () => {
    const { text, report } = await imported([clixml(wingtip)]);
    expect(declaration(text, 'routing group Bergen')).toContain('smtp connector Internet {\n    bridgehead BGO-HUB1\n');
    expect(declaration(text, 'routing group Oslo')).toContain(
      'smtp connector "Internet (Oslo)" {\n    bridgehead OSL-HUB1\n',
    );
    expect(report.names).toContainEqual({ kind: 'connector', original: 'Internet', written: 'Internet (Oslo)' });
  });

  it('without a source that is known is a comment', async () => {
    const none = sendConnector({ name: 'None', sources: [], spaces: ['SMTP:a.example;1'] });
    const { text } = await imported([clixml([...wingtip, none])]);
    expect(text).toContain('# smtp connector None { address space a.example cost 1;');
  });
});

describe('the directory of 2003 beside the cmdlets', () => {
  const laterDn = (name: string) => virtualServerDn(name, 1, 'Exchange Administrative Group (FYDIBOHF23SPDLT)');
  const later = (name: string) =>
    server(
      name,
      laterGroup,
      { serialNumber: 'Version 14.3 (Build 123.4)' },
      'Exchange Administrative Group (FYDIBOHF23SPDLT)',
    );
  const directory = [
    organization(),
    policy({ gatewayProxy: ['SMTP:@wingtip.example', 'smtp:@old.example'] }),
    group('Old'),
    group('Far'),
    group(laterGroup, {}, 'Exchange Administrative Group (FYDIBOHF23SPDLT)'),
    server('OLD1', 'Old'),
    virtualServer('OLD1', 1, { msExchSmtpMaxHopCount: 17 }),
    server('OLD2', 'Far'),
    virtualServer('OLD2'),
    ...['OSL-HUB1', 'OSL-MBX1', 'BGO-HUB1', 'TOS-HUB1', 'NEW-HUB9'].map(later),
    groupConnector('Old to Later', 'Old', {
      cost: 10,
      msExchSourceBridgeheadServersDN: virtualServerDn('OLD1'),
      msExchTargetBridgeheadServersDN: [laterDn('OSL-HUB1'), laterDn('BGO-HUB1')],
    }),
    groupConnector('Far to Old', 'Far', { cost: 7, msExchTargetBridgeheadServersDN: virtualServerDn('OLD1') }),
    smtpConnector('Fax', 'Far', {
      routingList: 'SMTP:fax.example;1',
      msExchSourceBridgeheadServersDN: virtualServerDn('OLD2'),
      msExchSmtpSmartHost: '[10.9.9.9]',
      delivContLength: 5000,
    }),
    connector(
      'msExchRoutingSMTPConnector',
      'Only here',
      laterGroup,
      {
        routingList: 'SMTP:here.example;1',
        msExchSourceBridgeheadServersDN: [laterDn('OSL-HUB1'), laterDn('BGO-HUB1')],
      },
      'Exchange Administrative Group (FYDIBOHF23SPDLT)',
    ),
    connector(
      'msExchRoutingGroupConnector',
      'Later to Old',
      laterGroup,
      { cost: 99, msExchTargetBridgeheadServersDN: virtualServerDn('OLD1') },
      'Exchange Administrative Group (FYDIBOHF23SPDLT)',
    ),
  ];

  // One server is in no export of cmdlets, so nobody knows its site.
  const cutOff = ['unreachable-group'];

  it('is one topology with them, in which each side says what it knows best', async () => {
    const { text } = await imported([clixml(wingtip), ldif(directory)], {}, cutOff);
    expect(text).toMatchInlineSnapshot(`
      "# Imported from Exchange 2003, 2007, 2010: 31 objects.
      # 112 imported, 7 comment, 6 differs, 1 dropped, 5 missing; the report tells each.
      # Exchange 2007 and 2010 beside Exchange 2003: sites are written as routing groups; a connector leads from each to each other one,
      # as mail goes there at once, but for hub sites on the least path.
      # Failures: Exchange 2007 and 2010 queue mail near the failure and do not reroute;
      # what is told here of failures between sites holds for Exchange 2003 only.
      organization Contoso {
        domain wingtip.example
        domain old.example
        shared domain partner.example
        when no connector matches queue
      }

      administrative group AG {
        routing group Far {
          server OLD2 {
            virtual server "Default SMTP Virtual Server" on all unassigned
          }
          # msExchSourceBridgeheadServersDN is empty: any server of the group.
          routing group connector "Far to Old" to Old { target OLD1/"Default SMTP Virtual Server"; cost 7 }
          smtp connector Fax { bridgehead OLD2/"Default SMTP Virtual Server"; address space fax.example cost 1; deliver through smart host [10.9.9.9]; limit size 5000KB }
        }
        routing group Old {
          server OLD1 {
            virtual server "Default SMTP Virtual Server" on all unassigned { hop limit 17 }
          }
          routing group connector "Old to Far"   to Far    { bridgehead any; target OLD2; cost 10 }
          routing group connector "Old to Later" to Bergen { bridgehead OLD1/"Default SMTP Virtual Server"; target BGO-HUB1; cost 10 }
          # Its name is Old to Later.
          routing group connector "Old to Later (Oslo)" to Oslo { bridgehead OLD1/"Default SMTP Virtual Server"; target OSL-HUB1; cost 10 }
        }
      }

      # HubSiteEnabled: True
      routing group Bergen {
        server BGO-HUB1 {}
        # OSL-BGO (cost 20)
        routing group connector "Bergen to Oslo" to Oslo { bridgehead any; target OSL-HUB1; cost 20 }
        # BGO-TOS (cost 150, Exchange cost 30)
        routing group connector "Bergen to Tromso" to Tromso { bridgehead any; target TOS-HUB1; cost 30 }
        smtp connector Internet {
          bridgehead BGO-HUB1
          address space * cost 10
          deliver through dns
          limit size 35MB
        }
        smtp connector "Only here" { bridgehead BGO-HUB1; address space here.example cost 1 }
      }

      routing group Oslo {
        # Receive connector Copiers: Bindings 0.0.0.0:25, [::]:25; RemoteIPRanges 10.1.5.0/24; MaxMessageSize 36 MB (37,748,736 bytes); MaxRecipientsPerMessage 200; MaxHopCount 60; Fqdn osl-hub1.contoso.example
        server OSL-HUB1 {
          virtual server "Default OSL-HUB1" on all unassigned { fqdn osl-hub1.contoso.example; hop limit 60; limit size 36MB; limit recipients 5000 }
          virtual server "Client OSL-HUB1" on all unassigned:587 { fqdn osl-hub1.contoso.example; hop limit 60; limit size 36MB; limit recipients 200 }
        }
        # It has no Hub Transport role: no SMTP of its own.
        server OSL-MBX1 {}
        smtp connector "Internet (Oslo)" {
          bridgehead OSL-HUB1
          address space * cost 10
          deliver through dns
          limit size 35MB
        }
        routing group connector "Later to Old" to Old { bridgehead OSL-HUB1; target OLD1; cost 10 }
        # Its name is Only here.
        smtp connector "Only here (Oslo)" { bridgehead OSL-HUB1; address space here.example cost 1 }
        # OSL-BGO (cost 20)
        routing group connector "Oslo to Bergen" to Bergen { bridgehead OSL-HUB1; target BGO-HUB1; cost 20 }
      }

      routing group Tromso {
        server TOS-HUB1 {}
        # BGO-TOS (cost 150, Exchange cost 30)
        routing group connector "Tromso to Bergen" to Bergen { bridgehead any; target BGO-HUB1; cost 30 }
      }

      routing group "Unknown site" {
        # Only named in the export: nothing else is known of it.
        server NEW-HUB9 {}
      }
      "
    `);
  });

  it('settles as duplicate what both say, and tells where they say otherwise', async () => {
    const { report } = await imported([clixml(wingtip), ldif(directory)], {}, cutOff);
    const twice = report.entries.filter(({ class: fate }) => fate === 'duplicate');
    expect(twice.map(({ object, property, value }) => [object, property, value])).toEqual([
      ['Later to Old', 'cost', '99'],
      ['Far to Old', 'Cost', '10'],
      ['Fax', 'MaxMessageSize', '35 MB (36,700,160 bytes)'],
    ]);
    expect(report.counts.duplicate).toBeGreaterThan(20);
    expect(report.unknown).toEqual({});
  });

  it('gives the same bytes in any order of files', async () => {
    const halves = [wingtip.slice(0, 9), wingtip.slice(9)] as const;
    const files = [clixml(halves[0], 'a.xml'), ldif(directory, 'b.ldf'), clixml(halves[1], 'c.xml')];
    const { text } = await imported(files, {}, cutOff);
    const renamed = [clixml(halves[1], '1.xml'), clixml(halves[0], '9.xml'), ldif(directory.toReversed(), '5.ldf')];
    expect((await imported(renamed, {}, cutOff)).text).toBe(text);
  });

  it('holds even where nothing says the version', async () => {
    const cmdlets: readonly ExportedObject[] = wingtip.filter(({ type }) => !type.endsWith('.ExchangeServer'));
    const { text } = await imported([clixml(cmdlets), ldif(directory)], {}, []);
    expect(text).toContain('virtual server "Default SMTP Virtual Server" on all unassigned { hop limit 17 }');
  });

  it('of another organization is refused with both names', async () => {
    const answer = await importFiles([
      clixml(wingtip),
      ldif(directory.slice(0, 1).concat({ ...group('Old'), dn: adminGroupDn() })),
    ]);
    expect(answer.ok).toBe(true);
    const other = await importFiles([clixml(wingtip), file('other.ldf', asOther)]);
    expect(other).toEqual({
      ok: false,
      error:
        'cmdlets.xml: This is the organization Contoso, and other.ldf is the organization Litware: a topology has one organization. Import them apart.',
    });
  });

  const asOther =
    'dn: CN=Litware,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=litware,DC=example\r\nobjectClass: top\r\n' +
    'objectClass: msExchOrganizationContainer\r\ncn: Litware\r\n';

  it('beside Exchange 2013 is refused with both files', async () => {
    expect(await importFiles([clixml(contoso), ldif(directory)])).toEqual({
      ok: false,
      error:
        'cmdlets.xml: This is Exchange 2019 or later, and directory.ldf is the directory of Exchange 2003: the two never run in one organization. Import them apart.',
    });
  });
});

describe('sites by links or direct', () => {
  it('says that it plays no part where there is no 2003', async () => {
    const answer = await importFiles([clixml(contoso)], { sites: 'links' });
    expect(answer.ok && answer.value.report.standing.join()).toContain('that plays no part here');
    const asked = await importFiles([clixml(wingtip)], { sites: 'links' });
    expect(asked.ok && asked.value.report.standing.join()).not.toContain('that plays no part here');
  });
});

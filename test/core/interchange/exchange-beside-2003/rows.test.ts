// Each thing that a server or a connector of Exchange 2010 can have, in the words of routing groups.

import { describe, expect, it } from 'vitest';
import {
  earlierServer,
  laterGroup,
  receiveConnector,
  routingGroupConnector,
  sendConnector,
  type ExportedObject,
} from '../exchange-export.ts';
import { clixml, declaration, imported } from './importing.ts';
import { wingtip } from './wingtip.ts';

const system = 'Microsoft.Exchange.Data.Directory.SystemConfiguration';
const having = async (...more: readonly ExportedObject[]) => imported([clixml([...wingtip, ...more])]);
const reportedOf = async (object: string, more: readonly ExportedObject[]) => {
  const { report } = await having(...more);
  return report.entries.filter((each) => each.object === object).map((each) => [each.class, each.property]);
};

const receiver = (name: string, bindings: readonly string[], more = {}, ranges?: readonly string[]) =>
  receiveConnector({ name, server: 'BGO-HUB1', bindings, more, ...(ranges && { ranges }) });

describe('a Receive connector', () => {
  it('that listens at port 25 for everybody is the default virtual server, whatever it is called', async () => {
    const { text } = await having(
      receiver('Alpha', ['10.1.0.9:25']),
      receiver('Beta', ['0.0.0.0:587']),
      receiver('Zulu', ['0.0.0.0:25', '[::]:25']),
      receiver('Off', ['0.0.0.0:2600'], { Enabled: false }),
    );
    const found = [...declaration(text, 'routing group Bergen').matchAll(/virtual server (\S+) on ([^{]*?) \{/g)];
    expect(found.map(([, name, on]) => `${name ?? ''}: ${on ?? ''}`)).toEqual([
      'Zulu: all unassigned',
      'Alpha: 10.1.0.9',
      'Beta: all unassigned:587',
      'Off: all unassigned:2600',
    ]);
    expect(text).toMatch(/virtual server Off on all unassigned:2600 \{[^}]*stopped \}/);
    expect(text).toContain('# It listens at IPv4 addresses only at port 587.');
  });

  it('of a few computers with an address of its own says whose it is', async () => {
    const given = receiver('Copiers', ['10.1.0.9:25'], {}, ['10.1.5.0/24']);
    const { text } = await having(given);
    expect(text).toContain('# RemoteIPRanges: 10.1.5.0/24\n    virtual server Copiers on 10.1.0.9');
    expect(await reportedOf('Copiers', [receiver('Copiers', ['10.1.0.9:25'], {}, ['10.1.5.0/24'])])).toContainEqual([
      'differs',
      'RemoteIPRanges',
    ]);
  });

  it('without an address that can be read is a comment', async () => {
    const { text } = await having(receiver('Odd', ['nowhere']));
    expect(text).toContain('# Receive connector Odd: Bindings nowhere;');
  });
});

describe('the transport service', () => {
  const service = (more: ExportedObject['properties']): ExportedObject => ({
    type: 'Microsoft.Exchange.Data.Directory.Management.TransportServer',
    properties: {
      Name: 'BGO-HUB1',
      MessageExpirationTimeout: '3.00:00:00',
      DelayNotificationTimeout: '04:00:00',
      TransientFailureRetryCount: 2,
      TransientFailureRetryInterval: '00:05:00',
      OutboundConnectionFailureRetryInterval: '00:10:00',
      MaxOutboundConnections: 1000,
      MaxPerDomainOutboundConnections: '20',
      ...more,
    },
  });

  it('is on the default virtual server', async () => {
    const { text } = await having(service({}));
    const server = declaration(text, 'routing group Bergen');
    for (const words of ['retry 5m, 5m, then 10m', 'delay notification 4h', 'expire 3d', 'connections per domain 20']) {
      expect(server).toContain(words);
    }
    expect(server).not.toContain('connections 1000');
  });

  it('without limits says so', async () => {
    expect(await reportedOf('BGO-HUB1', [service({ MaxOutboundConnections: 'Unlimited' })])).toContainEqual([
      'differs',
      'MaxOutboundConnections',
    ]);
  });
});

describe('an Edge server', () => {
  const edge = (() => {
    const { type, properties } = earlierServer('EDGE1', '14.3', undefined, 'Edge');
    return { type, properties: { ...properties, IsEdgeServer: true } };
  })();

  it('is in the site of its subscription, which hands it no mail of other sites', async () => {
    const { text } = await having(
      edge,
      sendConnector({ name: 'EdgeSync - Oslo to Internet', sources: ['EDGE1'], spaces: ['SMTP:*;100'] }),
      sendConnector({ name: 'EdgeSync - Inbound to Oslo', sources: ['EDGE1'], spaces: ['SMTP:--;100'] }),
    );
    const oslo = declaration(text, 'routing group Oslo');
    expect(oslo).toContain('server EDGE1 {}');
    expect(oslo).toContain('smtp connector "EdgeSync - Oslo to Internet" {\n    bridgehead EDGE1\n');
    expect(oslo).not.toContain('Inbound to');
    expect(text).not.toMatch(/target [^;]*EDGE1/);
  });
});

describe('connectors', () => {
  it('to gateways are comments', async () => {
    const foreign: ExportedObject = {
      type: `${system}.ForeignConnector`,
      properties: {
        Name: 'Fax machine',
        AddressSpaces: ['FAX:*;5'],
        SourceTransportServers: ['OSL-HUB1'],
        DropDirectory: 'c:\\drop',
        Enabled: true,
      },
    };
    const { text } = await having(foreign);
    expect(declaration(text, 'routing group Oslo')).toContain(
      '# foreign connector "Fax machine" { source OSL-HUB1; address space FAX:* cost 5 }',
    );
    expect(await reportedOf('Fax machine', [foreign])).toContainEqual(['dropped', undefined]);
  });

  it('keep scope, ports, limits and being off', async () => {
    const given = sendConnector({
      name: 'Lab',
      sources: ['TOS-HUB1'],
      spaces: ['SMTP:lab.example;7'],
      smartHosts: ['relay.lab.example'],
      more: { Port: 587, IsScopedConnector: true, Enabled: false, MaxMessageSize: 'Unlimited', Comment: 'Ask first' },
    });
    const { text } = await having(given);
    expect(declaration(text, 'routing group Tromso')).toContain(
      '  # Comment: Ask first\n  smtp connector Lab {\n    bridgehead TOS-HUB1\n    address space lab.example cost 7\n    scope routing group\n' +
        '    deliver through smart host relay.lab.example:587\n    disabled\n  }\n',
    );
  });

  it('between routing groups have a cost, and a limit where one is set', async () => {
    const more = { Cost: 100, MaxMessageSize: '5 MB (5,242,880 bytes)' };
    const { text } = await having(
      routingGroupConnector({
        name: 'Second',
        from: laterGroup,
        to: 'Far',
        sources: ['TOS-HUB1'],
        targets: ['OLD2'],
        more,
      }),
    );
    expect(text).toMatch(/"?Second"? +to Far +\{ bridgehead TOS-HUB1; target OLD2; cost 100; limit size 5MB \}/);
    const odd = routingGroupConnector({
      name: 'Odd',
      from: laterGroup,
      to: 'Far',
      sources: ['TOS-HUB1'],
      targets: ['OLD2'],
      more: { Cost: 0 },
    });
    expect(await reportedOf('Odd', [odd])).toContainEqual(['differs', 'Cost']);
  });
});

it('limits of the organization are one for sending and receiving', async () => {
  const config: ExportedObject = {
    type: `${system}.TransportConfigContainer`,
    properties: {
      Name: 'Transport Settings',
      MaxSendSize: '20 MB (20,971,520 bytes)',
      MaxReceiveSize: '10 MB (10,485,760 bytes)',
      MaxRecipientEnvelopeLimit: '500',
    },
  };
  const { text } = await having(config);
  expect(text).toContain('  limit size 20MB\n  limit recipients 500\n');
  expect(await reportedOf('Transport Settings', [config])).toEqual([['dropped', 'MaxReceiveSize']]);
});

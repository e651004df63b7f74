// Queues as servers list them, beside a topology: in the three forms of Get-Queue, and links of 2003 out of WMI.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readQueues } from '#core/interchange/compare/queue-records';
import { compareQueues, type QueueReport } from '#core/interchange/compare/queues';
import { sectionsOfQueues } from '#core/interchange/compare/words';
import type { Topology } from '#core/model/topology';
import { topologyFromText } from '../../routing/topology-in-text.ts';

const sites = topologyFromText(readFileSync('examples/three-sites.topo', 'utf8'));
const cities = topologyFromText(readFileSync('examples/four-cities.topo', 'utf8'));
const guid = '11111111-2222-3333-4444-555555555555';
const noGuid = '00000000-0000-0000-0000-000000000000';

interface Listed {
  readonly identity: string;
  readonly type: string;
  readonly hop: string;
  readonly connector?: string;
  readonly status?: string;
  readonly count?: number;
  readonly error?: string;
}

const propertiesOf = ({
  identity,
  type,
  hop,
  connector = noGuid,
  status = 'Ready',
  count = 0,
  error = '',
}: Listed) => ({
  Identity: identity,
  DeliveryType: type,
  NextHopDomain: hop,
  NextHopConnector: connector,
  Status: status,
  MessageCount: count,
  LastError: error,
  FirstRetryTime: status === 'Retry' ? '2026-03-02T08:06:31Z' : '',
});

const inJson = (queues: readonly Listed[]): string => JSON.stringify(queues.map(propertiesOf));
const inText = (queues: readonly Listed[]): string =>
  queues.map((each) => Object.entries(propertiesOf(each)).map(([name, value]) => `${name.padEnd(16)} : ${String(value)}\r\n`).join('')).join('\r\n\r\n'); // prettier-ignore
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const inClixml = (queues: readonly Listed[]): string =>
  '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">' +
  queues
    .map(
      (each, at) =>
        `<Obj RefId="${at}"><TN RefId="${at}"><T>Deserialized.Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo</T></TN><Props>${Object.entries(
          propertiesOf(each),
        )
          .map(([name, value]) =>
            typeof value === 'number' ? `<I32 N="${name}">${value}</I32>` : `<S N="${name}">${escaped(value)}</S>`,
          )
          .join('')}</Props></Obj>`,
    )
    .join('') + // prettier-ignore
  '</Objs>';

async function report(topology: Topology, ...texts: readonly string[]): Promise<QueueReport> {
  const files = texts.map((text, at) => ({ path: `file${at}`, encoding: 'UTF-8', read: () => whole(text) }));
  return compareQueues(topology, await readQueues(files));
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

const seattle: readonly Listed[] = [
  { identity: 'SEA-MBX01\\4', type: 'SmartHostConnectorDelivery', hop: 'filter1.example.net,filter2.example.net', connector: guid, status: 'Retry', count: 7, error: '451 4.4.0 Primary target IP address responded with: "421"' }, // prettier-ignore
  { identity: 'TYO-MBX01\\9', type: 'SmtpRelayToConnectorSourceServers', hop: 'internet', status: 'Active', count: 2 },
  { identity: 'SEA-MBX01\\Submission', type: 'Undefined', hop: 'Submission', count: 3 },
  { identity: 'SEA-MBX01\\Shadow\\5', type: 'ShadowRedundancy', hop: 'sea-mbx02', count: 90 },
  { identity: 'SEA-MBX01\\6', type: 'SmtpRelayToRemoteActiveDirectorySite', hop: 'Tokyo', status: 'Retry', count: 4 },
  { identity: 'SEA-MBX01\\7', type: 'SmtpDeliveryToMailbox', hop: 'DB01', count: 1 },
  { identity: 'PAR-MBX01\\2', type: 'DnsConnectorDelivery', hop: 'fabrikam.com', count: 5 },
];

test('what waits is told by element, in all three forms of Get-Queue alike', async () => {
  const told = await report(sites, inJson(seattle));
  expect(told).toMatchObject({
    queues: 7,
    messages: 19,
    stuck: 16,
    ignored: 2,
    lacking: [{ name: 'PAR-MBX01', count: 1 }],
  });
  expect(told.elements).toEqual([
    { element: 'connector Internet', messages: 9, states: [{ name: 'Active', count: 1 }, { name: 'Retry', count: 1 }], errors: [{ name: seattle[0]!.error, count: 1 }] }, // prettier-ignore
    { element: 'site Tokyo', messages: 4, states: [{ name: 'Retry', count: 1 }], errors: [] },
    { element: 'database DB01', messages: 1, states: [{ name: 'Ready', count: 1 }], errors: [] },
  ]);
  expect(await report(sites, inClixml(seattle))).toEqual(told);
  expect(await report(sites, inText(seattle))).toEqual(told);
});

test('what may be down is tried, and told with what it would do', async () => {
  const { hypotheses, waiting } = await report(sites, inJson(seattle));
  expect(hypotheses.map(({ down, messages }) => [down, messages])).toEqual([
    ['host filter1.example.net', 7],
    ['connector Internet', 7],
    ['line Seattle to Tokyo', 4],
  ]);
  const [first] = waiting;
  expect(first).toMatchObject({
    server: 'SEA-MBX01',
    queue: '4',
    element: 'connector Internet',
    since: '2026-03-02T08:06:31Z',
  });
  expect(first?.goes).toMatch(/^It leaves by 'Internet' for filter1.example.net/);
  const text = sectionsOfQueues(await report(sites, inJson(seattle))).map(({ heading, lines }) =>
    [heading, ...lines].join('\n'),
  );
  expect(text.join('\n')).toContain('--down "line Seattle to Tokyo" would hold up 4 messages');
});

test('a connector is known by its GUID where an export tells it, whatever its smart hosts are called now', async () => {
  const connector = JSON.stringify([
    { Name: 'Internet', Guid: guid, AddressSpaces: ['SMTP:*;1'], SourceTransportServers: ['SEA-MBX01'], DNSRoutingEnabled: false, SmartHosts: ['old.example.net'] }, // prettier-ignore
  ]);
  const queue = inJson([{ ...seattle[0]!, hop: 'old.example.net' }]);
  expect((await report(sites, queue)).waiting[0]).toMatchObject({ element: null });
  expect((await report(sites, queue, connector)).waiting[0]).toMatchObject({ element: 'connector Internet' });
});

test('links of Exchange 2003 out of WMI are known by the names that Queue Viewer gives them', async () => {
  const csv = [
    '#TYPE System.Management.ManagementObject#root\\cimv2\\applications\\exchange\\Exchange_Link',
    '"LinkName","MessageCount","Size","StateActive","StateReady","StateRetry","TypeCurrentlyUnreachable","SystemName"',
    '"Seattle to London - London (Routing Group Connector)","12","4096","False","False","True","False","SEA-EX01"',
    '"Internet Mail - fabrikam.com (SMTP Connector)","3","100","True","True","False","False","SEA-EX01"',
  ].join('\r\n');
  const told = await report(cities, csv);
  expect(told.waiting.map(({ element, status, messages }) => [element, status, messages])).toEqual([
    ['connector "Seattle to London"', 'Retry', 12],
    ['connector "Internet Mail"', 'Active', 3],
  ]);
  expect(told).toMatchObject({ messages: 15, stuck: 12 });
});

test('files that list no queues are refused', async () => {
  await expect(report(sites, 'hello, world\n')).rejects.toThrow('This lists no queues');
  await expect(report(sites, '<!DOCTYPE x><Objs/>')).rejects.toThrow();
});

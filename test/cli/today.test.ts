// The command line about a topology of today's Exchange.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from './fake-terminal.ts';

const files = { 'three.topo': readFileSync('examples/three-sites.topo', 'utf8') };

test('route says sites, delivery types and queues, and by which Receive connector mail came in', async () => {
  const told = await call(
    ['route', 'three.topo', '--from', 'TYO-MBX01', '--to', 'anna@contoso.com', '--format', 'json'],
    files,
  );
  expect(told.status).toBe(0);
  const route = JSON.parse(told.out) as Record<string, unknown>;
  expect(route).toMatchObject({ format: 1, outcome: 'delivered', cost: 40, sites: ['Tokyo', 'London'] });
  expect(route['hops']).toEqual([
    { server: 'TYO-MBX01', site: 'Tokyo', connector: null, queue: 'DAG1', deliveryType: 'SmtpRelayToDag', cost: 40 },
    {
      server: 'LON-MBX01',
      site: 'London',
      connector: null,
      queue: 'DB01',
      deliveryType: 'SmtpDeliveryToMailbox',
      cost: 0,
    },
  ]);
  const from = ['route', 'three.topo', '--from', '192.168.5.10 at SEA-MBX01:587', '--to', 'anna@contoso.com'];
  const outside = await call([...from, '--format', 'json'], files);
  expect(JSON.parse(outside.out)).toMatchObject({ receivedBy: 'Client Frontend SEA-MBX01', outcome: 'delivered' });
  const text = await call(from, files);
  expect(text.out).toContain('1. SEA-MBX01 in Seattle\n     queue DB01 (SmtpDeliveryToMailbox)');
});

test('a port that is none, and a server that nobody declared, are said', async () => {
  const asked = (from: string) => call(['route', 'three.topo', '--from', from, '--to', 'anna@contoso.com'], files);
  expect(await asked('192.168.5.10 at SEA-MBX01:70000')).toMatchObject({
    status: 2,
    err: expect.stringContaining('70000'),
  });
  expect(await asked('192.168.5.10 at SEA')).toMatchObject({
    status: 2,
    err: expect.stringContaining("No server is called 'SEA'"),
  });
  expect(await asked('192.168.500.10 at SEA-MBX01')).toMatchObject({
    status: 2,
    err: expect.stringContaining('IP address'),
  });
});

test('analyze says which mail waits where while a site is off', async () => {
  const told = await call(['analyze', 'three.topo', '--down', 'site Tokyo'], files);
  expect(told.out).toContain("mail from Seattle and London to Tokyo waits in 'site:Tokyo;version:15' on LON-MBX01");
  expect(told.out).toContain('strands mail from every site to Tokyo');
  const json = await call(['analyze', 'three.topo', '--down', 'site Tokyo', '--format', 'json'], files);
  expect(JSON.parse(json.out)).toMatchObject({
    maintenance: {
      waiting: [
        {
          queue: 'site:Tokyo;version:15',
          server: 'LON-MBX01',
          ways: [
            { from: 'Seattle', to: 'Tokyo' },
            { from: 'London', to: 'Tokyo' },
          ],
        },
      ],
    },
  });
});

test('a scenario of today plays', async () => {
  const text = `${files['three.topo']}
scenario "Tokyo is off" {
  at 0s down site Tokyo
  at 1m send 10 from SEA-MBX01 to taro@contoso.com
  at 2m suspend queue "site:Tokyo;version:15"
  at 3m resume queue "site:Tokyo;version:15"
  at 4m resubmit queue "site:Tokyo;version:15"
  at 1h up site Tokyo
  at 2h retry queue "site:Tokyo;version:15"
  expect delivered 10
}`;
  expect(await call(['test', 'three.topo'], { 'three.topo': text })).toMatchObject({ status: 0 });
});

test('redirect moves what waits to leave, and the server takes no new mail until it is up', async () => {
  const text = `${files['three.topo']}
scenario "Seattle is maintained" {
  at 0s down host filter1.example.net, host filter2.example.net
  at 1m send 5 from SEA-MBX01 to bob@fabrikam.com
  at 5m redirect SEA-MBX01 to SEA-MBX02
  at 6m send 5 from SEA-MBX02 to bob@fabrikam.com
  at 10m up host filter1.example.net
  expect delivered 10
  expect peak queue "filter1.example.net,filter2.example.net" on SEA-MBX02 at most 10
}`;
  expect(await call(['test', 'three.topo'], { 'three.topo': text })).toMatchObject({ status: 0 });
});

test('mail that is still not through after 12 hours is decided about anew, a connector that was disabled meanwhile counts', async () => {
  const text = (hours: string) => `organization Contoso { model exchange-2013; domain contoso.com }
site A { server A1 { } }
send connector One { source A1; address space *; deliver through smart host one.example }
send connector Two { source A1; address space * cost 5; deliver through smart host two.example }
scenario S {
  at 0s down host one.example
  at 1m send 3 from A1 to bob@fabrikam.com
  at 1h down connector One
  run for ${hours}
  expect delivered ${hours === '11h' ? '0' : '3'}
}`;
  for (const hours of ['11h', '13h']) {
    expect(await call(['test', 'a.topo'], { 'a.topo': text(hours) }), hours).toMatchObject({ status: 0 });
  }
});

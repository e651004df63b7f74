import { describe, expect, it, test } from 'vitest';
import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { searchIn } from '#core/graph/asked/search';
import { written } from '../written.ts';
import { network, topologyOf } from '../topologies.ts';

const search = searchIn(
  layout(
    buildGraph(
      written(`
organization Contoso { domain contoso.com authoritative }
routing group London {
  server LON-EX01 { address 10.2.0.10
    mailbox *@london.contoso.com
    virtual server "Internet" { binding 10.2.0.10:25; fqdn mail.contoso.com } }
  server LON-EX02 { address 10.2.0.11 }
  routing group connector "London to Prague" to Prague { bridgehead LON-EX01; cost 10 }
  smtp connector "Partner Mail" { bridgehead LON-EX01; address space *.fabrikam.com; address space adatum.com
    deliver through smart host relay.fabrikam.com } }
routing group Prague { server PRG-EX01 { address 10.3.0.10 }
  smtp connector "Internet Mail" { bridgehead PRG-EX01; address space * } }
`),
    ),
  ),
);

const found = (query: string) => search(query).map(({ element }) => element);
const first = (query: string) => search(query)[0];

describe('Something is found', () => {
  it.each([
    ['prague', 'routing group Prague'],
    ['LON-EX01', 'server LON-EX01'],
    ['ex02', 'server LON-EX02'],
    ['10.3.0', 'server PRG-EX01'],
    ['mail.contoso', 'virtual server LON-EX01/Internet'],
    ['london.contoso.com', 'server LON-EX01'],
    ['adatum.com', 'connector "Partner Mail"'],
    ['relay.fabrikam.com', 'host relay.fabrikam.com'],
    ['smart host', 'host relay.fabrikam.com'],
    ['virtual', 'virtual server LON-EX01/Internet'],
    ['server prague', 'server PRG-EX01'],
    ['connector london prague', 'connector "London to Prague"'],
  ])('by %s', (query, element) => {
    expect(first(query)?.element).toBe(element);
  });

  it('by an address or a domain that an address space would take, but not by `*`', () => {
    expect(found('someone@mail.fabrikam.com')).toEqual(['connector "Partner Mail"']);
    expect(found('nobody@example.org')).toEqual([]);
  });
});

test('it is said what it is, where, and by what it was found', () => {
  expect(first('10.2.0.11')).toEqual({
    element: 'server LON-EX02',
    name: 'LON-EX02',
    kind: 'server',
    where: 'London',
    by: '10.2.0.11',
  });
  expect(first('fabrikam.com partner')).toMatchObject({
    kind: 'smtp connector',
    where: 'London → relay.fabrikam.com',
    by: '*.fabrikam.com',
  });
  expect(first('london')?.by).toBeUndefined();
});

test('the name itself comes before what begins with it, that before what holds it', () => {
  expect(found('london').slice(0, 2)).toEqual(['routing group London', 'connector "London to Prague"']);
});

test('every word has to be said of it', () => {
  expect(found('prague fabrikam')).toEqual([]);
  expect(found('   ')).toEqual([]);
});

test('names are text, whatever is written in them', () => {
  const name = '<b>.*(‮[\\u{1F4E7}📧';
  const { groups, ...plan } = network(2, [[0, 1]]);
  const odd = groups.map((group, i) => (i === 0 ? { ...group, servers: [name, 'x'.repeat(10_000)] } : group));
  const hostile = searchIn(layout(buildGraph(topologyOf({ groups: odd, ...plan }))));
  expect(hostile(name).map((each) => each.name)).toEqual([name]);
  expect(hostile('x'.repeat(9_999))).toHaveLength(1);
  expect(hostile('.*x')).toEqual([]);
});

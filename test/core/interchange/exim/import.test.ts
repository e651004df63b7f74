import { describe, expect, test } from 'vitest';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { importFiles } from '#core/interchange/import';
import type { Report } from '#core/interchange/ledger';
import { firstWay } from '#core/interchange/relay/first-way';
import { wayText } from '#core/interchange/relay/host';
import { compileRouting } from '#core/routing/models';
import { faultsOf, parse } from '#core/syntax/parse';
import { keyOf } from '#core/model/keys';
import { format } from '#core/syntax/format';
import { givenFiles, imported, refusal } from '../given-files.ts';

/** Two hosts: one at the border, one with mailboxes, which has a few routes of its own. */
const farm = {
  'border/exim.conf': `primary_hostname = border.farm.example
domainlist local_domains = @
local_interfaces = <; 127.0.0.1 ; 10.30.0.1 ; 10.30.0.1.2525
message_size_limit = 20M
begin routers
inside:
  driver = manualroute
  domains = farm.example : barn.example
  transport = remote
  route_list = * store.farm.example byname
partners:
  driver = manualroute
  transport = remote
  route_list = *.partner.example 10.31.0.1 ; partner.example 10.31.0.2::587 ; shop.example "10.31.0.3 : mx.shop.example"
world:
  driver = dnslookup
  domains = ! +local_domains
  transport = remote
  no_more
begin transports
remote:
  driver = smtp
begin retry
* * F,1h,15m; F,2d,1h
`,
  'store/exim.conf': `primary_hostname = store.farm.example
domainlist local_domains = @ : farm.example : barn.example
begin routers
out:
  driver = manualroute
  domains = ! +local_domains
  transport = remote
  route_list = * border.farm.example
  no_more
mailboxes:
  driver = accept
  domains = +local_domains
  transport = mailbox
begin transports
remote:
  driver = smtp
mailbox:
  driver = appendfile
`,
};

describe('two hosts', () => {
  test('are routing groups whose connectors only they use', async () => {
    const { text } = await imported(farm);
    expect(text.split('\n').slice(2).join('\n')).toBe(`organization Imported {
  domain barn.example, farm.example
}

routing group border {
  server border {
    address 10.30.0.1
    virtual server smtp on 10.30.0.1 { fqdn border.farm.example; limit size 20MB; retry 15m, 15m, 15m, 15m, then 1h; expire 2d; delay notification 1d }
    virtual server smtp-2525 on 10.30.0.1:2525
  }
  smtp connector "border other" { bridgehead border; address space * cost 1; scope routing group; deliver through dns }
  smtp connector "border partner.example" { bridgehead border; address space *.partner.example cost 1; scope routing group; deliver through smart host [10.31.0.1] }
  smtp connector "border partner.example 2" { bridgehead border; address space partner.example cost 1; scope routing group; deliver through smart host [10.31.0.2]:587 }
  smtp connector "border shop.example" { bridgehead border; address space shop.example cost 1; scope routing group; deliver through smart host [10.31.0.3], mx.shop.example }
  smtp connector "border to store" { bridgehead border; connect store cost 1; scope routing group; deliver through smart host store.farm.example }
}

routing group store {
  server store {
    virtual server smtp on all unassigned { fqdn store.farm.example; limit size 50MB; delay notification 1d }
    mailbox *@barn.example, *@farm.example
  }
  smtp connector "store other" { bridgehead store; address space * cost 1; scope routing group; deliver through smart host border.farm.example }
}
`);
  });

  test('send mail where their routers do', async () => {
    const { text, report } = await imported(farm);
    expect(report.entries.filter((entry) => entry.class === 'differs')).toEqual([]);
    expect(
      firstHops(text, 'border', ['x@farm.example', 'x@a.partner.example', 'x@partner.example', 'x@a.b.example']),
    ).toEqual(['store.farm.example', '[10.31.0.1]', '[10.31.0.2]:587', 'dns']);
    expect(firstHops(text, 'store', ['x@farm.example', 'x@partner.example'])).toEqual(['here', 'border.farm.example']);
  });

  test('give the same bytes in any order', async () => {
    const { text } = await imported(farm);
    const turned = Object.fromEntries(Object.entries(farm).toReversed());
    expect((await imported(turned)).text).toBe(text);
  });

  test('read back as they are written', async () => {
    const { text } = await imported(farm);
    expect(faultsOf(parse(text))).toEqual([]);
    expect(format(text).text).toBe(text);
  });
});

/** Where mail from a server goes first, by a topology's text. */
function firstHops(text: string, name: string, addresses: readonly string[]): string[] {
  const topology = buildTopology(openProject('imported.topo', () => parse(text), (_, path) => path)); // prettier-ignore
  const routing = compileRouting(topology);
  const server = topology.serverByKey.get(keyOf(name));
  if (server === undefined) throw new Error(`There is no ${name}.`);
  return addresses.map((address) => wayText(firstWay(routing, server, address).way));
}

function sumOf({ counts }: Report): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

describe('Debian', () => {
  const settings = (type: string) => `# made by hand
dc_eximconfig_configtype='${type}'
dc_other_hostnames='office.example;shop.office.example'
dc_local_interfaces='127.0.0.1 ; ::1'
dc_readhost=''
dc_relay_domains='lab.example;*.lab.example'
dc_smarthost='hub.example.net::587;10.40.0.1;2001:db8::5'
dc_use_split_config='false'
`;

  test('a smart host with a port, mailboxes, and domains that it relays for', async () => {
    const { text, report } = await imported({
      'office/update-exim4.conf.conf': settings('smarthost'),
      'office/hubbed_hosts': '*.lab.example: 10.40.0.2\n',
    });
    expect(text).toContain('domain office.example, shop.office.example\n  shared domain *.lab.example, lab.example');
    expect(text).toContain('mailbox *@office.example, *@shop.office.example');
    expect(text).toContain(
      'address space *.lab.example cost 1; scope routing group; deliver through smart host [10.40.0.2]',
    );
    expect(text).toContain(
      'address space * cost 1; scope routing group; deliver through smart host hub.example.net:587, [10.40.0.1]',
    );
    const cut = report.entries.filter(({ property }) => property === 'dc_smarthost');
    expect(cut.map((entry) => [entry.class, entry.text])).toEqual([
      ['differs', 'Exim takes 2001:db8::5 apart at the colons and drops it without a word: write them twice.'],
    ]);
  });

  test('internet asks DNS, local sends nothing out, satellite keeps nothing', async () => {
    const of = async (type: string) => (await imported({ 'office/update-exim4.conf.conf': settings(type) })).text;
    expect(await of('internet')).toContain('address space * cost 1; scope routing group; deliver through dns');
    expect(await of('local')).not.toContain('smtp connector');
    expect(await of('satellite')).not.toContain('mailbox');
    expect(await of('satellite')).toContain('smart host hub.example.net:587');
  });

  const generated = (hub: string) => `primary_hostname = office
domainlist local_domains = @ : localhost : office.example : shop.office.example
begin routers
smarthost:
  driver = manualroute
  domains = ! +local_domains
  transport = remote
  route_list = * ${hub} byname
  no_more
local_user:
  driver = accept
  domains = +local_domains
  transport = mailbox
begin transports
remote:
  driver = smtp
mailbox:
  driver = appendfile
`;

  test('the configuration that was made of the settings has to agree', async () => {
    const differing = async (hub: string) => {
      const files = { 'o/update-exim4.conf.conf': settings('smarthost'), 'o/config.autogenerated': generated(hub) };
      const { text, report } = await imported(files);
      expect(text).toContain('smart host hub.example.net:587, [10.40.0.1]');
      return report.entries.filter((entry) => entry.class === 'differs' && entry.kind === 'main');
    };
    expect(await differing('hub.example.net::587:10.40.0.1')).toEqual([]);
    const [first] = await differing('old.example.net');
    expect(first?.text).toContain(
      'goes to hub.example.net:587, [10.40.0.1] by update-exim4.conf.conf, and to old.example.net by this file',
    );
  });

  test('what it was made of does not have to agree, and changes nothing', async () => {
    const files = {
      'o/update-exim4.conf.conf': settings('smarthost'),
      'o/config.autogenerated': generated('hub.example.net::587:10.40.0.1'),
    };
    const template = `domainlist local_domains = MAIN_LOCAL_DOMAINS
begin routers
.ifdef DCconfig_smarthost
smarthost:
  driver = manualroute
  route_list = * DCsmarthost byname
.endif
`;
    const all = { ...files, 'o/exim4.conf.template': template, 'o/conf.d/main/01_domains': template };
    const { text, report } = await imported(all);
    const withoutHead = (whole: string) => whole.split('\n').slice(2);
    expect(withoutHead(text)).toEqual(withoutHead((await imported(files)).text));
    expect(report.entries.filter((entry) => entry.class === 'differs' && entry.kind === 'main')).toEqual([]);
    expect(report.counts.duplicate).toBeGreaterThan(0);
  });

  test('a split configuration is read in the order of its names', async () => {
    const { text, report } = await imported({
      'o/conf.d/router/200_second': 'second:\n  driver = manualroute\n  transport = remote\n  route_list = * HUB\n',
      'o/conf.d/router/100_first':
        'first:\n  driver = manualroute\n  transport = remote\n  route_list = a.example 10.0.0.1 ; * 10.0.0.2\n  no_more\n',
      'o/conf.d/router/00_header': 'begin routers\n',
      'o/conf.d/transport/00_header': 'begin transports\nremote:\n  driver = smtp\n',
      'o/conf.d/main/01_names': 'HUB = 10.0.0.9\nprimary_hostname = o.example\n',
    });
    expect(text).toContain('address space * cost 1; scope routing group; deliver through smart host [10.0.0.2]');
    expect(text).not.toContain('10.0.0.9');
    expect(report.sources.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'Exim split configuration'));
  });
});

describe('what cannot be said', () => {
  const host = (routers: string, files: Readonly<Record<string, string>> = {}) =>
    imported({
      'h/exim.conf': `primary_hostname = h.example\nbegin routers\n${routers}\nbegin transports\nt:\n  driver = smtp\n`,
      ...files,
    });

  test('what comes behind a router that nobody can tell of differs', async () => {
    const { report } = await host(
      'odd:\n  driver = manualroute\n  transport = t\n  domains = ^.*x$\n  route_data = 10.0.0.1\nall:\n  driver = manualroute\n  transport = t\n  route_list = a.example 10.0.0.2 ; * 10.0.0.3',
    );
    const differing = report.entries.filter((entry) => entry.class === 'differs');
    expect(differing.map(({ property, value }) => [property, value])).toEqual([
      ['route_list', '* 10.0.0.3'],
      ['route_list', 'a.example 10.0.0.2'],
    ]);
    expect(differing[0]?.text).toContain('The router odd comes first and may take mail for');
  });

  test('hosts in any order differ', async () => {
    const { report } = await host(
      'r:\n  driver = manualroute\n  transport = t\n  route_list = * 10.0.0.1:10.0.0.2 randomize',
    );
    expect(report.entries.map((entry) => [entry.class, entry.text])).toContainEqual([
      'differs',
      'Its hosts are tried in any order.',
    ]);
  });

  test('a domain that is returned, under a way for all, differs', async () => {
    const { report } = await host(
      'no:\n  driver = redirect\n  domains = bad.example\n  allow_fail\n  data = :fail: no\nr:\n  driver = manualroute\n  transport = t\n  route_list = * 10.0.0.1',
    );
    expect(
      report.entries.filter((entry) => entry.class === 'differs').map(({ object, text }) => [object, text]),
    ).toEqual([['no', 'Mail for bad.example goes nowhere; in the topology it goes to [10.0.0.1].']]);
  });

  test('a file that nobody handed over is missing', async () => {
    const { report } = await host(
      'r:\n  driver = manualroute\n  transport = t\n  domains = lsearch;/etc/exim/list\n  route_data = 10.0.0.1',
    );
    expect(report.entries.filter((entry) => entry.class === 'missing').map(({ object }) => object)).toEqual([
      '/etc/exim/list',
    ]);
  });

  test('single recipients elsewhere are mailboxes there', async () => {
    const router =
      'one:\n  driver = manualroute\n  transport = t\n  domains = own.example\n  local_parts = anna\n  route_list = * k.example\nrest:\n  driver = accept\n  domains = own.example\n  transport = local';
    const { text, report } = await host(router, {
      'k/exim.conf':
        'primary_hostname = k.example\nbegin routers\nr:\n  driver = accept\n  domains = own.example\n  transport = local\n',
    });
    expect(text).toContain('connect k cost 1');
    expect(firstHops(text, 'h', ['anna@own.example', 'bert@own.example'])).toEqual(['k.example', 'here']);
    expect(report.entries.filter((entry) => entry.class === 'missing').map(({ object }) => object)).toEqual([
      'own.example',
    ]);
  });
});

describe('every value is in one class', () => {
  test.each([
    ['farm', farm],
    [
      'an odd one',
      {
        'h/exim.conf':
          '.ifdef NO\nx = 1\n.endif\nstrange_option = 5\nbegin acl\na:\n  accept\n  deny\nbegin routers\nr:\n  driver = queryprogram\n  odd\n  route_list = * 10.0.0.1 ; x $h\nbegin transports\nbegin retry\nx.example * F,1h,1m\nbegin rewrite\n*@a b@c\nbegin authenticators\nplain:\n  driver = plaintext\n',
      },
    ],
  ])('%s', async (_, files) => {
    const { report } = await imported(files);
    const values = sumOf(report);
    expect(values).toBeGreaterThan(0);
    const unknown = Object.values(report.unknown).flatMap((of) => Object.values(of).map(({ count }) => count));
    const ignored = Object.values(report.ignored);
    const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
    expect(sum(unknown)).toBe(report.counts.unknown);
    expect(sum(ignored)).toBe(report.counts.ignored);
    for (const fate of ['comment', 'differs', 'dropped', 'missing', 'cut'] as const) {
      expect(report.entries.filter((entry) => entry.class === fate)).toHaveLength(report.counts[fate]);
    }
  });
});

describe('hostile files', () => {
  const start = 'begin routers\n';

  test.each([
    [
      'includes itself',
      { 'h/exim.conf': `${start}.include /etc/exim/exim.conf\n` },
      'h/exim.conf:2: h/exim.conf includes itself.',
    ],
    [
      'includes in a ring',
      { 'h/exim.conf': `${start}.include b.inc\n`, 'h/b.inc': '.include exim.conf\n' },
      'h/b.inc:1: h/exim.conf includes itself.',
    ],
    ['NUL', { 'h/exim.conf': `${start}a\0b\n` }, 'h/exim.conf:2: There is a NUL in this line.'],
    [
      'a line of more than 1 MiB',
      { 'h/exim.conf': `${start}r:\n  driver = ${'x'.repeat(1_048_577)}\n` },
      'h/exim.conf:3: This line is longer than 1 MiB.',
    ],
    [
      'a line that goes on for ever',
      { 'h/exim.conf': `${start}${'x\\\n'.repeat(600_000)}` },
      'h/exim.conf:2: This line is longer than 1 MiB.',
    ],
    [
      'macros that grow',
      {
        'h/exim.conf': `${start}${Array.from({ length: 30 }, (_, at) => `M${String.fromCharCode(65 + (at % 26))}${String(at)}X == ${at === 0 ? 'xxxxxxxxxx' : `M${String.fromCharCode(65 + ((at - 1) % 26))}${String(at - 1)}X`.repeat(10)}\n`).join('')}`,
      },
      'h/exim.conf:8: This line is longer than 1 MiB.',
    ],
    ['a condition without an end', { 'h/exim.conf': `${start}.ifdef X\n` }, 'h/exim.conf: .endif is missing.'],
    [
      'an end without a condition',
      { 'h/exim.conf': `${start}.endif\n` },
      'h/exim.conf:2: .endif stands without .ifdef.',
    ],
    ['no option', { 'h/exim.conf': `${start}r:\n  } server x {\n` }, 'h/exim.conf:3: This line is no option of Exim.'],
  ])('%s', async (_, files, error) => {
    expect(await refusal(files)).toBe(error);
  });

  test('includes more than eight deep', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [
        `h/${at === 0 ? 'exim.conf' : `f${String(at)}`}`,
        `${at === 0 ? start : ''}.include f${String(at + 1)}\n`,
      ]),
    );
    expect(await refusal(files)).toBe('h/f8: Files are included more than 8 deep.');
  });

  test('names never leave their quotes, and text from outside stays in its line', async () => {
    const files = {
      'h/exim.conf':
        'primary_hostname = a"}\u202eb.example\nbegin routers\nr:\n  driver = manualroute\n  transport = t\n  route_list = x}y.example 10.0.0.1 ; * "10.0.0.2"\n',
    };
    const answer = await importFiles(givenFiles(files));
    if (!answer.ok) return expect(answer.error).toContain('h/exim.conf');
    expect(faultsOf(parse(answer.value.text))).toEqual([]);
    return expect(answer.value.text).not.toContain('\u202e');
  });

  test('a file outside of the folder of a host is not read', async () => {
    const { report } = await imported({
      'h/exim.conf': `${start}.include ../other/secret\n`,
      'other/secret': 'x = y\n',
    });
    expect(report.entries.filter((entry) => entry.class === 'missing').map(({ object }) => object)).toEqual([
      '../other/secret',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { resolve } from '#core/interchange/exim/resolver';
import { hostWith, wayOf } from './exim-in-code.ts';

/** A manualroute router. */
function manual(name: string, ...options: readonly string[]): string {
  return [`${name}:`, 'driver = manualroute', 'transport = smtp', ...options].join('\n  ');
}

describe('rules of manualroute', () => {
  test('the first rule that matches counts, whatever is closer', async () => {
    const host = await hostWith(
      manual('r', 'route_list = *.example.net 10.0.0.1 ; a.example.net 10.0.0.2 ; * 10.0.0.3'),
    );
    expect(wayOf(host, 'x@a.example.net')).toBe('[10.0.0.1]');
    expect(wayOf(host, 'x@other.example')).toBe('[10.0.0.3]');
  });

  test('*.d is not d', async () => {
    const host = await hostWith(manual('r', 'route_list = *.example.net 10.0.0.1'));
    expect(wayOf(host, 'x@deep.er.example.net')).toBe('[10.0.0.1]');
    expect(wayOf(host, 'x@example.net')).toBe('nowhere');
  });

  test('d is not what is below it', async () => {
    const host = await hostWith(manual('r', 'route_list = example.net 10.0.0.1'));
    expect(wayOf(host, 'x@example.net')).toBe('[10.0.0.1]');
    expect(wayOf(host, 'x@a.example.net')).toBe('nowhere');
  });

  test('*d without a dot is whatever ends so', async () => {
    const host = await hostWith(manual('r', 'route_list = *example.net 10.0.0.1'));
    expect(wayOf(host, 'x@notexample.net')).toBe('[10.0.0.1]');
    expect(wayOf(host, 'x@example.net')).toBe('[10.0.0.1]');
  });

  test('several hosts are tried in order, each with its port; + and byname are no hosts', async () => {
    const host = await hostWith(manual('r', 'route_list = * "10.0.0.1 : + : mx.example.net::2525" byname'));
    expect(wayOf(host, 'x@y.example')).toBe('[10.0.0.1], mx.example.net:2525');
  });

  test('IPv6 addresses stand with double colons, in brackets before a port', async () => {
    const host = await hostWith(manual('r', 'route_list = a.example 2001::db8::::1 ; b.example [2001::db8::::2]::587'));
    expect(wayOf(host, 'x@a.example')).toBe('[2001:db8::1]');
    expect(wayOf(host, 'x@b.example')).toBe('[2001:db8::2]:587');
  });

  test('MX records alone, and hosts in any order, are remarks', async () => {
    const host = await hostWith(manual('r', 'hosts_randomize', 'route_list = * mx.example.net/MX:10.0.0.1'));
    expect(resolve(host, 'x@y.example').remarks).toEqual([
      'Its hosts are tried in any order.',
      'Only MX records are asked of mx.example.net; without any, mail for it fails.',
    ]);
    expect(wayOf(host, 'x@y.example')).toBe('mx.example.net, [10.0.0.1]');
  });

  test('no_randomize of a rule takes back what the router says', async () => {
    const host = await hostWith(manual('r', 'hosts_randomize', 'route_list = * 10.0.0.1:10.0.0.2 no_randomize'));
    expect(resolve(host, 'x@y.example').remarks).toEqual([]);
  });

  test('route_data is for every domain of the router', async () => {
    const host = await hostWith(manual('r', 'domains = d.example : *.d.example', 'route_data = 10.0.0.9'));
    expect(wayOf(host, 'x@a.d.example')).toBe('[10.0.0.9]');
    expect(wayOf(host, 'x@e.example')).toBe('nowhere');
  });

  test('the transport of a rule beats the one of its router, and its port is the usual one', async () => {
    const transports = 'other:\n  driver = smtp\n  port = submission';
    const host = await hostWith(manual('r', 'route_list = a.example 10.0.0.1 other ; b.example 10.0.0.1'), {
      transports,
    });
    expect(wayOf(host, 'x@a.example')).toBe('[10.0.0.1]:587');
    expect(resolve(host, 'x@a.example').transport).toBe('other');
    expect(wayOf(host, 'x@b.example')).toBe('[10.0.0.1]');
  });

  test('a transport with hosts_override takes its own hosts', async () => {
    const transports = 'forced:\n  driver = smtp\n  hosts_override\n  hosts = 10.9.9.9';
    const host = await hostWith(manual('r', 'route_list = * 10.0.0.1 forced'), { transports });
    expect(wayOf(host, 'x@a.example')).toBe('[10.9.9.9]');
  });

  test('a transport that is no SMTP keeps mail here', async () => {
    const host = await hostWith('r:\n  driver = manualroute\n  transport = local\n  route_list = a.example');
    expect(wayOf(host, 'x@a.example')).toBe('here');
  });

  test('the host itself ends the list: self passes, sends, or freezes', async () => {
    const main = 'primary_hostname = me.example';
    const next = `\n${manual('s', 'route_list = * 10.0.0.7')}`;
    const list = 'route_list = * me.example';
    expect(wayOf(await hostWith(manual('r', list) + next, { main }), 'x@a.example')).toBe('nowhere');
    expect(wayOf(await hostWith(manual('r', list, 'self = pass') + next, { main }), 'x@a.example')).toBe('[10.0.0.7]');
    expect(wayOf(await hostWith(manual('r', list, 'self = send') + next, { main }), 'x@a.example')).toBe('me.example');
  });
});

describe('files', () => {
  const files = {
    'h/hosts': '# a comment\nd.example: 10.0.0.1\n*.e.example:   10.0.0.2:10.0.0.3 byname\n"F.example" 10.0.0.4\n',
  };

  test('partial-lsearch: d is d, *.d is d and all below it', async () => {
    const host = await hostWith(manual('r', 'route_data = ${lookup{$domain}partial-lsearch{/etc/exim/hosts}}'), {
      files,
    });
    expect(wayOf(host, 'x@d.example')).toBe('[10.0.0.1]');
    expect(wayOf(host, 'x@a.d.example')).toBe('nowhere');
    expect(wayOf(host, 'x@e.example')).toBe('[10.0.0.2], [10.0.0.3]');
    expect(wayOf(host, 'x@a.b.e.example')).toBe('[10.0.0.2], [10.0.0.3]');
    expect(wayOf(host, 'x@f.example')).toBe('[10.0.0.4]');
  });

  test('lsearch: d alone', async () => {
    const host = await hostWith(manual('r', 'domains = lsearch;/etc/exim/hosts', 'route_data = 10.0.0.9'), { files });
    expect(wayOf(host, 'x@d.example')).toBe('[10.0.0.9]');
    expect(wayOf(host, 'x@e.example')).toBe('nowhere');
  });

  test('a file that is looked up only where it exists', async () => {
    const domains = 'domains = ${if exists{/etc/exim/hosts} {partial-lsearch;/etc/exim/hosts} fail}';
    const routers = manual('r', domains, 'route_data = 10.0.0.9');
    expect(wayOf(await hostWith(routers, { files }), 'x@a.e.example')).toBe('[10.0.0.9]');
    expect(wayOf(await hostWith(routers), 'x@a.e.example')).toBe('nowhere');
  });
});

describe('lists', () => {
  const main =
    'primary_hostname = me.example\ndomainlist own = @ : *.in.example : +more\ndomainlist more = <; a.example ; b.example';

  test.each([
    ['+own', 'me.example', true],
    ['+own', 'x.in.example', true],
    ['+own', 'b.example', true],
    ['+own', 'c.example', false],
    ['! +own', 'b.example', false],
    ['!+own', 'c.example', true],
    ['! b.example : +own', 'b.example', false],
    ['! b.example : +own', 'a.example', true],
    ['! b.example : +own', 'c.example', false],
    ['A.Example', 'a.example', true],
  ])('%s has %s: %s', async (domains, domain, isIn) => {
    const host = await hostWith(manual('r', `domains = ${domains}`, 'route_data = 10.0.0.9'), { main });
    expect(wayOf(host, `x@${domain}`)).toBe(isIn ? '[10.0.0.9]' : 'nowhere');
  });

  test('lists that name each other, expressions and other lookups are not known', async () => {
    const loop = 'domainlist a = +b\ndomainlist b = +a';
    for (const domains of ['+a', '^x.*', 'dbm;/etc/x', '@mx_any', '${lookup pgsql{select}}']) {
      const routers = `${manual('r', `domains = ${domains}`, 'route_data = 10.0.0.9')}\n${manual('s', 'route_list = * 10.0.0.8')}`;
      const found = resolve(await hostWith(routers, { main: loop }), 'x@y.example');
      expect(found.way).toEqual({ kind: 'hosts', hosts: [{ host: '10.0.0.8', port: undefined }] });
      expect(found.perhaps.map(({ name }) => name)).toEqual(['r']);
    }
  });
});

describe('routers in order', () => {
  test('no_more ends where a router declines, not where it is not asked', async () => {
    const last = manual('last', 'route_list = * 10.0.0.3');
    const declines = `${manual('r', 'route_list = a.example 10.0.0.1', 'no_more')}\n${last}`;
    expect(wayOf(await hostWith(declines), 'x@b.example')).toBe('nowhere');
    const skipped = `${manual('r', 'domains = a.example', 'route_list = a.example 10.0.0.1', 'no_more')}\n${last}`;
    expect(wayOf(await hostWith(skipped), 'x@b.example')).toBe('[10.0.0.3]');
  });

  test('dnslookup takes what it is asked; without no_more that is said', async () => {
    const dns = 'dns:\n  driver = dnslookup\n  transport = smtp\n  domains = ! own.example';
    expect(resolve(await hostWith(dns), 'x@a.example').remarks).toEqual([
      'Domains that DNS does not know go on to the routers below.',
    ]);
    const found = resolve(await hostWith(`${dns}\n  no_more`), 'x@a.example');
    expect([found.way.kind, found.remarks]).toEqual(['dns', []]);
  });

  test('accept, with users or without, is here; aliases before it change nothing', async () => {
    const local =
      'aliases:\n  driver = redirect\n  domains = own.example\n  data = ${lookup{$local_part}lsearch{/etc/aliases}}\nusers:\n  driver = accept\n  domains = own.example\n  check_local_user\n  transport = local';
    const host = await hostWith(local);
    expect(wayOf(host, 'x@own.example')).toBe('here');
    expect(wayOf(host, 'x@a.example')).toBe('nowhere');
  });

  test('a redirect that fails is the end', async () => {
    const routers = `no:\n  driver = redirect\n  allow_fail\n  domains = a.example\n  data = :fail: no\n${manual('r', 'route_list = * 10.0.0.1')}`;
    const host = await hostWith(routers);
    expect([wayOf(host, 'x@a.example'), wayOf(host, 'x@b.example')]).toEqual(['nowhere', '[10.0.0.1]']);
  });

  test('conditions, senders and local parts: what is constant counts, else the router may take it', async () => {
    const last = `\n${manual('last', 'route_list = * 10.0.0.2')}`;
    const first = (option: string) => manual('r', option, 'route_list = * 10.0.0.1') + last;
    expect(wayOf(await hostWith(first('condition = yes')), 'x@a.example')).toBe('[10.0.0.1]');
    expect(wayOf(await hostWith(first('condition = false')), 'x@a.example')).toBe('[10.0.0.2]');
    expect(wayOf(await hostWith(first('local_parts = x : y')), 'x@a.example')).toBe('[10.0.0.1]');
    expect(wayOf(await hostWith(first('local_parts = y')), 'x@a.example')).toBe('[10.0.0.2]');
    for (const option of ['condition = ${if eq{a}{b}}', 'senders = *@b.example', 'local_parts = ^x', 'unseen']) {
      const found = resolve(await hostWith(first(option)), 'x@a.example');
      expect(found.perhaps.map(({ name }) => name)).toEqual(['r']);
    }
  });
});

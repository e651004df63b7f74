// What main.cf, master.cf and the tables of hosts become, and what is told of the rest.

import { expect, test } from 'vitest';
import { importFiles, type Imported } from '#core/interchange/import';
import { filesOf, type Texts } from './given.ts';

async function imported(texts: Texts, name?: string): Promise<Imported> {
  const answer = await importFiles(filesOf(texts), name === undefined ? {} : { name });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

const service = (name: string, command: string) => `${name} inet n - y - - ${command}\n`;

const farm: Texts = {
  'mx1/main.cf': `myhostname = mx1.farm.example
inet_interfaces = 10.0.0.1, 127.0.0.1
relay_domains = users.example
transport_maps = hash:/etc/postfix/transport
relayhost = [out.provider.example]:587
smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd
`,
  'mx1/transport': 'users.example relay:[store.farm.example]\nold.example error:5.1.1 gone\n',
  'mx1/sasl_passwd': '[out.provider.example]:587 user:Sesame\n',
  'mx1/master.cf': service('smtp', 'smtpd') + service('submission', 'smtpd'),
  'store/main.cf': 'myhostname = store.farm.example\ninet_interfaces = 10.0.0.2\nmydestination = users.example\n',
};

test('hosts lead to each other, and mailboxes are where a domain is local', async () => {
  const { text } = await imported(farm);
  expect(text).toContain('domain users.example\n');
  expect(text).toContain(`  smtp connector "mx1 to store" {
    bridgehead mx1
    connect store cost 8
    scope routing group
    deliver through smart host store.farm.example
  }`);
  expect(text).toContain('mailbox *@users.example');
  expect(text).toContain('deliver through smart host out.provider.example:587');
});

test('what is no way to a host stands above the server, and passwords stand nowhere', async () => {
  const { text, report } = await imported(farm);
  expect(text).toContain('  # old.example error:5.1.1 gone\n  server mx1 {');
  expect(text + JSON.stringify(report)).not.toContain('Sesame');
  expect(report.sources).toContainEqual(expect.objectContaining({ path: 'mx1/sasl_passwd', kind: 'table (not read)' }));
});

test('what the package has beside main.cf and master.cf makes no second host, and no second listener', async () => {
  const { text, report } = await imported({
    ...farm,
    'mx1/main.cf.proto': 'compatibility_level = 3.6\nqueue_directory = /var/spool/postfix\nmail_owner = postfix\n',
    'mx1/master.cf.proto': service('smtp', 'smtpd') + service('smtps', 'smtpd'),
  });
  expect(text.split('\n').slice(2)).toEqual((await imported(farm)).text.split('\n').slice(2));
  const told = report.entries.filter((entry) => entry.class === 'duplicate').map(({ file }) => file);
  expect(told).toEqual(['mx1/main.cf.proto', 'mx1/master.cf.proto']);
});

test('a host that does not say its name has the given one, else that of its folder', async () => {
  const texts = { 'hosts/mx2/postfix/main.cf': 'mydestination = a.example\nrelayhost = [h.example]\n' };
  expect((await imported(texts)).text).toContain('server mx2 {');
  expect((await imported(texts, 'mail.a.example')).text).toContain('server mail {');
});

test.each([
  ['LMTP', 'virtual_mailbox_domains = a.example\nvirtual_transport = lmtp:unix:private/dovecot-lmtp\n'],
  ['a program', 'virtual_mailbox_domains = a.example\nvirtual_transport = dovecot\n'],
  ['LMTP by a table', 'relay_domains = a.example\ntransport_maps = inline:{a.example=lmtp:unix:private/lmtp}\n'],
])('mailboxes may be filled by %s', async (_, lines) => {
  const { text } = await imported({
    'mx/main.cf': `myhostname = mx.b.example\nmydestination =\n${lines}`,
    'mx/master.cf': `${service('smtp', 'smtpd')}dovecot unix - n n - - pipe\n  flags=DRhu argv=/usr/lib/dovecot/deliver\n`,
  });
  expect(text).toContain('  domain a.example\n');
  expect(text).toContain('    mailbox *@a.example\n');
});

test('what a program does with mail of other hosts is no mailbox', async () => {
  const { text } = await imported({
    'mx/main.cf':
      'myhostname = mx.b.example\nrelay_domains = a.example\ntransport_maps = inline:{a.example=uucp:far}\n',
    'mx/master.cf': `${service('smtp', 'smtpd')}uucp unix - n n - - pipe\n  argv=uux\n`,
  });
  expect(text).not.toContain('mailbox *@a.example');
});

test('tables may lie in folders of their own', async () => {
  const { text, report } = await imported({
    'mx/main.cf': 'myhostname = mx.b.example\ntransport_maps = hash:/etc/postfix/maps/transport\n',
    'mx/maps/transport': 'a.example smtp:[192.0.2.7]\n',
  });
  expect(text).toContain('deliver through smart host [192.0.2.7]');
  expect([report.counts.missing, report.counts.dropped]).toEqual([0, 0]);
});

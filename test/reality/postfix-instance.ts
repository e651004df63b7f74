// A Postfix of its own: configuration, queue and log in a folder, and nothing of the machine's own Postfix is touched. It is
// started and stopped by `postfix -c FOLDER`.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workplace } from './workplace.ts';

// Commands of a mail administrator are not in everybody's path.
process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin`;

/** The version, or why Postfix cannot be tried here. */
export function installed(): { readonly version: string } | { readonly missing: string } {
  const { stdout, error } = spawnSync('postconf', ['-dh', 'mail_version'], { encoding: 'utf8' });
  if (error !== undefined) return { missing: 'Postfix is not installed: apt-get install postfix.' };
  if (process.getuid?.() !== 0) return { missing: 'Postfix starts for root alone: call this as root.' };
  return { version: `Postfix ${stdout.trim()}` };
}

/** What keeps an instance to itself and to this machine; of main.cf the last line counts. */
const own = (folder: string): string[] => [
  `queue_directory = ${folder}/queue`,
  `data_directory = ${folder}/data`,
  `maillog_file = ${folder}/mail.log`,
  'maillog_file_prefixes = /',
  // Postfix starts with addresses of this machine only, and these are as good as any.
  'inet_interfaces = 127.0.0.1',
  'alias_maps =',
  'local_recipient_maps =',
  'mynetworks = 127.0.0.0/8',
  'smtpd_relay_restrictions = permit_mynetworks, reject',
  'smtpd_peername_lookup = no',
  'smtp_dns_support_level = disabled',
  'smtp_host_lookup = native',
  'smtputf8_enable = no',
  'notify_classes =',
  'import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG',
];

/** No service in a jail, mail that stays is counted and thrown away. */
const services = (smtp: string) =>
  [
    ['pickup', 'pickup', 'n - n 60 1'],
    ['cleanup', 'cleanup', 'n - n - 0'],
    ['qmgr', 'qmgr', 'n - n 300 1'],
    ['rewrite', 'trivial-rewrite', '- - n - -'],
    ...['bounce', 'defer', 'trace'].map((name) => [name, 'bounce', '- - n - 0'] as const),
    ...['smtp', 'relay'].map((name) => [name, smtp, '- - n - -'] as const),
    ...['error', 'retry'].map((name) => [name, 'error', '- - n - -'] as const),
    ['discard', 'discard', '- - n - -'],
    ['local', 'discard', '- - n - -'],
    ['anvil', 'anvil', '- - n - 1'],
    ['showq', 'showq', 'n - n - -'],
    ['flush', 'flush', 'n - n 1000? 0'],
    ['proxymap', 'proxymap', '- - n - -'],
    ['postlog', 'postlogd', 'n - n - 1'],
  ].map(([name = '', command = '', columns = '']) => {
    const type = name === 'postlog' ? 'unix-dgram' : 'unix';
    return `${name} ${type} ${columns} ${command}${command === 'postlogd' ? '' : ` -o syslog_name=${name}`}`;
  });

/** For so many half seconds its log has to stay as it is: where all have an answer, and where some have none. */
const [fewestQuiet, mostQuiet] = [2, 60];

export class Instance {
  readonly folder: string;

  /**
   * @param files - As exported: main.cf and tables.
   * @param listens - The loopback address whose port 25 it takes mail at. Without, it sends nothing anywhere: it only logs
   * to whom it would (discard(8)).
   */
  constructor(folder: string, files: Readonly<Record<string, string>>, listens?: string) {
    this.folder = folder;
    for (const each of ['queue', 'data']) mkdirSync(join(folder, each), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const exported = (files['main.cf'] ?? '').replace(/^inet_interfaces.*\n/m, '');
    writeFileSync(join(folder, 'main.cf'), `${[exported, ...own(folder)].join('\n')}\n`);
    const inet = listens === undefined ? [] : [`${listens}:25 inet n - n - - smtpd`];
    const all = [...inet, ...services(listens === undefined ? 'discard' : 'smtp')];
    writeFileSync(join(folder, 'master.cf'), `${all.join('\n')}\n`);
    for (const each of ['.', 'queue']) chmodSync(join(folder, each), 0o755);
    execFileSync('chown', ['postfix', join(folder, 'data')]);
  }

  /** It and everything that it starts ends with the place. */
  start(place: Workplace): void {
    place.onClose(() => {
      this.stop();
    });
    execFileSync('postfix', ['-c', this.folder, 'start'], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 60_000 });
  }

  /** Returns when nothing of it runs any more. */
  stop(): void {
    if (!existsSync(join(this.folder, 'queue/pid/master.pid'))) return;
    const { status } = spawnSync('postfix', ['-c', this.folder, 'status'], { stdio: 'ignore', timeout: 30_000 });
    if (status === 0) execFileSync('postfix', ['-c', this.folder, 'stop'], { stdio: 'ignore', timeout: 60_000 });
  }

  log(): string {
    const path = join(this.folder, 'mail.log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Where mail for these would go, by address: asked by `sendmail -bv`, and answered in the log. */
  async verify(addresses: readonly string[]): Promise<Map<string, Verified>> {
    const batch = 2500;
    for (let at = 0; at < addresses.length; at += batch) {
      const asked = addresses.slice(at, at + batch);
      execFileSync('sendmail', ['-C', this.folder, '-f', 'probe@localhost', '-bv', '--', ...asked], {
        stdio: 'ignore',
      });
    }
    // All is said when its log stays as it is for long enough on a busy machine; what is not said then has no answer.
    const path = join(this.folder, 'mail.log');
    for (let [size, quiet] = [0, 0]; quiet < mostQuiet;) {
      await after(500);
      const now = existsSync(path) ? statSync(path).size : 0;
      quiet = now === size ? quiet + 1 : 0;
      size = now;
      if (quiet === fewestQuiet && this.#verified().size >= new Set(addresses).size) break;
    }
    return this.#verified();
  }

  #verified(): Map<string, Verified> {
    const answers = new Map<string, Verified>();
    for (const line of this.log().split('\n')) {
      const [, transport, to, asked, dsn, text] = / (\w+)\/\w+\[\d+\]: \w+: to=<(.*?)>, (?:orig_to=<(.*?)>, )?relay=none, .*dsn=([\d.]+), status=\w+able \((.*)\)$/.exec(line) ?? []; // prettier-ignore
      if (transport === undefined || to === undefined || dsn === undefined || text === undefined) continue;
      answers.set(asked ?? to, { transport, nextHop: text, status: dsn });
    }
    return answers;
  }
}

/** What Postfix would do with mail for an address. */
export interface Verified {
  /** A service of master.cf. */
  readonly transport: string;
  /** Or what `error` and `retry` say. */
  readonly nextHop: string;
  /** RFC 3463; 2.0.0 for what it would deliver. */
  readonly status: string;
}

export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

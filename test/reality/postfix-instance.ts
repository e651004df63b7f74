// A Postfix of its own: configuration, queue and log in a folder, and nothing of the machine's own Postfix is touched. It is
// started and stopped by `postfix -c FOLDER`, and asked by the protocol of trivial-rewrite(8).

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

/** Why Postfix cannot be tried here; undefined when it can. */
export function whatIsMissing(): string | undefined {
  if (!existsSync('/usr/sbin/postfix')) return 'Postfix is not installed: apt-get install postfix.';
  return process.getuid?.() === 0 ? undefined : 'Postfix starts for root alone.';
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
const services = [
  ['pickup', 'pickup', 'n - n 60 1'],
  ['cleanup', 'cleanup', 'n - n - 0'],
  ['qmgr', 'qmgr', 'n - n 300 1'],
  ['rewrite', 'trivial-rewrite', '- - n - -'],
  ...['bounce', 'defer', 'trace'].map((name) => [name, 'bounce', '- - n - 0'] as const),
  ...['smtp', 'relay'].map((name) => [name, 'smtp', '- - n - -'] as const),
  ...['error', 'retry'].map((name) => [name, 'error', '- - n - -'] as const),
  ['discard', 'discard', '- - n - -'],
  ['local', 'discard', '- - n - -'],
  ['anvil', 'anvil', '- - n - 1'],
  ['showq', 'showq', 'n - n - -'],
  ['flush', 'flush', 'n - n 1000? 0'],
  ['proxymap', 'proxymap', '- - n - -'],
].map(([name = '', command = '', columns = '']) => `${name} unix ${columns} ${command}`);

export class Instance {
  readonly folder: string;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #waiting: (() => void) | undefined;

  /**
   * @param files - As exported: main.cf and tables.
   * @param listens - The loopback address whose port 25 it takes mail at; undefined for one that is only asked.
   */
  constructor(folder: string, files: Readonly<Record<string, string>>, listens?: string) {
    this.folder = folder;
    for (const each of ['queue', 'data']) mkdirSync(join(folder, each), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(
      join(folder, 'main.cf'),
      `${[(files['main.cf'] ?? '').replace(/^inet_interfaces.*\n/m, ''), ...own(folder)].join('\n')}\n`,
    );
    const inet = listens === undefined ? [] : [`${listens}:25 inet n - n - - smtpd`];
    writeFileSync(join(folder, 'master.cf'), `${[...inet, ...services, 'postlog unix-dgram n - n - 1 postlogd'].join('\n')}\n`); // prettier-ignore
    for (const each of ['.', 'queue']) chmodSync(join(folder, each), 0o755);
    execFileSync('chown', ['postfix', join(folder, 'data')]);
  }

  async start(): Promise<void> {
    execFileSync('postfix', ['-c', this.folder, 'start'], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 30_000 });
    const path = join(this.folder, 'queue/private/rewrite');
    for (let tries = 0; !existsSync(path) && tries < 100; tries++) await after(50);
  }

  /** Ends it and everything that it started. */
  async stop(): Promise<void> {
    this.#socket?.destroy();
    this.#socket = undefined;
    if (!existsSync(join(this.folder, 'queue/pid/master.pid'))) return;
    execFileSync('postfix', ['-c', this.folder, 'stop'], { stdio: 'ignore', timeout: 30_000 });
    await after(10);
  }

  log(): string {
    const path = join(this.folder, 'mail.log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Where it would send mail for an address. */
  async resolve(
    address: string,
  ): Promise<{ readonly transport: string; readonly nextHop: string; readonly failed: boolean }> {
    // prettier-ignore
    const socket = (this.#socket ??= await this.#connected());
    socket.write(`request\0resolve\0sender\0probe@example.test\0address\0${address}\0\0`);
    const reply = await this.#reply();
    const flags = reply.filter(([name]) => name === 'flags').map(([, value]) => Number(value));
    const of = (wanted: string) => reply.find(([name]) => name === wanted)?.[1] ?? '';
    return { transport: of('transport'), nextHop: of('nexthop'), failed: ((flags.at(-1) ?? 0) & 8) !== 0 };
  }

  async #connected(): Promise<Socket> {
    const socket = connect(join(this.folder, 'queue/private/rewrite'));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    this.#received = Buffer.alloc(0);
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#waiting?.();
    });
    socket.on('close', () => {
      this.#socket = undefined;
      this.#waiting?.();
    });
    await this.#reply();
    return socket;
  }

  /** One list of names and values: each ends in NUL, and so does the list. */
  async #reply(): Promise<(readonly [string, string])[]> {
    for (;;) {
      const end = this.#endOfReply();
      if (end !== undefined) {
        const parts = this.#received.subarray(0, end).toString('utf8').split('\0');
        this.#received = this.#received.subarray(end + 1);
        const pairs: (readonly [string, string])[] = [];
        for (let at = 0; at + 1 < parts.length; at += 2) pairs.push([parts[at] ?? '', parts[at + 1] ?? '']);
        return pairs;
      }
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => { reject(new Error('trivial-rewrite does not answer')); }, 10_000); // prettier-ignore
        this.#waiting = () => {
          clearTimeout(timer);
          this.#waiting = undefined;
          resolve();
        };
      });
    }
  }

  /** Where an empty name stands in the place of the next one. */
  #endOfReply(): number | undefined {
    let at = 0;
    for (;;) {
      if (this.#received[at] === 0) return at;
      const name = this.#received.indexOf(0, at);
      const value = name < 0 ? -1 : this.#received.indexOf(0, name + 1);
      if (value < 0) return undefined;
      at = value + 1;
      if (at >= this.#received.length) return undefined;
    }
  }
}

export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

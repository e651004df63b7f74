// Tracking logs for tests, in both forms, and the logs that servers would write of a route.

import { startComparison, type CompareOptions } from '#core/interchange/compare/compare';
import type { LogReport } from '#core/interchange/compare/report';
import type { Topology } from '#core/model/topology';
import type { Route } from '#core/routing/route';

/** A row of a log of today; what is not given is empty. */
export interface Row {
  readonly at?: string;
  readonly event: string;
  readonly source?: string;
  readonly client?: string;
  readonly clientAddress?: string;
  readonly server?: string;
  readonly serverAddress?: string;
  readonly connector?: string;
  readonly id: string;
  readonly to: string;
  readonly status?: string;
  readonly bytes?: number;
  readonly related?: string;
  readonly subject?: string;
  readonly sender?: string;
  readonly returnPath?: string;
}

export const fields =
  'date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,' +
  'internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,' +
  'related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,tenant-id,' +
  'original-client-ip,original-server-ip,custom-data';

export const head = `#Software: Microsoft Exchange Server\r\n#Version: 15.02.1118.000\r\n#Log-type: Message Tracking Log\r\n#Date: 2026-03-02T08:00:00.000Z\r\n#Fields: ${fields}\r\n`;

export function line(row: Row): string {
  const sender = row.sender ?? 'ann@contoso.com';
  const at = row.at ?? '2026-03-02T08:00:00.000Z';
  const cells = [
    at, row.clientAddress, row.client, row.serverAddress, row.server, '', row.connector, row.source ?? 'SMTP', row.event,
    '1', `<${row.id}@contoso.com>`, `net-${row.id}`, row.to, row.status, String(row.bytes ?? 2048), '1', row.related, '',
    row.subject ?? 'Top secret', sender, row.returnPath ?? sender, '', 'Originating', '', '', '', '',
  ]; // prettier-ignore
  return `${cells.map((cell = '') => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

export function log(...rows: readonly Row[]): string {
  return head + rows.map(line).join('');
}

/** What comes of comparing these logs, whole or in pieces of so many characters. */
export function compared(
  topology: Topology,
  logs: readonly string[],
  options: CompareOptions & { readonly pieces?: number } = {},
): LogReport {
  const comparison = startComparison(topology, options);
  for (const text of logs) {
    const reader = comparison.log();
    const length = options.pieces ?? Math.max(1, text.length);
    for (let at = 0; at < text.length; at += length) reader.push(text.slice(at, at + length));
    reader.end();
  }
  return comparison.report();
}

/** What started on a server, from a mailbox there. */
export function started(server: string, id: string, to: string, more: Partial<Row> = {}): Row {
  return { event: 'RECEIVE', source: 'STOREDRIVER', client: server, server, id, to, ...more };
}

export const betweenServers = 'Intra-Organization SMTP Send Connector';

export function sent(from: string, server: string, id: string, to: string, more: Partial<Row> = {}): Row {
  return { event: 'SEND', client: from, server, connector: betweenServers, id, to, ...more };
}

export function received(server: string, client: string, id: string, to: string, more: Partial<Row> = {}): Row {
  return { event: 'RECEIVE', client, server, connector: `${server}\\Default ${server}`, id, to, ...more };
}

export function delivered(server: string, id: string, to: string, more: Partial<Row> = {}): Row {
  return { event: 'DELIVER', source: 'STOREDRIVER', client: server, server, id, to, ...more };
}

/** The rows that servers of today write of a route, in the order in which they do, each with the server whose log it is. */
export function rowsOf(
  route: Route,
  id: string,
  to: string,
  more: Partial<Row> = {},
): readonly (readonly [server: string, row: Row])[] {
  const rows: (readonly [string, Row])[] = [];
  const write = (server: string, row: Row) => rows.push([server, { ...row, ...more }]);
  const { hops } = route;
  const [first] = hops;
  if (first === undefined) return rows;
  write(first.server, started(first.server, id, to));
  for (const [at, hop] of hops.entries()) {
    const next = hops[at + 1]?.server;
    const connector = hop.connector ?? betweenServers;
    if (next !== undefined) {
      if (next === hop.server) continue;
      write(hop.server, sent(hop.server, `${next.toLowerCase()}.corp.example`, id, to, { connector }));
      write(next, received(next, hop.server, id, to));
      continue;
    }
    if (route.outcome !== 'delivered')
      write(hop.server, { event: 'FAIL', source: 'ROUTING', server: hop.server, id, to });
    else if (route.path.at(-1)?.startsWith('server ') === true) {
      const home = route.mailboxServer ?? hop.server;
      write(hop.server, sent(hop.server, home, id, to));
      write(home, delivered(home, id, to));
    } else write(hop.server, sent(hop.server, route.nextHop ?? '', id, to, { connector: hop.connector ?? '' }));
  }
  return rows;
}

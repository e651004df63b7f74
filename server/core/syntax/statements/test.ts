// The statements of tests.

import type { StatementRow } from './row.ts';

export const testStatements: readonly StatementRow[] = [
  {
    keyword: 'send',
    blocks: ['test'],
    form: 'send from SERVER | SERVER/VS | internet to RECIPIENT [sender A] [size S] [priority P] [system] [at T]',
    text: 'The message of this test.',
    default: 'size 10KB, priority normal, sender postmaster@ the first accepted domain, at "Mon 12:00"',
    snippet: 'send from ${1:SERVER} to ${2:someone@example.com}',
  },
  {
    keyword: 'down',
    blocks: ['test'],
    form: 'down ELEMENT, …',
    text: 'What is switched off: `server`, `virtual server`, `connector`, `routing group`, `line A to B`, `host` or `dns`.',
    snippet: 'down ${1|server,virtual server,connector,routing group,line,host,dns|} $0',
  },
  {
    keyword: 'expect delivered',
    blocks: ['test'],
    form: 'expect delivered',
    text: 'It arrives without waiting.',
    snippet: 'expect delivered',
  },
  {
    keyword: 'expect queued',
    blocks: ['test'],
    form: 'expect queued',
    text: 'It waits at that moment.',
    snippet: 'expect queued',
  },
  {
    keyword: 'expect undeliverable',
    blocks: ['test'],
    form: 'expect undeliverable [CODE]',
    text: 'It is returned, with this status code if one is written.',
    snippet: 'expect undeliverable${1: 5.4.4}',
  },
  {
    keyword: 'expect via',
    blocks: ['test'],
    form: 'expect via CONNECTOR, … | none',
    text: 'It takes exactly these connectors, in this order.',
    snippet: 'expect via ${1:CONNECTOR}',
  },
  {
    keyword: 'expect not via',
    blocks: ['test'],
    form: 'expect not via CONNECTOR',
    text: 'It does not take this connector.',
    snippet: 'expect not via ${1:CONNECTOR}',
  },
  {
    keyword: 'expect cost',
    blocks: ['test'],
    form: 'expect cost N',
    text: 'Its way costs this much.',
    snippet: 'expect cost ${1:10}',
  },
  {
    keyword: 'expect server',
    blocks: ['test'],
    form: 'expect server SERVER',
    text: 'The server where it ends.',
    snippet: 'expect server ${1:SERVER}',
  },
  {
    keyword: 'expect queue',
    blocks: ['test'],
    form: 'expect queue "NAME" [on SERVER]',
    text: 'A queue that it passes or waits in, as Queue Viewer names it.',
    snippet: 'expect queue "${1:NAME}"',
  },
  {
    keyword: 'expect within',
    blocks: ['test'],
    form: 'expect within D',
    text: 'How long it takes at most, simulated.',
    snippet: 'expect within ${1:5m}',
  },
];

// Test messages and switches as people type them.

import { describe, expect, test } from 'vitest';
import { elementId } from '#core/model/element';
import type { TestMessage } from '#core/routing/message/test-message';
import { describeMessage, readDown, readMessage } from '#core/routing/message/test-message';
import { topologyFromText } from './topology-in-text.ts';

const topology = topologyFromText(`
organization Contoso { domain contoso.com }
routing group "Head Office" {
  server SEA-EX01 {
    virtual server "Default SMTP Virtual Server" on all unassigned
    virtual server Internet on 10.0.0.1
  }
  server "Old / Server" {}
  server internet {}
  server "Tab\tbed" { virtual server "a\\tb\t" on all unassigned }
  smtp connector "Internet Mail" { bridgehead SEA-EX01; address space * }
}
routing group London {
  server LON-EX01 {}
}
`);

function read(message: Partial<TestMessage>) {
  return readMessage({ from: 'SEA-EX01', to: 'anna@contoso.com', ...message }, topology);
}

describe('a message', () => {
  test.each<readonly [Partial<TestMessage>, Partial<TestMessage>]>([
    [
      {},
      { from: 'SEA-EX01', to: 'anna@contoso.com', sender: 'postmaster@contoso.com', size: '10KB', priority: 'normal' },
    ],
    [{}, { system: false, at: 'Mon 12:00' }],
    [{ from: 'sea-ex01/INTERNET' }, { from: 'SEA-EX01/Internet' }],
    [{ from: 'SEA-EX01/Default SMTP Virtual Server' }, { from: 'SEA-EX01/"Default SMTP Virtual Server"' }],
    [{ from: '"SEA-EX01"/"Internet"' }, { from: 'SEA-EX01/Internet' }],
    [{ from: '"Old / Server"' }, { from: '"Old / Server"' }],
    [{ from: 'internet' }, { from: 'internet' }],
    [{ from: '"internet"' }, { from: '"internet"' }],
    [{ to: 'FAX:+12065550100' }, { to: 'FAX:"+12065550100"' }],
    [{ to: 'FAX:"+1 206 555 0100"' }, { to: 'FAX:"+1 206 555 0100"' }],
    [{ to: '*@contoso.com' }, { to: '*@contoso.com' }],
    [{ sender: 'bob@fabrikam.com', size: '12MB', priority: 'low', system: true, at: 'Sun 23:59' }, { size: '12MB' }],
  ])('%o is read and written as %o', (asked, described) => {
    const answer = read(asked);
    if (!answer.ok) throw new Error(answer.error);
    expect(describeMessage(answer.value, topology)).toMatchObject(described);
  });

  test('that is written is read the same again', () => {
    const first = read({
      from: 'SEA-EX01/Internet',
      size: '3MB',
      sender: 'X400:"c=US"',
      at: 'Tue 01:15',
      priority: 'high',
    });
    if (!first.ok) throw new Error(first.error);
    const again = readMessage(describeMessage(first.value, topology), topology);
    expect(again).toEqual(first);
  });

  test.each<readonly [Partial<TestMessage>, string]>([
    [{ from: 'SEA-EX1' }, "No server is called 'SEA-EX1'. Did you mean SEA-EX01?"],
    [{ from: 'SEA-EX01/Intranet' }, "No virtual server of SEA-EX01 is called 'Intranet'. Did you mean Internet?"],
    [{ from: '' }, 'A message is sent from a server of the topology, or from internet.'],
    [{ to: '' }, 'The recipient is missing; write an address like anna@contoso.com.'],
    [{ to: 'anna' }, 'anna'],
    [{ sender: 'bob@' }, 'bob@'],
    [{ size: '10' }, '10'],
    [{ at: 'noon' }, 'noon'],
  ])('%o is refused in words', (asked, error) => {
    const answer = read(asked);
    expect(answer.ok ? '' : answer.error).toContain(error);
  });
});

describe('a switch', () => {
  test.each([
    ['server SEA-EX01', 'server SEA-EX01'],
    ['server sea-ex01', 'server sea-ex01'],
    ['server Old / Server', 'server "Old / Server"'],
    ['connector "Internet Mail"', 'connector "Internet Mail"'],
    ['connector Internet Mail', 'connector "Internet Mail"'],
    ['routing group Head Office', 'routing group "Head Office"'],
    ['virtual server SEA-EX01/Default SMTP Virtual Server', 'virtual server SEA-EX01/"Default SMTP Virtual Server"'],
    ['virtual server "Tab\tbed"/"a\\tb\t"', 'virtual server "Tab\tbed"/"a\\\\tb\t"'],
    ['line "Head Office" to London', 'line "Head Office" to London'],
    ['line London to Head Office', 'line London to "Head Office"'],
    ['host relay.isp.net', 'host relay.isp.net'],
    ['host [192.0.2.1]', 'host [192.0.2.1]'],
    ['dns', 'dns'],
  ])('%s is %s', (text, id) => {
    const answer = readDown([text], topology);
    if (!answer.ok) throw new Error(answer.error);
    expect(answer.value.map(elementId)).toEqual([id]);
  });

  test.each([
    ['server LON-EX02', "No server is called 'LON-EX02'. Did you mean LON-EX01?"],
    ['connector Internet Mall', "No connector is called 'Internet Mall'. Did you mean Internet Mail?"],
    ['routing group Londn', "No routing group is called 'Londn'. Did you mean London?"],
    ['virtual server SEA-EX01/Intranet', "No virtual server of SEA-EX01 is called 'Intranet'."],
    ['line London to Paris', "No routing group is called 'Paris'."],
    ['London', "'London' cannot be switched off; write server NAME"],
    ['', 'What is to be switched off is missing'],
    ['dns, server LON-EX01', 'cannot be switched off'],
    ['dns\nserver LON-EX01', 'cannot be switched off'],
    ['dns } test u { down dns', 'cannot be switched off'],
  ])('%j is refused in words', (text, error) => {
    const answer = readDown(['dns', text], topology);
    expect(answer.ok ? '' : answer.error).toContain(error);
  });
});

// Test messages and switches as people type them: read into what routing is asked, and written out again.

import type { Address, Send, Topology } from '#core/model/topology';
import type { Answer } from '#core/answer';
import type { Priority } from '#core/syntax/tree';
import { parseTimeOfWeek } from '#core/syntax/schedule-values';
import { defaultPort, parseAddress, parseIpAddress, parsePort, parseSize } from '#core/syntax/values';
import { writtenAddress as writtenIpAddress } from '#core/syntax/wording';
import { inQuotes, writtenName, writtenSender } from '#core/syntax/words';
import { readVirtualServer } from './declared.ts';
import { messageOf } from './defaults.ts';
import { writtenAddress, writtenSize, writtenTimeOfWeek } from './written-values.ts';
import { makeSend } from '#core/model/make';

/** A test message, in the words of the language; checked by the server. */
export interface TestMessage {
  /** `SERVER`, `SERVER/VS`, `IP at SERVER`, `IP at SERVER:PORT` or `internet`. */
  readonly from: string;
  /** `local@domain` or `TYPE:"address"`. */
  readonly to: string;
  readonly sender?: string;
  /** `10KB`. */
  readonly size?: string;
  readonly priority?: Priority;
  readonly system?: boolean;
  /** `Mon 12:00`. */
  readonly at?: string;
}

export { readDown } from './elements.ts';

/** The message that was asked for; a sentence when a value means nothing or the server is not declared. */
export function readMessage(asked: TestMessage, topology: Topology): Answer<Send> {
  const from = readSource(asked.from, topology);
  if (!from.ok) return from;
  const to = readAddress(asked.to, 'recipient');
  if (!to.ok) return to;
  const sender = optional(asked.sender, (text) => readAddress(text, 'sender'));
  if (!sender.ok) return sender;
  const size = optional(asked.size, (text) => parseSize(text.trim()));
  if (!size.ok) return size;
  const priority = optional(asked.priority, readPriority);
  if (!priority.ok) return priority;
  const time = optional(asked.at, (text) => parseTimeOfWeek(text.trim()));
  if (!time.ok) return time;
  const given = { sender: sender.value, sizeBytes: size.value, priority: priority.value, at: time.value };
  return { ok: true, value: makeSend(from.value, to.value, { ...given, system: asked.system }) };
}

/** A message as people would type it, with its defaults filled in; `readMessage` reads it back. */
export function describeMessage(send: Send, topology: Topology): Required<TestMessage> {
  const message = messageOf(send, topology);
  return {
    from: writtenSource(send.from),
    to: writtenAddress(message.recipient),
    sender: writtenAddress(message.sender),
    size: writtenSize(message.sizeBytes),
    priority: message.priority,
    system: message.system,
    at: writtenTimeOfWeek(message.at),
  };
}

function writtenSource(from: Send['from']): string {
  switch (from.kind) {
    case 'internet':
      return 'internet';
    case 'server':
      return writtenSender(from.server.name, from.virtualServer?.name);
    case 'computer': {
      const port = from.port === defaultPort ? '' : `:${from.port}`;
      return `${writtenIpAddress(from.address)} at ${writtenName(from.server.name)}${port}`;
    }
  }
}

/** A message as `send` says it; what is as the defaults have it is left to them. */
export function writtenSend(send: Send, topology: Topology): string {
  const usual = describeMessage(makeSend(send.from, send.to), topology);
  const { from, to, sender, size, priority, at } = describeMessage(send, topology);
  const options = [
    ...(sender === usual.sender ? [] : [`sender ${sender}`]),
    ...(size === usual.size ? [] : [`size ${size}`]),
    ...(priority === usual.priority ? [] : [`priority ${priority}`]),
    ...(send.system ? ['system'] : []),
    ...(at === usual.at ? [] : [`at "${at}"`]),
  ];
  return ['send from', from, 'to', to, ...options].join(' ');
}

function readSource(text: string, topology: Topology): Answer<Send['from']> {
  if (text.trim().toLowerCase() === 'internet') return { ok: true, value: { kind: 'internet' } };
  if (text.trim() === '')
    return { ok: false, error: 'A message is sent from a server of the topology, or from internet.' };
  const computer = readComputer(text, topology);
  if (computer !== undefined) return computer;
  const found = readVirtualServer(text, topology);
  return found.ok ? { ok: true, value: { kind: 'server', ...found.value } } : found;
}

/** `192.168.5.10 at SERVER:PORT`: a computer that connects to a server; undefined for a text that is nothing like that. */
function readComputer(text: string, topology: Topology): Answer<Send['from']> | undefined {
  const [, computer, server, port] = /^\s*(\[[^\]]*\]|\d[^\s"]*)\s+at\s+(.+?)(?::(\d+))?\s*$/s.exec(text) ?? [];
  if (computer === undefined || server === undefined) return undefined;
  const address = parseIpAddress(computer);
  if (!address.ok) return address;
  const found = readVirtualServer(server, topology);
  if (!found.ok) return found;
  const at = port === undefined ? undefined : parsePort(port);
  if (at?.ok === false) return at;
  return {
    ok: true,
    value: {
      kind: 'computer',
      address: address.value,
      server: found.value.server,
      port: at?.ok === true ? at.value : defaultPort,
    },
  };
}

/** Quotation marks around an address of a type other than SMTP may be left out: `FAX:+12065550100`. */
function readAddress(text: string, what: 'recipient' | 'sender'): Answer<Address> {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, error: `The ${what} is missing; write an address like anna@contoso.com.` };
  const [, type, address = ''] = /^([^@:"\s]+):([^"].*)$/s.exec(trimmed) ?? [];
  if (type === undefined) return parseAddress(trimmed);
  return parseAddress(`${type}:${inQuotes(address)}`);
}

function readPriority(text: string): Answer<Priority> {
  if (text === 'high' || text === 'normal' || text === 'low') return { ok: true, value: text };
  return { ok: false, error: `'${text}' is not a priority; it is high, normal or low.` };
}

function optional<T>(text: string | undefined, read: (text: string) => Answer<T>): Answer<T | undefined> {
  return text === undefined || text === '' ? { ok: true, value: undefined } : read(text);
}

import { elementId, written } from '#core/model/element';
import { keyOf } from '#core/model/keys';
import type { ElementId } from '#core/model/element';
import type { Element, Send, Topology } from '#core/model/topology';
import type { Answer } from '#core/answer';
import type { TestText } from '#core/protocol/requests';
import type { TestMessage } from '#core/routing/message/test-message';
import { describeMessage, readDown, readMessage } from '#core/routing/message/test-message';
import { positionAt } from '#core/syntax/lines';
import { expectationsFor } from '#core/testing/run-test';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** A test of a message: what happens to it now is what it expects. To be inserted at the end of the document. */
export function testText(snapshot: Snapshot, message: TestMessage, ids: readonly ElementId[]): Answer<TestText> {
  const { topology, source } = snapshot;
  const send = readMessage(message, topology);
  if (!send.ok) return send;
  const down = readDown(ids, topology);
  if (!down.ok) return down;
  const name = freeName(topology, nameFor(send.value, down.value, topology));
  const lines = [
    ...down.value.map((element) => `down ${elementId(element)}`),
    writtenSend(message, send.value, topology),
    ...expectationsFor(snapshot.routing().route(send.value, down.value)),
  ];
  const block = [`test ${quoted(name)} {`, ...lines.map((line) => `  ${line}`), '}', ''];
  return { ok: true, value: { name, ...atTheEnd(source, block) } };
}

function nameFor(send: Send, down: readonly Element[], topology: Topology): string {
  const { from, to } = describeMessage(send, topology);
  const names = `${from} to ${to}`.replaceAll('"', '');
  return down.length === 0 ? names : `${names} without ${down.map((element) => elementId(element).replaceAll('"', '')).join(', ')}`; // prettier-ignore
}

function freeName({ tests }: Topology, name: string): string {
  const taken = new Set(tests.map(({ key }) => key));
  if (!taken.has(keyOf(name))) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name} (${String(number)})`;
    if (!taken.has(keyOf(numbered))) return numbered;
  }
}

/** What is as the defaults have it is left to them. */
function writtenSend(message: TestMessage, send: Send, topology: Topology): string {
  const plain = readMessage({ from: message.from, to: message.to }, topology);
  const usual = plain.ok ? describeMessage(plain.value, topology) : undefined;
  const { from, to, sender, size, priority, at } = describeMessage(send, topology);
  const options = [
    ...(sender === usual?.sender ? [] : [`sender ${sender}`]),
    ...(size === usual?.size ? [] : [`size ${size}`]),
    ...(priority === usual?.priority ? [] : [`priority ${priority}`]),
    ...(send.system ? ['system'] : []),
    ...(at === usual?.at ? [] : [`at "${at}"`]),
  ];
  return ['send from', from, 'to', to, ...options].join(' ');
}

function quoted(name: string): string {
  const text = written(name);
  return text.startsWith('"') ? text : `"${text}"`;
}

/** A blank line before it, and line ends as the file has them. */
function atTheEnd({ file, tree, lines }: SourceFile, block: readonly string[]): Pick<TestText, 'text' | 'at'> {
  const eol = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const before = tree.text.trim() === '' ? '' : /[\r\n]$/.test(tree.text) ? eol : eol + eol;
  const end = positionAt(lines, tree.length);
  return { text: before + block.join(eol), at: { uri: file, range: { start: end, end } } };
}

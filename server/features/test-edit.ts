import { additionToFile } from '#core/editing/addition';
import { freeName } from '#core/editing/free-name';
import { placed, type PlacedParts } from '#core/editing/placed-edit';
import { tabStop } from '#core/editing/text';
import { elementId } from '#core/model/element';
import type { Element, Send, Topology } from '#core/model/topology';
import type { Answer } from '#core/answer';
import type { WantedEdit } from '#core/protocol/requests';
import { describeMessage, readDown, readMessage, writtenSend } from '#core/routing/message/test-message';
import { expectationsFor } from '#core/testing/run-test';
import { insideQuotes } from '#core/syntax/words';
import type { Snapshot } from './snapshot.ts';

/** A test of a message at the end of the document: what happens to it now is what it expects. Its name is to be filled in. */
export function testOf(
  snapshot: Snapshot,
  { message, down: ids }: Omit<Extract<WantedEdit, { kind: 'test' }>, 'kind'>,
  step: string,
): Answer<PlacedParts> {
  const { topology, source } = snapshot;
  const send = readMessage(message, topology);
  if (!send.ok) return send;
  const down = readDown(ids, topology);
  if (!down.ok) return down;
  const statements = [
    ...down.value.map((element) => `down ${elementId(element)}`),
    writtenSend(send.value, topology),
    ...expectationsFor(snapshot.routing().route(send.value, down.value)),
  ];
  const name = freeTestName(topology, nameFor(send.value, down.value, topology));
  const head = ['test "', tabStop(insideQuotes(name)), '" {'];
  const lines = [head, ...statements.map((statement) => `\t${statement}`), '}'];
  return { ok: true, value: placed(source.file, source.tree, additionToFile(source.tree, { lines, step })) };
}

function nameFor(send: Send, down: readonly Element[], topology: Topology): string {
  const { from, to } = describeMessage(send, topology);
  const names = `${from} to ${to}`.replaceAll('"', '');
  return down.length === 0 ? names : `${names} without ${down.map((element) => elementId(element).replaceAll('"', '')).join(', ')}`; // prettier-ignore
}

function freeTestName({ tests }: Topology, wanted: string): string {
  return freeName(wanted, new Set(tests.map(({ key }) => key)), (number) => `${wanted} (${String(number)})`);
}

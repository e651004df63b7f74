// Asks for a test message in two steps, where it starts and to whom, and has the preview send it. The language server
// says what there is to choose from and whether the message makes sense.

import { ViewColumn, workspace, type Memento, type Uri } from 'vscode';
import type { TestMessage } from '#core/routing/message/test-message';
import { askRecipient } from './ask-recipient.ts';
import { askSender } from './ask-sender.ts';
import type { LanguageServer } from './language-server.ts';
import type { Previews } from './previews.ts';
import { shownName } from './topologies.ts';

export interface SendContext {
  readonly server: LanguageServer;
  readonly previews: Previews;
  /** Keeps what was sent last. */
  readonly memory: Memento;
}

const lastKey = 'bridgehead.lastTestMessage';

/** Asks for what `given` leaves open, then sends. The keyboard stays where it is. */
export async function sendTestMessage(context: SendContext, document: Uri, given: Partial<TestMessage>): Promise<void> {
  const message = await completeMessage(context, document, given);
  if (message === undefined) return;
  await context.memory.update(lastKey, { from: message.from, to: message.to });
  context.previews.open(document, { column: ViewColumn.Beside, preserveFocus: true }).send(message);
}

async function completeMessage(
  context: SendContext,
  document: Uri,
  given: Partial<TestMessage>,
): Promise<TestMessage | undefined> {
  const { from, to } = given;
  if (from !== undefined && to !== undefined) return { ...given, from, to };
  await workspace.openTextDocument(document);
  const suggestions = await context.server.request('bridgehead/suggestions', { uri: document.toString() });
  const title = `Send Test Message: ${shownName(document)}`;
  const last = lastMessage(context.memory);
  const asksBoth = from === undefined && to === undefined;
  for (;;) {
    const sender =
      from ?? (await askSender({ title: asksBoth ? `${title} (1 of 2)` : title, suggestions, last: last.from }));
    if (sender === undefined) return undefined;
    if (to !== undefined) return { ...given, from: sender, to };
    const recipient = await askRecipient({
      title: asksBoth ? `${title} (2 of 2)` : `${title}, from ${sender}`,
      suggestions,
      canGoBack: asksBoth,
      last: last.to,
      fault: (address) => faultOf(context, document, { ...given, from: sender, to: address }),
    });
    if (recipient.kind === 'address') return { ...given, from: sender, to: recipient.address };
    if (recipient.kind === 'none') return undefined;
  }
}

/** Why the message cannot be sent; undefined when it can. */
async function faultOf({ server }: SendContext, document: Uri, message: TestMessage): Promise<string | undefined> {
  const answer = await server.request('bridgehead/route', { uri: document.toString(), message, down: [] });
  return answer.ok ? undefined : answer.error;
}

function lastMessage(memory: Memento): Partial<TestMessage> {
  const last: unknown = memory.get(lastKey);
  if (typeof last !== 'object' || last === null) return {};
  return {
    ...('from' in last && typeof last.from === 'string' ? { from: last.from } : {}),
    ...('to' in last && typeof last.to === 'string' ? { to: last.to } : {}),
  };
}

/** What a caller of the command may give: a message or a part of it; anything else is left out. */
export function givenMessage(argument: unknown): Partial<TestMessage> {
  if (typeof argument !== 'object' || argument === null) return {};
  const texts = ['from', 'to', 'sender', 'size', 'at'] as const;
  const given = Object.entries(argument).filter(
    ([key, value]) => texts.some((name) => name === key) && typeof value === 'string' && value !== '',
  );
  return Object.fromEntries(given);
}

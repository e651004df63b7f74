import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { Suggestions } from '#core/protocol/requests';
import { writtenSender } from '#core/syntax/words';

interface SenderItem extends QuickPickItem {
  /** As `send from` takes it. */
  readonly from?: string;
}

interface AskSender {
  readonly title: string;
  readonly suggestions: Suggestions;
  /** Is offered first. */
  readonly last: string | undefined;
}

/** Asks where a test message starts; undefined when the user turns away. */
export async function askSender({ title, suggestions, last }: AskSender): Promise<string | undefined> {
  const items = senderItems(suggestions);
  const first = items.find((item) => item.from !== undefined && item.from === last);
  const lastUsed = first === undefined ? [] : [separator('last used'), first];
  const rest = items.filter((item) => item !== first);
  const picked = await window.showQuickPick([...lastUsed, ...rest], {
    title,
    placeHolder: 'Where does the message start?',
    matchOnDescription: true,
  });
  return picked?.from;
}

function senderItems({ servers }: Suggestions): SenderItem[] {
  const items = servers.flatMap((server, i) => {
    const isFirstOfGroup = server.routingGroup !== servers[i - 1]?.routingGroup;
    return [...(isFirstOfGroup ? [separator(server.routingGroup)] : []), ...serverItems(server)];
  });
  const internet: SenderItem = { label: '$(globe) internet', description: 'arrives from outside', from: 'internet' };
  return [...items, separator('outside'), internet];
}

function serverItems({ name, virtualServers }: Suggestions['servers'][number]): SenderItem[] {
  const server = { label: `$(server) ${name}`, from: writtenSender(name, undefined) };
  if (virtualServers.length < 2) return [server];
  return [
    { ...server, description: virtualServers[0] ?? '' },
    ...virtualServers.slice(1).map((virtualServer) => ({
      label: `$(server) ${name}/${virtualServer}`,
      from: writtenSender(name, virtualServer),
    })),
  ];
}

function separator(label: string): SenderItem {
  return { label, kind: QuickPickItemKind.Separator };
}

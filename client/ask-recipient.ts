import { QuickInputButtons, QuickPickItemKind, window, type QuickPick, type QuickPickItem } from 'vscode';
import type { Suggestions } from '#core/protocol/requests';
import { choiceIn } from './typed-choice.ts';

interface RecipientItem extends QuickPickItem {
  /** What choosing it means; a separator and a complaint mean nothing. */
  readonly address?: string;
}

interface AskRecipient {
  readonly title: string;
  readonly suggestions: Suggestions;
  /** There was a question before this one, to go back to. */
  readonly canGoBack: boolean;
  /** Is offered first. */
  readonly last: string | undefined;
  /** A sentence that says why a message to this address cannot be sent; undefined when it can. */
  readonly fault: (address: string) => Promise<string | undefined>;
}

export type RecipientAnswer =
  { readonly kind: 'address'; readonly address: string } | { readonly kind: 'back' } | { readonly kind: 'none' };

/** Asks for a recipient: one of the suggestions, or whatever is typed and makes sense to the server. */
export function askRecipient({ title, suggestions, canGoBack, last, fault }: AskRecipient): Promise<RecipientAnswer> {
  const input = window.createQuickPick<RecipientItem>();
  input.title = title;
  input.placeholder = 'To whom? anna@contoso.com, or FAX:"+1 206 555 0100"';
  input.matchOnDescription = true;
  input.buttons = canGoBack ? [QuickInputButtons.Back] : [];
  const offered = offeredItems(suggestions, last);
  input.items = offered;
  const choice = choiceIn(input);
  return new Promise((resolve) => {
    const finish = (answer: RecipientAnswer): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidChangeValue((value) => {
      input.items = [...typedItem(value, offered), ...offered];
    });
    input.onDidAccept(async () => {
      const chosen = choice();
      const address = typeof chosen === 'string' ? chosen : chosen?.address;
      if (address === undefined) return;
      const complaint = await complaintAbout(input, address, fault);
      if (complaint === undefined) finish({ kind: 'address', address });
      else input.items = [complaintItem(complaint), ...offered];
    });
    input.onDidTriggerButton(() => {
      finish({ kind: 'back' });
    });
    input.onDidHide(() => {
      finish({ kind: 'none' });
    });
    input.show();
  });
}

async function complaintAbout(
  input: QuickPick<RecipientItem>,
  address: string,
  fault: AskRecipient['fault'],
): Promise<string | undefined> {
  input.busy = true;
  try {
    return await fault(address);
  } finally {
    input.busy = false;
  }
}

function offeredItems({ recipients }: Suggestions, last: string | undefined): RecipientItem[] {
  const items = recipients.map(({ address, detail }) => ({
    label: `$(mail) ${address}`,
    description: detail,
    address,
  }));
  const others = items.filter(({ address }) => address !== last);
  const here: RecipientItem = { label: 'in this topology', kind: QuickPickItemKind.Separator };
  if (last === undefined) return [here, ...items];
  const known = items.find(({ address }) => address === last);
  const first: RecipientItem = known ?? { label: `$(mail) ${last}`, address: last };
  return [{ label: 'last used', kind: QuickPickItemKind.Separator }, first, here, ...others];
}

function typedItem(value: string, offered: readonly RecipientItem[]): RecipientItem[] {
  const address = value.trim();
  if (address === '' || offered.some((item) => item.address === address)) return [];
  return [{ label: `$(mail) ${address}`, description: 'as typed', address, alwaysShow: true }];
}

function complaintItem(complaint: string): RecipientItem {
  return { label: '$(error) This address will not do', detail: complaint, alwaysShow: true };
}

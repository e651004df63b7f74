// Exports a topology: where to and which server is asked here, what is written the server makes, and it is put into the
// folder that the user picks, on whatever file system that is.

import { FileSystemError, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { ExportAnswer, ExportOffers, ExportWish } from '#core/protocol/requests';
import { counted } from './counted.ts';
import { cannotBe, told } from './file-errors.ts';
import type { LanguageServer } from './language-server.ts';
import { shownName } from './topologies.ts';

/** Asks what is wanted, writes it, and shows what is to be read first. Turning away writes nothing, and so does what throws. */
export async function exportTopology(server: LanguageServer, document: Uri): Promise<void> {
  await workspace.openTextDocument(document);
  const uri = document.toString();
  const offers = await server.request('bridgehead/exportOffers', { uri });
  const wish = offers === null ? undefined : await askWish(offers, document);
  if (wish === undefined) return;
  const answer = await server.request('bridgehead/export', { uri, ...wish });
  if (!answer.ok) throw new Error(answer.error);
  const folder = await askFolder(document);
  if (folder === undefined) return;
  const shown = await writeInto(folder, answer.value);
  if (shown !== undefined) await window.showTextDocument(shown);
}

async function askWish({ targets, servers, hasDrift }: ExportOffers, document: Uri): Promise<ExportWish | undefined> {
  const items = targets.map((target) => ({ label: target.title, detail: target.writes, target }));
  const picked = await window.showQuickPick(items, { title: 'Export', placeHolder: 'Where does the topology go?' });
  if (picked === undefined) return undefined;
  const { name: target, isOfServer } = picked.target;
  if (isOfServer) {
    if (servers.length === 0)
      throw new Error(`${shownName(document)} has no server, and ${picked.label} is about one.`);
    const server = await askServer(picked.label, servers);
    return server === undefined ? undefined : { target, server, against: null };
  }
  const against = await askPresent(picked.label, document, { hasDrift });
  return against && { target, server: null, against: against.present };
}

async function askServer(title: string, servers: ExportOffers['servers']): Promise<string | undefined> {
  const items: QuickPickItem[] = servers.map(({ name, group }) => ({ label: name, description: group }));
  return (await window.showQuickPick(items, { title, placeHolder: 'Which server?', matchOnDescription: true }))?.label;
}

/** What says what there is now, if something does; nothing when the user turns away. */
async function askPresent(
  title: string,
  document: Uri,
  { hasDrift }: Pick<ExportOffers, 'hasDrift'>,
): Promise<{ readonly present: ExportWish['against'] } | undefined> {
  const found = await workspace.findFiles('**/*.topo', '**/node_modules/**', 1000);
  const others = found.filter((uri) => uri.toString() !== document.toString());
  const items: (QuickPickItem & { readonly uri?: Uri; readonly isDrift?: boolean })[] = [
    ...(hasDrift
      ? [{ label: 'The servers, as Check Drift read them', description: onlyDifference, isDrift: true }]
      : []),
    { label: 'Not known', description: 'what is missing is made, what is there stays' },
    ...others.map((uri) => ({ label: shownName(uri), description: onlyDifference, uri })),
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: 'What says what there is now?' });
  if (picked?.isDrift === true) return { present: 'drift' };
  if (picked?.uri === undefined) return picked && { present: null };
  await workspace.openTextDocument(picked.uri);
  return { present: { topology: picked.uri.toString() } };
}

const onlyDifference = 'only the difference';

async function askFolder(document: Uri): Promise<Uri | undefined> {
  const near = document.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document, '..');
  const [folder] =
    (await window.showOpenDialog({
      title: 'Export into a Folder',
      openLabel: 'Export Here',
      canSelectFiles: false,
      canSelectFolders: true,
      ...(near && { defaultUri: near }),
    })) ?? [];
  return folder;
}

/** Writes all files or none; what would be overwritten is asked about. Gives the file to read first. */
async function writeInto(folder: Uri, { files, notes }: ExportAnswer): Promise<Uri | undefined> {
  const planned = files.map(({ path, text }) => ({ uri: Uri.joinPath(folder, path), text }));
  const others: Uri[] = [];
  for (const { uri, text } of planned) {
    const before = await readIfThere(uri);
    if (before !== undefined && before !== text) others.push(uri);
  }
  if (others.length > 0 && !(await mayOverwrite(others))) return undefined;
  for (const { uri, text } of planned) {
    await told(uri, 'written', () => workspace.fs.writeFile(uri, new TextEncoder().encode(text)));
  }
  const said = files.map(({ path }) => path).join(', ');
  const left = notes === 0 ? '' : ` ${counted(notes, 'thing')} cannot be said there; the first file tells which.`;
  void window.showInformationMessage(`Exported ${said} to ${shownName(folder)}.${left} Nothing was run.`);
  return planned[0]?.uri;
}

/** With its byte-order mark, as that is compared, too. */
async function readIfThere(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw cannotBe('read', uri, error);
  }
}

async function mayOverwrite(files: readonly Uri[]): Promise<boolean> {
  const overwrite = 'Overwrite';
  const detail = files.map(shownName).join('\n');
  const message =
    files.length === 1 ? 'A file is there and says something else.' : 'Files are there and say something else.';
  return (await window.showWarningMessage(message, { modal: true, detail }, overwrite)) === overwrite;
}

// Exports a drawing: what of it and into which format is asked here, the server makes the text, a preview paints pictures,
// and it is put where the user says, on whatever file system that is.

import { ColorThemeKind, commands, Uri, ViewColumn, window, workspace, type QuickPickItem } from 'vscode';
import { canShow, drawingFormats, type DrawingFormat } from '#core/graph/files/drawing-formats';
import type { Answer } from '#core/answer';
import type { PreviewLook } from '#core/protocol/preview';
import type { DrawingOrder } from '#core/protocol/requests';
import type { LanguageServer } from './language-server.ts';
import type { Preview } from './preview.ts';
import type { Previews } from './previews.ts';
import { shownName } from './topologies.ts';

interface Exporting {
  readonly server: LanguageServer;
  readonly previews: Previews;
}

interface Format extends QuickPickItem {
  readonly format: DrawingFormat;
  readonly extension: string;
  readonly isPicture: boolean;
}

const title = 'Export Drawing';

const formats: readonly Format[] = drawingFormats.flatMap(({ name, title: label, use, extension }) => {
  const item = { label, description: use, format: name, extension, isPicture: false };
  const picture = {
    label: 'PNG',
    description: 'a picture, for mails and slides',
    format: name,
    extension: 'png',
    isPicture: true,
  };
  return name === 'svg' ? [item, picture] : [item];
});

/** Asks what is wanted, and writes it. Turning away writes nothing. */
export async function exportDrawing({ server, previews }: Exporting, document: Uri): Promise<void> {
  const format = await window.showQuickPick(formats, {
    title,
    placeHolder: 'Into which format?',
    matchOnDescription: true,
  });
  if (format === undefined) return;
  await workspace.openTextDocument(document);
  const preview = format.isPicture ? shown(previews, document) : previews.of(document);
  const look = preview?.panel.visible === true ? await preview.look() : undefined;
  const part = await askPart(look);
  if (part === undefined) return;
  const theme = canShow(format.format, 'theme') ? await askTheme() : { theme: undefined };
  if (theme === undefined) return;
  const uri = await askFile(document, format);
  if (uri === undefined) return;
  const order = { format: format.format, ...part, ...(theme.theme && { theme: theme.theme }), ...onTop(look) };
  const answer = await server.request('bridgehead/drawing', { uri: document.toString(), ...order });
  const file =
    answer.ok && format.isPicture && preview !== undefined
      ? await preview.paint(answer.value, { copy: false })
      : answer;
  if (!file.ok) {
    void window.showErrorMessage(file.error);
    return;
  }
  await workspace.fs.writeFile(uri, format.isPicture ? fromBase64(file.value) : new TextEncoder().encode(file.value));
  const open = 'Open';
  if ((await window.showInformationMessage(`Exported the drawing to ${shownName(uri)}.`, open)) === open) {
    await openFile(uri, format);
  }
}

/** What is seen in the preview, as a picture in the clipboard. */
export async function copyDrawing({ server, previews }: Exporting, document: Uri): Promise<void> {
  const preview = shown(previews, document);
  const look = await preview.look();
  const order: DrawingOrder = { format: 'svg', theme: editorTheme(), ...(look && { view: look.view }), ...onTop(look) };
  const answer = await server.request('bridgehead/drawing', { uri: document.toString(), ...order });
  const copied = answer.ok ? await copyPicture(preview, answer.value) : answer;
  if (copied.ok) window.setStatusBarMessage('Copied the drawing as an image.', 3000);
  else void window.showErrorMessage(copied.error);
}

/** Only a page that has the focus may write to the clipboard; where there is nothing to write the focus stays. */
async function copyPicture(preview: Preview, svg: string): Promise<Answer<string>> {
  preview.panel.reveal(undefined, false);
  return preview.paint(svg, { copy: true });
}

/** A preview that can be asked: only one that is seen has a page. */
function shown(previews: Previews, document: Uri): Preview {
  const open = previews.of(document);
  if (open?.panel.visible === true) return open;
  return previews.open(document, { column: ViewColumn.Beside, preserveFocus: true });
}

/** What lies on the drawing in the preview lies on it in the file. */
function onTop(look: PreviewLook | undefined): Pick<DrawingOrder, 'down' | 'message'> {
  return { ...(look && look.down.length > 0 && { down: look.down }), ...(look?.message && { message: look.message }) };
}

async function askPart(look: PreviewLook | undefined): Promise<Pick<DrawingOrder, 'view' | 'around'> | undefined> {
  if (look === undefined) return {};
  const { view, selected } = look;
  const around = (depth: number) => ({ around: { element: selected ?? '', depth } });
  const parts = [
    { label: 'Everything', part: {} },
    { label: 'What is seen in the preview', part: { view } },
    ...(selected === null
      ? []
      : [
          { label: 'What is selected, and its neighbours', description: selected, part: around(1) },
          { label: 'What is selected, and what is two connectors away', description: selected, part: around(2) },
        ]),
  ];
  return (await window.showQuickPick(parts, { title, placeHolder: 'How much of it?' }))?.part;
}

async function askTheme(): Promise<{ readonly theme: DrawingOrder['theme'] } | undefined> {
  const now = editorTheme();
  return window.showQuickPick(
    [
      { label: 'As the editor', description: now, theme: now },
      { label: 'Light', theme: 'light' as const },
      { label: 'Dark', theme: 'dark' as const },
      { label: 'As whoever looks at it', description: 'light or dark; not for pictures', theme: undefined },
    ],
    { title, placeHolder: 'In which colours?' },
  );
}

function editorTheme(): 'light' | 'dark' {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast ? 'dark' : 'light';
}

function askFile(document: Uri, { label, extension }: Format): Thenable<Uri | undefined> {
  const name = `${(shownName(document).split('/').at(-1) ?? 'topology').replace(/\.topo$/, '')}.${extension}`;
  const folder = document.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(document, '..');
  return window.showSaveDialog({
    title,
    saveLabel: 'Export',
    filters: { [label]: [extension] },
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
  });
}

/** Text as text, to look at or to copy from; a picture in VS Code's own viewer. */
async function openFile(uri: Uri, { isPicture }: Format): Promise<void> {
  if (isPicture) await commands.executeCommand('vscode.open', uri);
  else await window.showTextDocument(uri);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

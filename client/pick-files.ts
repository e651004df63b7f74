// Files that a user hands over: some of them, or all in a folder.

import { FileType, Uri, window, workspace, type OpenDialogOptions } from 'vscode';
import { limits } from '#core/interchange/limits';
import type { GivenFile } from '#core/protocol/requests';
import { told } from './file-errors.ts';

interface Wanted {
  readonly title: string;
  readonly openLabel: string;
  /** What the files are, for people. */
  readonly files: string;
  readonly filters?: NonNullable<OpenDialogOptions['filters']>;
  readonly defaultUri?: Uri;
}

/** The files that the user picks, those of a folder among them; undefined when the user gave up. Dialogs of some systems show either files or folders, so it is asked first. */
export async function pickFiles({ title, files, ...dialog }: Wanted): Promise<readonly GivenFile[] | undefined> {
  const kind = await window.showQuickPick(
    [
      { label: '$(file) Files…', detail: files, isFolder: false },
      { label: '$(folder) Folder…', detail: 'All of them in a folder, and in its folders.', isFolder: true },
    ],
    { title, placeHolder: 'What do you have?' },
  );
  if (kind === undefined) return undefined;
  const { filters, ...options } = dialog;
  const chosen = await window.showOpenDialog({
    ...options,
    title,
    canSelectMany: true,
    canSelectFiles: !kind.isFolder,
    canSelectFolders: kind.isFolder,
    ...(!kind.isFolder && filters !== undefined && { filters }),
  });
  return chosen && filesAt(chosen);
}

/** The files, and those in the folders, as `filesIn` finds them. It throws a sentence when one cannot be read. */
export async function filesAt(chosen: readonly Uri[]): Promise<readonly GivenFile[]> {
  return (await Promise.all(chosen.map((uri) => filesIn(uri, nameOf(uri), limits.folders)))).flat();
}

/** A file itself; of a folder the files in it and in its folders, so many levels deep. Hidden ones and links are left out. */
async function filesIn(uri: Uri, path: string, levels: number): Promise<readonly GivenFile[]> {
  const { type } = await told(uri, 'read', () => workspace.fs.stat(uri));
  if (type !== FileType.Directory) return [{ uri: uri.toString(), path }];
  const inFolder = await told(uri, 'read', () => workspace.fs.readDirectory(uri));
  const entries = inFolder.filter(([name]) => !name.startsWith('.'));
  const found = entries.map(async ([name, kind]) => {
    const inside = Uri.joinPath(uri, name);
    if (kind === FileType.File) return [{ uri: inside.toString(), path: `${path}/${name}` }];
    return kind === FileType.Directory && levels > 0 ? filesIn(inside, `${path}/${name}`, levels - 1) : [];
  });
  return (await Promise.all(found)).flat();
}

function nameOf({ path }: Uri): string {
  return path.split('/').findLast((part) => part !== '') ?? '';
}

// What the client said of itself when it started the server.

import type { InitializeParams } from 'vscode-languageserver';
import type { FileId } from '#core/model/topology';
import type { InitializationOptions } from '#core/protocol/requests';
import { canonical } from './uris.ts';

export interface ClientAbilities {
  /** It knows snippets with tab stops. */
  snippets: boolean;
  /** It tells of files that change outside of it, when it is asked to. */
  watches: boolean;
  /** Its own commands that a lens may run. */
  commands: ReadonlySet<string>;
  refreshesLenses: boolean;
  /** It makes a file that an edit asks for. */
  createsFiles: boolean;
  /** It tells when its folders change. */
  changesFolders: boolean;
  /** It can be asked for its settings. */
  settings: boolean;
  /** It tells when its settings change, when it is asked to. */
  tellsSettings: boolean;
  /** It asks again for hints when it is told to. */
  refreshesHints: boolean;
  /** The folders that it has open; none when it has single files only. */
  folders: readonly FileId[];
}

/** Of a client that has said nothing yet. */
export const unknownClient: ClientAbilities = {
  snippets: false,
  watches: false,
  commands: new Set(),
  refreshesLenses: false,
  createsFiles: false,
  changesFolders: false,
  settings: false,
  tellsSettings: false,
  refreshesHints: false,
  folders: [],
};

export function abilitiesOf(params: InitializeParams): ClientAbilities {
  const { textDocument, workspace } = params.capabilities;
  const commands = commandsIn(params.initializationOptions);
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    commands,
    refreshesLenses: commands.size > 0 && workspace?.codeLens?.refreshSupport === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    changesFolders: workspace?.workspaceFolders === true,
    settings: workspace?.configuration === true,
    tellsSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    folders: (params.workspaceFolders ?? []).map(({ uri }) => canonical(uri)),
  };
}

function commandsIn(options: unknown): ReadonlySet<string> {
  const { commands } = (options ?? {}) as InitializationOptions;
  return new Set(Array.isArray(commands) ? commands : []);
}

/**
 * Whether a file that `from` includes may be made: a topology within the folders that are open, or, where none is, within
 * the folder of `from`. Whatever an `include` says, nothing appears elsewhere.
 */
export function mayCreate({ createsFiles, folders }: ClientAbilities, file: FileId, from: FileId): boolean {
  if (!createsFiles || !file.endsWith('.topo')) return false;
  const reach = folders.length > 0 ? folders : [from.slice(0, from.lastIndexOf('/'))];
  return reach.some((folder) => folder.includes('/') && file.startsWith(folder.endsWith('/') ? folder : `${folder}/`));
}

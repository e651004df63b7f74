// A file is known by its URI, spelled in one way: clients differ in what they escape.

import { URI, Utils } from 'vscode-uri';
import type { FileId } from '#core/model/topology';

export function canonical(uri: string): FileId {
  return URI.parse(uri).toString();
}

/** The file that `include "path"` means in `from`. An untitled document has no folder: its includes are found nowhere. */
export function resolveInclude(from: FileId, path: string): FileId {
  const base = URI.parse(from);
  return Utils.resolvePath(Utils.dirname(base), path.replaceAll('\\', '/')).toString();
}

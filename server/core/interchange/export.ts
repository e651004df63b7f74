// A topology in the words of a real mail system: which targets there are, and what each of them makes. Files are values
// here; whoever asked writes them.

import type { Answer } from '#core/answer';
import { keyOf } from '#core/model/keys';
import type { Place, Server, Topology } from '#core/model/topology';
import { exportToExchange } from './exchange/export.ts';
import { exportToExchange2003 } from './exchange-2003/export.ts';
import { exportToPostfix } from './postfix/export.ts';
import { unwritableIn } from './unwritable.ts';

/** A file to write. */
export interface ExportedFile {
  /** Relative to the folder of the export, with `/` between folders; made by the target, never by a name as it is written. */
  readonly path: string;
  readonly text: string;
  /** UTF-8 without a byte-order mark unless this says so; the text itself has none. */
  readonly encoding?: 'utf-8-bom';
}

/** What the target cannot say as the topology says it. */
export interface ExportNote {
  /** Written though it behaves otherwise there; not written anywhere; written as a comment alone. */
  readonly class: 'differs' | 'dropped' | 'comment';
  /** What it is about, as `connector Internet`, in the language's words; '' for the topology as a whole. */
  readonly element: string;
  /** Where the statement or the declaration is written; undefined for what no text says. */
  readonly place: Place | undefined;
  /** One or two sentences for an administrator. */
  readonly text: string;
}

/** What an export makes. */
export interface Exported {
  /** The first is the one to read first. */
  readonly files: readonly ExportedFile[];
  /** In the order of the text as far as that is known. */
  readonly notes: readonly ExportNote[];
}

/** What is wanted besides the target. */
export interface ExportOptions {
  /** What the topology is called in the heads of files: the name of its file, without folders. */
  readonly source: string;
  /** What the servers say now; undefined when nobody asked them. */
  readonly against: Topology | undefined;
  /** Whether lines that remove things may be written, as comments. */
  readonly prune: boolean;
}

/** A topology for a target, or a sentence that says why it cannot be. */
export type Exporter<Options extends ExportOptions = ExportOptions> = (
  topology: Topology,
  options: Options,
) => Answer<Exported>;

/** The configuration of one server. */
export type ServerExporter = Exporter<ExportOptions & { readonly server: Server }>;

/** Where a topology can be exported to. */
export type ExportTarget = {
  /** As people type it. */
  readonly name: string;
  /** For lists to choose from. */
  readonly title: string;
  /** What is written, in a few words. */
  readonly writes: string;
} & (
  | { readonly of: 'organization'; readonly exporter: Exporter }
  | { readonly of: 'server'; readonly exporter: ServerExporter }
);

/** All targets, in the order in which they are offered. */
export const exportTargets: readonly ExportTarget[] = [
  {
    name: 'exchange',
    title: 'Exchange 2007 to Subscription Edition',
    writes: 'plan.md, apply.ps1, undo.ps1',
    of: 'organization',
    exporter: exportToExchange,
  },
  {
    name: 'exchange-2003',
    title: 'Exchange 2000 and 2003',
    writes: 'checklist.md',
    of: 'organization',
    exporter: exportToExchange2003,
  },
  {
    name: 'postfix',
    title: 'Postfix',
    writes: 'main.cf, transport',
    of: 'server',
    exporter: exportToPostfix,
  },
];

/** What is asked for, as somebody typed it. */
export interface ExportRequest extends ExportOptions {
  readonly target: string;
  /** The server whose configuration is wanted, where the target is about one. */
  readonly server: string | undefined;
}

/** The files of an export. */
export function exportTopology(topology: Topology, request: ExportRequest): Answer<Exported> {
  const { target: name, server: serverName, source, against, prune } = request;
  const target = exportTargets.find((each) => each.name === name);
  if (target === undefined) {
    return refused(`There is no target ${name}; there are ${exportTargets.map((each) => each.name).join(', ')}.`);
  }
  const unwritable = unwritableIn(topology, source) ?? (against && unwritableIn(against, source));
  if (unwritable !== undefined) return refused(unwritable);
  const options: ExportOptions = { source, against, prune };
  if (target.of === 'organization') {
    if (serverName !== undefined) return refused(`${target.name} is about the organization, not one server.`);
    return safe(target.exporter(topology, options));
  }
  if (serverName === undefined) return refused(`${target.name} is about one server: say which.`);
  const server = topology.serverByKey.get(keyOf(serverName));
  if (server === undefined) return refused(`There is no server ${serverName}.`);
  return safe(target.exporter(topology, { ...options, server }));
}

/** Names of a topology lead nowhere: a path that could leave its folder is a fault of the target. */
function safe(answer: Answer<Exported>): Answer<Exported> {
  const strange = answer.ok
    ? answer.value.files.find(({ path }) => !/^(?:\w[\w.-]*\/)*\w[\w.-]*$/.test(path))
    : undefined;
  if (strange !== undefined) throw new Error(`A target wants to write to '${strange.path}'`);
  return answer;
}

function refused(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}

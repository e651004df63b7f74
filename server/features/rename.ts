import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { PlacedEdit } from '#core/editing/placed-edit';
import { hostNameAsKey } from '#core/model/host';
import { groupWord } from '#core/model/lookup';
import { keyOf, virtualServerKey } from '#core/model/keys';
import type { FileId, Key, Place, Topology } from '#core/model/topology';
import { declarationsOf, nameAt, sharing, usesOf } from './names.ts';
import type { NameAt, Target } from './names.ts';
import { hostInQueueNames, inQueueNames } from './queue-names.ts';
import { editsAt, locationOf } from './ranges.ts';
import { renamedPlace } from './layout-file.ts';
import { fileName } from './file-name.ts';
import type { Snapshot } from './snapshot.ts';
import { parseHostName } from '#core/syntax/values';
import { insideQuotes, isBareWord, longestName, writtenName } from '#core/syntax/words';

/** Why a rename can't be done, in a sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

/** The name that would be renamed at the offset. */
export function prepareRename(snapshot: Snapshot, offset: number): { range: Range; placeholder: string } | Refusal {
  const name = renamableAt(snapshot, offset);
  if ('refused' in name) return name;
  const location = locationOf(snapshot, name.place);
  return location === undefined ? nothingHere : { range: location.range, placeholder: name.name };
}

/** The edits that rename what the name at the offset means, wherever its topology and those that share it name it. */
export function rename(
  snapshot: Snapshot,
  offset: number,
  newName: string,
  others: readonly Snapshot[] = [],
): WorkspaceEdit | Refusal {
  const name = renamableAt(snapshot, offset);
  if ('refused' in name) return name;
  const wanted = newName.trim();
  const topologies = [snapshot, ...sharing(snapshot, name.target, others)];
  const taken = topologies.flatMap((each) => whoHas(each, { target: name.target, wanted, asked: snapshot }) ?? []);
  const wrong = (name.target.kind === 'host' ? whatIsWrongWithHost : whatIsWrong)(wanted) ?? taken[0];
  if (wrong !== undefined) return { refused: wrong };
  const edits = topologies.flatMap((each) => [
    editsAt(each, renamedIn(each, name, wanted)),
    placeIn(each, name, wanted),
  ]);
  return { changes: merged(edits) };
}

function renamedIn(snapshot: Snapshot, name: NameAt, newName: string): readonly PlacedEdit[] {
  const isHost = name.target.kind === 'host';
  const inCaptions = captionsOf(snapshot, name);
  return [
    ...placesOf(snapshot, name.target).map((place) => ({ place, text: isHost ? newName : writtenName(newName) })),
    ...inCaptions.map((place) => ({ place, text: insideQuotes(newName) })),
  ];
}

/** What is drawn under the name keeps its place. */
function placeIn(snapshot: Snapshot, { target, name }: NameAt, newName: string): Record<string, TextEdit[]> {
  const layout = snapshot.layout?.();
  const edit = layout && renamedPlace(layout, { target, from: name, to: newName });
  return layout === undefined || edit === undefined ? {} : { [layout.uri]: [edit] };
}

/** Where queues bear the name. */
function captionsOf(snapshot: Snapshot, name: NameAt): readonly Place[] {
  if (name.target.kind === 'host') return hostInQueueNames(snapshot, name.name);
  return name.target.kind === 'connector' ? inQueueNames(snapshot, declaredName(snapshot, name)) : [];
}

/** A file that several topologies have is changed once. */
function merged(changes: readonly Record<string, TextEdit[]>[]): Record<string, TextEdit[]> {
  const all: Record<string, TextEdit[]> = {};
  for (const [uri, edits] of changes.flatMap((each) => Object.entries(each))) {
    const known = new Set(all[uri]?.map((edit) => JSON.stringify(edit)));
    (all[uri] ??= []).push(...edits.filter((edit) => !known.has(JSON.stringify(edit))));
  }
  return all;
}

/** Captions spell a connector as it is declared, whatever the use at the cursor does. */
function declaredName({ topology }: Snapshot, { name, target }: NameAt): string {
  return target.kind === 'connector' ? (topology.connectorByKey.get(target.key)?.name ?? name) : name;
}

function renamableAt(snapshot: Snapshot, offset: number): NameAt | Refusal {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return nothingHere;
  if (declarationsOf(snapshot, name.target).length > 0) return name;
  if (isImplicit(snapshot, name.target)) {
    return { refused: `'${name.name}' is declared nowhere: its server has it because it declares none of its own.` };
  }
  return {
    refused: `'${name.name}' is not declared, so there is nothing to rename. Correct the name where it stands.`,
  };
}

const nothingHere: Refusal = { refused: 'There is no name here. Put the cursor on the name of a server or connector.' };

function isImplicit({ topology }: Snapshot, target: Target): boolean {
  return target.kind === 'virtual server' && topology.virtualServerByKey.has(target.key);
}

function placesOf(snapshot: Snapshot, target: Target): Place[] {
  return [...declarationsOf(snapshot, target), ...usesOf(snapshot, target)];
}

function whatIsWrong(name: string): string | undefined {
  if (name === '') return 'A name has at least one character.';
  if (name.length > longestName) return `A name has ${longestName} characters at most; this one has ${name.length}.`;
  if (/\p{Cc}/u.test(name)) return 'A name stands on one line, without tabs or other control characters.';
  return undefined;
}

/** The name of a host is what smart hosts are. */
function whatIsWrongWithHost(name: string): string | undefined {
  const isWhole = /^\[[^\s\]]*\]$/.test(name) || isBareWord(name);
  if (!isWhole) return 'A host is a domain name, or an IP address in brackets.';
  const parsed = parseHostName(name);
  return parsed.ok ? undefined : parsed.error;
}

/** Names are unique in their kind; virtual servers in their server. */
function whoHas(
  snapshot: Snapshot,
  { target, wanted, asked }: { readonly target: Target; readonly wanted: string; readonly asked: Snapshot },
): string | undefined {
  const { topology } = snapshot;
  const key = target.kind === 'host' ? hostNameAsKey(wanted) : keyOf(wanted);
  if (ownKey(topology, target) === key) return undefined;
  const holder = holderOf(topology, target, key);
  if (holder === undefined) return undefined;
  const where = whereIs(snapshot, holder, asked);
  return `There is a ${kindInWords(target, topology)} called '${wanted}' already${where}. Choose another name.`;
}

function kindInWords({ kind }: Target, topology: Topology): string {
  if (kind === 'routing group') return groupWord(topology);
  if (kind === 'dag') return 'DAG';
  if (kind === 'virtual server') return 'virtual server of this server';
  if (kind === 'host') return 'mail system';
  return kind === 'senders' ? 'group of senders' : kind;
}

/** In words, for somebody who sees the file that was asked about: where what has the name is, and why that matters. */
function whereIs(snapshot: Snapshot, { place }: Holder, { source, root }: Snapshot): string {
  const location = place && locationOf(snapshot, place);
  if (location === undefined) return '';
  const line = `in line ${location.range.start.line + 1}`;
  const file = location.uri === source.file ? 'of this file' : `of ${fileName(location.uri)}`;
  return `, ${line} ${file}${snapshot.root === root ? '' : through(snapshot.root, location.uri)}`;
}

/** How a topology that nobody asked about comes into it. */
function through(root: FileId, file: FileId): string {
  return file === root ? ', which shares this name' : `, which ${fileName(root)} includes, too`;
}

function ownKey({ virtualServerByKey }: Topology, target: Target): Key | undefined {
  return target.kind === 'virtual server' ? virtualServerByKey.get(target.key)?.key : target.key;
}

interface Holder {
  readonly place: Place | undefined;
}

function holderOf(topology: Topology, target: Target, key: Key): Holder | undefined {
  switch (target.kind) {
    case 'routing group':
      return topology.routingGroupByKey.get(key);
    case 'server':
      return topology.serverByKey.get(key);
    case 'database':
      return topology.databaseByKey.get(key);
    case 'site link':
      return topology.siteLinkByKey.get(key);
    case 'dag':
      return topology.dagByKey.get(key);
    case 'connector':
      return topology.connectorByKey.get(key);
    case 'senders':
      return topology.senderGroupByKey.get(key);
    case 'host':
      return topology.mailSystemByKey.get(key);
    case 'virtual server': {
      const server = topology.virtualServerByKey.get(target.key)?.server;
      return server === undefined ? undefined : topology.virtualServerByKey.get(virtualServerKey(server, key));
    }
    case 'test':
      return topology.tests.find((test) => test.key === key);
    case 'scenario':
      return topology.scenarios.find((scenario) => scenario.key === key);
    case 'administrative group':
      return topology.administrativeGroups.find((group) => group.key === key);
    // Unique on their server only, which is not known here; a second one is reported where it is declared.
    case 'receive connector':
    case 'organization':
      return undefined;
  }
}

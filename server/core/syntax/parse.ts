// Text to tree, whole or by one edit. Never throws, whatever the text. The steps: cut the text into pieces (cut.ts),
// nest them into units of one outer declaration each, parsing them there (unit.ts), put the units together
// (administrative-group.ts).

import { administrativeGroups } from './administrative-group.ts';
import { cut, type Cut } from './cut.ts';
import { recut, replaced, type CutTree, type TextEdit } from './recut.ts';
import type { ParsedPiece } from './piece.ts';
import { rememberPieces } from './places.ts';
import type { Tree } from './tree.ts';
import { beginsUnit, nestUnit, type Outer, type Unit } from './unit.ts';

/** What a tree was made of, for the next one. */
interface Parts {
  readonly tree: CutTree;
  readonly units: readonly Unit[];
}
const partsOf = new WeakMap<Tree, Parts>();

/** Parses a text. A byte-order mark at its start is skipped and counts as no character. */
export function parse(text: string): Tree {
  const own = text.startsWith('\ufeff') ? text.slice(1) : text;
  const units = nestUnits(unitSources(cut(own)), []);
  const pieces = units.flatMap((unit) => unit.pieces);
  rememberPieces(pieces, 0, pieces.length);
  return treeOf(() => own, units, pieces, startsOf(pieces));
}

/**
 * The tree of the edited text. Pieces and declarations that the edit leaves alone are the same objects as before. Takes
 * time for what the edit touches, and next to none for the rest of the file.
 */
export function reparse(previous: Tree, edit: TextEdit): Tree {
  const known = partsOf.get(previous);
  if (known === undefined || (edit.start === 0 && edit.text.startsWith('\ufeff'))) {
    return parse(previous.text.slice(0, edit.start) + edit.text + previous.text.slice(edit.end));
  }
  const { tree, units: before } = known;
  const change = recut(tree, edit);
  const { first, last, offset } = unitsAround(before, change.from, change.to);
  const touched = before.slice(first, last).flatMap((unit) => unit.pieces);
  const sources = unitSources(replaced(touched, change.from - offset, change.to - offset, change.pieces));
  const kept = before.slice(last);
  const units = nestUnits([...before.slice(0, first), ...sources, ...kept], before.slice(0, first));
  return treeAfter(known, units);
}

/** The units that pieces `from` to `to` are in, the one before them included, and the index of their first piece. */
function unitsAround(units: readonly Unit[], from: number, to: number) {
  let first = 0;
  let offset = 0;
  let size = units[0]?.pieces.length ?? 0;
  while (first < units.length - 1 && offset + size < from) {
    offset += size;
    first++;
    size = units[first]?.pieces.length ?? 0;
  }
  let last = first;
  let end = offset;
  while (last < units.length && (last === first || end < to)) {
    end += units[last]?.pieces.length ?? 0;
    last++;
  }
  return { first, last, offset };
}

type Pieces = readonly (Cut | ParsedPiece)[];

/** The pieces of each unit. */
function unitSources(pieces: Pieces): readonly Pieces[] {
  const sources: (Cut | ParsedPiece)[][] = [];
  for (const piece of pieces) {
    const current = sources.at(-1);
    if (current === undefined || beginsUnit(piece)) sources.push([piece]);
    else current.push(piece);
  }
  return sources;
}

/** Nests units behind those that are `settled` already. A unit that was nested in the same block before is kept. */
function nestUnits(sources: readonly (Pieces | Unit)[], settled: readonly Unit[]): readonly Unit[] {
  const units = [...settled];
  let inGroup = isInGroup(units.at(-1));
  for (let i = units.length; i < sources.length; i++) {
    const source = sources[i];
    if (source === undefined) break;
    const pieces = 'pieces' in source ? source.pieces : source;
    const outer: Outer = inGroup && pieces[0]?.head === 'routing group' ? 'administrative group' : 'file';
    const unit = 'pieces' in source && source.outer === outer ? source : nestUnit(pieces, outer);
    units.push(unit);
    inGroup = isInGroup(unit);
  }
  return units;
}

/** Whether an administrative group is open behind a unit. */
function isInGroup(unit: Unit | undefined): boolean {
  if (unit === undefined) return false;
  return unit.opened !== undefined || (unit.outer === 'administrative group' && unit.closed === undefined);
}

/** The tree of an edited text: what is before and behind the units that differ is copied. */
function treeAfter({ tree: previous, units: before }: Parts, after: readonly Unit[]): Tree {
  let same = 0;
  let from = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) {
    from += before[same]?.pieces.length ?? 0;
    same++;
  }
  let tail = 0;
  let behind = 0;
  while (same + tail < before.length && same + tail < after.length) {
    const unit = before[before.length - 1 - tail];
    if (unit === undefined || unit !== after[after.length - 1 - tail]) break;
    behind += unit.pieces.length;
    tail++;
  }
  const changed = after.slice(same, after.length - tail).flatMap((unit) => unit.pieces);
  const pieces = replaced(previous.pieces, from, previous.pieces.length - behind, changed);
  rememberPieces(pieces, from, from + changed.length);
  const joined = () => pieces.map((piece) => piece.text).join('');
  return treeOf(joined, after, pieces, movedStarts(previous, pieces, from, behind));
}

function startsOf(pieces: readonly ParsedPiece[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const piece of pieces) {
    starts.push(at);
    at += piece.text.length;
  }
  return starts;
}

/** The starts of pieces of which the first `from` and the last `behind` are as before. */
function movedStarts(previous: Tree, pieces: readonly ParsedPiece[], from: number, behind: number): readonly number[] {
  const between: number[] = [];
  let at = previous.starts[from] ?? previous.length;
  for (let i = from; i < pieces.length - behind; i++) {
    between.push(at);
    at += pieces[i]?.text.length ?? 0;
  }
  const kept = previous.starts.length - behind;
  const shift = at - (previous.starts[kept] ?? at);
  const starts = replaced(previous.starts, from, kept, between);
  for (let i = starts.length - behind; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + shift;
  return starts;
}

/** A tree; its text is put together when somebody asks for it, as most edits of a large file need it nowhere. */
function treeOf(
  textOf: () => string,
  units: readonly Unit[],
  pieces: readonly ParsedPiece[],
  starts: readonly number[],
): Tree {
  let text: string | undefined;
  const tree: CutTree = {
    get text() {
      return (text ??= textOf());
    },
    length: (starts.at(-1) ?? 0) + (pieces.at(-1)?.text.length ?? 0),
    pieces,
    starts,
    includes: units[0]?.includes ?? [],
    ...administrativeGroups(units),
  };
  partsOf.set(tree, { tree, units });
  return tree;
}

/** Everything that is wrong with a text, with the piece that each span counts from. */
export function faultsOf(tree: Tree): Tree['faults'] {
  return [...tree.pieces.flatMap((piece) => piece.faults.map((fault) => ({ piece, fault }))), ...tree.faults];
}

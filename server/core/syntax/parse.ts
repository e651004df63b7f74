// Text to tree, whole or by one edit. Never throws, whatever the text. The steps: cut the text into pieces (cut.ts),
// nest them into units of one outer declaration each, parsing them there (unit.ts), put the units together (file.ts).

import { cut, type Cut } from './cut.ts';
import { administrativeGroups } from './administrative-group.ts';
import type { ParsedPiece } from './piece.ts';
import { beginsUnit, nestUnit, type Outer, type Unit } from './unit.ts';
import type { Tree } from './tree.ts';

/** The units that a tree was made of, for the next one. */
const unitsOf = new WeakMap<Tree, readonly Unit[]>();

/** Parses a text. A byte-order mark at its start is skipped and counts as no character. */
export function parse(text: string): Tree {
  const own = text.startsWith('\ufeff') ? text.slice(1) : text;
  const units = nestUnits(unitSources(cut(own)));
  const pieces = units.flatMap((unit) => unit.pieces);
  return treeOf(own, units, pieces, startsOf(pieces));
}

/** A replacement of [`start`, `end`) of a text by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The tree of the edited text. Pieces and declarations that the edit leaves alone are the same objects as before. */
export function reparse(previous: Tree, edit: TextEdit): Tree {
  const text = previous.text.slice(0, edit.start) + edit.text + previous.text.slice(edit.end);
  return parse(text);
}

type UnitSource = readonly (Cut | ParsedPiece)[];

function unitSources(pieces: UnitSource): readonly UnitSource[] {
  const sources: (Cut | ParsedPiece)[][] = [];
  for (const piece of pieces) {
    const current = sources.at(-1);
    if (current === undefined || beginsUnit(piece)) sources.push([piece]);
    else current.push(piece);
  }
  return sources;
}

function nestUnits(sources: readonly UnitSource[]): readonly Unit[] {
  const units: Unit[] = [];
  let inGroup = false;
  for (const source of sources) {
    const outer: Outer = inGroup && source[0]?.head === 'routing group' ? 'administrative group' : 'file';
    const unit = nestUnit(source, outer);
    units.push(unit);
    inGroup = isInGroup(unit);
  }
  return units;
}

/** Whether an administrative group is open behind a unit. */
function isInGroup(unit: Unit): boolean {
  return unit.opened !== undefined || (unit.outer === 'administrative group' && unit.closed === undefined);
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

function treeOf(text: string, units: readonly Unit[], pieces: readonly ParsedPiece[], starts: readonly number[]): Tree {
  const { declarations, faults } = administrativeGroups(units);
  const includes = units[0]?.includes ?? [];
  const tree: Tree = { text, pieces, starts, includes, declarations, faults };
  unitsOf.set(tree, units);
  return tree;
}

// Nests pieces into declarations, one unit at a time: a declaration of the outer levels (an organization, a routing
// group, a test …) and all that follows up to the next one. A head closes whatever is open at its level or deeper, so a
// missing `}` costs its own declaration only; a `}` closes what is innermost, and means nothing else.

import type { IncludeStatement } from './actions.ts';
import { blocks, homes, levelOf, phraseAt } from './blocks.ts';
import type { Cut } from './cut.ts';
import {
  declared,
  earlyEnd,
  lateInclude,
  missingEnd,
  missingEndBefore,
  outside,
  repeated,
  superfluousEnd,
} from './nesting-faults.ts';
import { parsePiece, type ParsedPiece } from './piece.ts';
import { isMark, scan } from './scan.ts';
import { isList, singleKey } from './single.ts';
import { listed } from './wording.ts';
import type { BlockKind, Declaration, DeclarationKind, Fault, Include, Piece, Statement } from './tree.ts';

export type Outer = 'file' | 'administrative group';

export interface PlacedFault {
  readonly piece: Piece;
  readonly fault: Fault;
}

/** Some pieces of a file and the declarations in them. */
export interface Unit {
  /** What it stands in. */
  readonly outer: Outer;
  readonly pieces: readonly ParsedPiece[];
  readonly declarations: readonly Declaration[];
  readonly includes: readonly Include[];
  readonly faults: readonly PlacedFault[];
  /** It begins with an administrative group that goes on behind it. */
  readonly opened: Open | undefined;
  /** Its outermost declaration has no `}`; the fault is among its faults. */
  readonly endless: { readonly head: ParsedPiece; readonly fault: PlacedFault } | undefined;
  /** Those of its faults that say that a `}` closes nothing. */
  readonly superfluous: readonly PlacedFault[];
  /** Where the administrative group that it stands in ends; as many declarations of it still belong to the group. */
  readonly closed: { readonly piece: ParsedPiece; readonly members: number } | undefined;
}

/** A declaration whose end has not come yet. */
export interface Open {
  readonly kind: BlockKind;
  readonly pieces: ParsedPiece[];
  readonly children: Declaration[];
  /** The last declaration in it that has ended: a `}` too many may have ended it early. */
  last: Open | undefined;
  /** It was ended early and goes on. */
  reopened: boolean;
  /** Something stands in it that nobody knows. */
  strange: boolean;
  /** The piece that ended it. */
  ended: ParsedPiece | undefined;
  /** The blanks before its head, when nothing else stands before it on its line. */
  readonly column: string | undefined;
  /** One in it that ended with a `}` that stands where another's would: in which column. */
  suspect: { readonly open: Open; readonly column: string } | undefined;
}

/** Whether a piece begins a unit. */
export function beginsUnit(piece: Cut): boolean {
  return piece.head !== undefined && levelOf(piece.head) <= 1;
}

/** Nests the pieces of one unit. Pieces that were parsed in the same context before are kept. */
export function nestUnit(sources: readonly (Cut | ParsedPiece)[], outer: Outer): Unit {
  const root = opened(outer, []);
  const nesting: Nesting = { root, stack: [], pieces: [], faults: [], superfluous: [], closed: undefined };
  for (const source of sources) {
    if (source.head === undefined) readTail(source, nesting);
    else readHead(source.head, source, nesting);
  }
  const goesOn = nesting.stack[0]?.kind === 'administrative group' ? nesting.stack.shift() : undefined;
  const outermost = nesting.stack[0];
  let fault: PlacedFault | undefined;
  while (nesting.stack.length > 0) fault = closeMissing(nesting);
  const head = outermost?.pieces[0];
  return {
    outer,
    pieces: nesting.pieces,
    declarations: root.children,
    includes: includesOf(nesting),
    faults: nesting.faults,
    opened: goesOn,
    endless: head === undefined || fault === undefined || fault.piece !== head ? undefined : { head, fault },
    superfluous: nesting.superfluous,
    closed: nesting.closed,
  };
}

function opened(kind: BlockKind, pieces: ParsedPiece[], children: Declaration[] = []): Open {
  return {
    kind,
    pieces,
    children,
    last: undefined,
    reopened: false,
    strange: false,
    ended: undefined,
    column: undefined,
    suspect: undefined,
  };
}

interface Nesting {
  readonly root: Open;
  readonly stack: Open[];
  readonly pieces: ParsedPiece[];
  readonly faults: PlacedFault[];
  readonly superfluous: PlacedFault[];
  closed: Unit['closed'];
}

function top(nesting: Nesting): Open {
  return nesting.stack.at(-1) ?? nesting.root;
}

function settled(source: Cut | ParsedPiece, context: BlockKind, nesting: Nesting): ParsedPiece {
  const block = source.head ?? context;
  const piece = 'block' in source && source.block === block ? source : parsePiece(source, context);
  nesting.pieces.push(piece);
  return piece;
}

function readTail(source: Cut | ParsedPiece, nesting: Nesting): void {
  reopenEarlyEnd(source, nesting);
  const piece = settled(source, contextOf(nesting), nesting);
  top(nesting).pieces.push(piece);
  if (piece.closes) closeBy(piece, nesting);
}

/** A statement that belongs in what has just ended, and not here, shows that it ended early, by a `}` too many. */
function reopenEarlyEnd(source: Cut, nesting: Nesting): void {
  const around = top(nesting);
  const { last } = around;
  if (last === undefined || last.ended === undefined || !last.ended.closes) return;
  const tokens = scan(source.text);
  const first = isMark(tokens, 0, ';') ? 1 : 0;
  const phrase = phraseAt(blocks[last.kind], tokens, first);
  if (phrase === undefined || phraseAt(blocks[contextOf(nesting)], tokens, first) !== undefined) return;
  nesting.faults.push({ piece: last.ended, fault: earlyEnd(last.ended, last.pieces[0] ?? last.ended, `'${phrase}'`) });
  reopen(last, around, nesting);
}

function reopen(last: Open, around: Open, nesting: Nesting): void {
  around.children.pop();
  around.last = undefined;
  last.reopened = true;
  nesting.stack.push(last);
}

function contextOf(nesting: Nesting): BlockKind {
  const innermost = nesting.stack.at(-1);
  if (innermost !== undefined) return innermost.kind;
  return nesting.closed === undefined ? nesting.root.kind : 'file';
}

function readHead(kind: DeclarationKind | 'unknown', source: Cut | ParsedPiece, nesting: Nesting): void {
  while (nesting.stack.length > 0 && !holds(top(nesting).kind, kind)) closeMissing(nesting);
  const piece = settled(source, 'file', nesting);
  checkPlace(kind, piece, nesting);
  // What stands in something that nobody knows is there all the same.
  const children = kind === 'unknown' ? top(nesting).children : [];
  const column = columnAt(piece, piece.declares?.span.start ?? 0, nesting);
  const open = { ...opened(kind, [piece], children), column };
  nesting.stack.push(open);
  if (!piece.opens) end(piece, piece.end, nesting);
  else if (piece.closes) closeBy(piece, nesting);
}

/** Whether a block of kind `outer` stays open at the head of a declaration of kind `kind`. */
function holds(outer: BlockKind, kind: BlockKind): boolean {
  if (outer === 'unknown') return true;
  if (kind === 'routing group') return outer === 'administrative group';
  return levelOf(outer) < levelOf(kind);
}

/** A declaration outside of its home goes on with the home that ended before it, as a `}` too many makes one end early. */
function checkPlace(kind: BlockKind, piece: ParsedPiece, nesting: Nesting): void {
  const around = top(nesting);
  const allowed = homes[kind];
  if (allowed === undefined || allowed.includes(around.kind) || around.kind === 'unknown') return;
  const last = around.last;
  const isHome = last !== undefined && allowed.includes(last.kind);
  const early = isHome && last.ended?.closes === true ? last.ended : undefined;
  if (early !== undefined) {
    nesting.faults.push({ piece: early, fault: earlyEnd(early, last?.pieces[0] ?? early, declared(piece)) });
  } else if (piece.faults.length === 0 || isHome) {
    // A head that is misspelt may be no declaration of that kind.
    const called = listed(allowed.map((home) => blocks[home].called), 'or'); // prettier-ignore
    nesting.faults.push({ piece, fault: outside(kind, piece, called) });
  }
  if (isHome) reopen(last, around, nesting);
}

function closeBy(piece: ParsedPiece, nesting: Nesting): void {
  const open = nesting.stack.at(-1);
  if (open !== undefined) {
    suspectEnd(open, piece, nesting);
    end(piece, piece.end, nesting);
  } else if (nesting.root.kind === 'administrative group' && nesting.closed === undefined) {
    nesting.closed = { piece, members: nesting.root.children.length };
  } else {
    const fault = { piece, fault: superfluousEnd(piece) };
    nesting.faults.push(fault);
    nesting.superfluous.push(fault);
  }
}

/** Remembers, for those around, a `}` that begins a line in another column than the declaration that it ends. */
function suspectEnd(open: Open, piece: ParsedPiece, nesting: Nesting): void {
  const column = columnAt(piece, piece.end - 1, nesting);
  const around = nesting.stack.at(-2);
  if (column === undefined || column === open.column || around === undefined) return;
  around.suspect ??= { open, column };
}

/** The blanks before an offset of the last piece, when nothing else stands before it on its line. */
function columnAt(piece: ParsedPiece, offset: number, nesting: Nesting): string | undefined {
  const [, lineEnd, blanks] = /(^|[\r\n])([ \t]*)$/.exec(piece.text.slice(0, offset)) ?? [];
  const before = nesting.pieces.at(-2);
  const isInLine = lineEnd === '' && before !== undefined && !/[\r\n]$/.test(before.text);
  return isInLine ? undefined : blanks;
}

/** Ends the innermost declaration where no `}` does. */
function closeMissing(nesting: Nesting): PlacedFault | undefined {
  const open = top(nesting);
  const head = open.pieces[0];
  const last = nesting.pieces.at(-1);
  if (head === undefined || last === undefined) return undefined;
  const fault = open.reopened || open.kind === 'unknown' ? undefined : missing(open, head, last);
  if (fault !== undefined) nesting.faults.push(fault);
  end(last, last.text.trimEnd().length, nesting, { isMissing: true });
  return fault;
}

/** The one without a `}`: one in it, when that one ended with a `}` in the column of `open`. */
function missing(open: Open, head: ParsedPiece, last: ParsedPiece): PlacedFault | undefined {
  const { suspect } = open;
  const inner = suspect?.column === open.column ? suspect?.open : undefined;
  const innerHead = inner?.pieces[0];
  if (inner === undefined || innerHead === undefined || inner.ended === undefined) {
    return { piece: head, fault: missingEnd(head, last) };
  }
  // Something that nobody knows is a fault already.
  if (inner.kind === 'unknown') return undefined;
  return { piece: innerHead, fault: missingEndBefore(innerHead, inner.ended) };
}

function end(piece: ParsedPiece, offset: number, nesting: Nesting, how: { readonly isMissing?: true } = {}): void {
  const open = nesting.stack.pop();
  if (open === undefined) return;
  const around = top(nesting);
  around.last = open;
  open.ended = piece;
  if (open.kind === 'unknown') around.strange = true;
  const built = declarationOf(open, { piece, offset, ...how });
  if (built === undefined) return;
  around.children.push(built.declaration);
  for (const fault of built.faults) nesting.faults.push(fault);
}

interface Built {
  readonly strange: boolean;
  readonly pieces: readonly Piece[];
  readonly declaration: Declaration;
  readonly faults: readonly PlacedFault[];
}

/** What was built last for the head of a declaration, so that what has not changed stays the same object. */
const built = new WeakMap<Piece, Built>();

/** The declaration that `open` became; undefined for one of no known kind. */
export function declarationOf(open: Open, where: Declaration['end']): Built | undefined {
  const head = open.pieces[0];
  if (head === undefined || open.kind === 'unknown' || open.kind === 'file') return undefined;
  const before = built.get(head);
  if (before !== undefined && isSame(before, open, where)) return before;
  const faults: PlacedFault[] = [];
  const statements = statementsOf(open, faults);
  const declaration = {
    kind: open.kind,
    piece: head,
    head: head.declares?.span ?? { start: 0, end: 0 },
    name: head.declares?.name,
    end: where,
    documentation: head.documentation,
    children: [...open.children],
    statements,
    ...(isSpoilt(open, faults) ? { isSpoilt: true } : {}),
    ...(isBound(open.kind) ? { bindings: head.declares?.bindings ?? [] } : {}),
    ...(open.kind === 'site link' ? { between: head.declares?.between ?? [] } : {}),
    ...(open.kind === 'routing group connector' ? { to: head.declares?.to } : {}),
  } as Declaration; // The parser lets into a block only statements of its kind, which the compiler cannot follow.
  const result = { strange: isStrange(open), pieces: [...open.pieces], declaration, faults };
  built.set(head, result);
  return result;
}

function isBound(kind: BlockKind): boolean {
  return kind === 'virtual server' || kind === 'receive connector';
}

function isSpoilt(open: Open, faults: readonly PlacedFault[]): boolean {
  return faults.length > 0 || isStrange(open) || open.pieces.some((piece) => piece.faults.length > 0);
}

/** Whether a fault around its pieces, and in none of them, is its own. */
function isStrange({ strange, reopened }: Open): boolean {
  return strange || reopened;
}

function isSame(before: Built, open: Open, where: Declaration['end']): boolean {
  const { declaration } = before;
  return (
    declaration.end.piece === where.piece &&
    declaration.end.offset === where.offset &&
    declaration.end.isMissing === where.isMissing &&
    before.strange === isStrange(open) &&
    isSameList(before.pieces, open.pieces) &&
    isSameList(declaration.children, open.children)
  );
}

function isSameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

/** The statements of a block; one that may stand only once and stands again is a fault. */
function statementsOf(open: Open, faults: PlacedFault[]): readonly Statement[] {
  const statements: Statement[] = [];
  const seen = new Map<string, Statement>();
  for (const piece of open.pieces) {
    for (const statement of piece.statements) {
      if (statement.kind === 'include') continue;
      const key = singleKey(statement, open.kind);
      const earlier = key === undefined ? undefined : seen.get(key);
      const goesOn = earlier !== undefined && isList(earlier, open.kind) && isList(statement, open.kind);
      if (key !== undefined && earlier !== undefined && !goesOn)
        faults.push({ piece, fault: repeated(statement, key) });
      else statements.push(statement);
      if (key !== undefined && earlier === undefined) seen.set(key, statement);
    }
  }
  return statements;
}

function includesOf(nesting: Nesting): readonly Include[] {
  const includes: Include[] = [];
  for (const piece of nesting.root.pieces) {
    for (const statement of piece.statements) {
      if (statement.kind !== 'include') continue;
      if (isTop(statement, nesting)) includes.push({ piece, span: statement.span, path: statement.path });
      else nesting.faults.push({ piece, fault: lateInclude(statement) });
    }
  }
  return includes;
}

/** A unit without a head is the first of its file; an include stands there before anything else. */
function isTop(include: IncludeStatement, nesting: Nesting): boolean {
  return nesting.pieces[0] === include.piece && nesting.pieces[0].head === undefined;
}

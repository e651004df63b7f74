// What is not written and holds all the same, shown where it would stand: default costs, the default virtual server of a
// server that is named alone, and what becomes of the message of a test.

import type { InlayHint, Range, TextEdit } from 'vscode-languageserver';
import { addition, usualStep } from '#core/editing/addition';
import { plainText } from '#core/editing/text';
import { keyOf } from '#core/model/keys';
import { defaultCost } from '#core/model/make';
import type { Route } from '#core/routing/route';
import { positionAt } from '#core/syntax/lines';
import { absolute, declarationRange, startOf } from '#core/syntax/places';
import { writtenName } from '#core/syntax/words';
import type { ConnectorStatement, Declaration, Piece, Span, VirtualServerNode } from '#core/syntax/tree';
import { expectationsFor, type TestResult } from '#core/testing/run-test';
import { rangeOf, spanOf } from './ranges.ts';
import type { Snapshot } from './snapshot.ts';

/** What somebody wants to be shown. */
export interface HintsWanted {
  readonly costs: boolean;
  readonly virtualServers: boolean;
  readonly routes: boolean;
}

export const everyHint: HintsWanted = { costs: true, virtualServers: true, routes: true };

interface View {
  readonly snapshot: Snapshot;
  readonly range: Span;
  readonly wanted: HintsWanted;
  readonly resultOf: (test: Declaration) => TestResult | undefined;
}

/** A hint, behind an offset of the file. */
interface Said {
  readonly at: number;
  readonly label: string;
  readonly tooltip: string;
  /** It stands at the end of a word, as what would go on there. */
  readonly goesOn?: boolean;
  /** What writes it down; asked for where it is shown only. */
  readonly edits: () => TextEdit[];
}

/** Nobody sees more at once. */
const mostHints = 500;

export function inlayHints(snapshot: Snapshot, range: Range, wanted: HintsWanted = everyHint): InlayHint[] {
  const { lines, tree } = snapshot.source;
  const span = spanOf(snapshot.source, range);
  const view = { snapshot, range: span, wanted, resultOf: resultsOf(snapshot) };
  return tree.declarations
    .flatMap((declaration) => saidIn(view, declaration))
    .filter(({ at }) => span.start <= at && at <= span.end)
    .slice(0, mostHints)
    .map(({ at, label, tooltip, goesOn = false, edits }) => ({
      position: positionAt(lines, at),
      label,
      tooltip,
      paddingLeft: !goesOn,
      textEdits: edits(),
    }));
}

function saidIn(view: View, declaration: Declaration): Said[] {
  const { start, end } = declarationRange(view.snapshot.source.tree, declaration);
  if (end < view.range.start || view.range.end < start) return [];
  const below = declaration.children.flatMap((child) => saidIn(view, child));
  return [...ofDeclaration(view, declaration), ...below];
}

function ofDeclaration(view: View, declaration: Declaration): Said[] {
  const { costs, routes } = view.wanted;
  switch (declaration.kind) {
    case 'routing group connector':
      return [
        ...(costs ? connectorCost(view, declaration) : []),
        ...declaration.statements.flatMap((statement) => inStatement(view, statement)),
      ];
    case 'smtp connector':
      return declaration.statements.flatMap((statement) => inStatement(view, statement));
    case 'x400 connector':
      return declaration.statements.flatMap((one) => (one.kind === 'bridgehead' ? [] : inStatement(view, one)));
    case 'test':
      return routes ? routeOf(view, declaration) : [];
    default:
      return [];
  }
}

function inStatement(view: View, statement: ConnectorStatement): Said[] {
  const { piece } = statement;
  const { costs, virtualServers } = view.wanted;
  switch (statement.kind) {
    case 'address space':
      return !costs
        ? []
        : statement.spaces.flatMap(({ cost, span }) =>
            cost === undefined ? [costAt(view, piece, span.end, 'An address space')] : [],
          );
    case 'connect':
      return costs && statement.cost === undefined
        ? [costAt(view, piece, statement.group.span.end, 'A connected routing group')]
        : [];
    case 'bridgehead':
      return !virtualServers || statement.bridgeheads === 'any'
        ? []
        : statement.bridgeheads.flatMap((node) => defaultVirtualServer(view, piece, node));
    case 'target':
      return virtualServers ? statement.targets.flatMap((node) => defaultVirtualServer(view, piece, node)) : [];
    default:
      return [];
  }
}

// ---- costs ----------------------------------------------------------------------------------------------------------

const cost = `cost ${defaultCost}`;

function costAt({ snapshot }: View, piece: Piece, end: number, what: string): Said {
  const at = startOf(snapshot.source.tree, piece) + end;
  const tooltip = `${what} costs ${defaultCost} unless its cost is written.`;
  return { at, label: cost, tooltip, edits: () => [insertion(snapshot, at, ` ${cost}`)] };
}

/** Behind the head, as a connector that costs the default says nothing of it in its block. */
function connectorCost({ snapshot }: View, declaration: Declaration): Said[] {
  const { tree } = snapshot.source;
  if (declaration.kind !== 'routing group connector' || declaration.to === undefined) return [];
  if (declaration.statements.some(({ kind }) => kind === 'cost') || isFaulty(declaration)) return [];
  return [
    {
      at: absolute(tree, declaration.piece, declaration.head).end,
      label: cost,
      tooltip: `A routing group connector costs ${defaultCost} unless its cost is written.`,
      edits: () => endOf(snapshot, declaration, [cost]),
    },
  ];
}

/** A cost may be written that could not be read. */
function isFaulty({ piece, statements }: Declaration): boolean {
  return [piece, ...statements.map((statement) => statement.piece)].some(({ faults }) => faults.length > 0);
}

// ---- virtual servers ------------------------------------------------------------------------------------------------

function defaultVirtualServer({ snapshot }: View, piece: Piece, node: VirtualServerNode): Said[] {
  if (node.virtualServer !== undefined) return [];
  const [first] = snapshot.topology.serverByKey.get(keyOf(node.server.value))?.virtualServers ?? [];
  if (first === undefined) return [];
  const at = startOf(snapshot.source.tree, piece) + node.span.end;
  const why = first.implicit ? 'it declares none, so it has this one' : 'the first that it declares';
  return [
    {
      at,
      label: `/${first.name}`,
      tooltip: `A server alone means its default virtual server: ${why}.`,
      goesOn: true,
      edits: () => [insertion(snapshot, at, `/${writtenName(first.name)}`)],
    },
  ];
}

// ---- routes of tests ------------------------------------------------------------------------------------------------

/** The results that are known and hold, by the block of their test; looked for when the first is asked for. */
function resultsOf(snapshot: Snapshot): View['resultOf'] {
  let byPiece: ReadonlyMap<Piece | undefined, readonly TestResult[]> | undefined;
  return (declaration) => {
    byPiece ??= currentResults(snapshot);
    const start = declaration.name?.span.start;
    return byPiece.get(declaration.piece)?.find(({ test }) => test.place?.span.start === start);
  };
}

function currentResults({ tests, source }: Snapshot): ReadonlyMap<Piece | undefined, readonly TestResult[]> {
  const { results, due } = tests();
  const stale = new Set(due);
  const byPiece = new Map<Piece | undefined, TestResult[]>();
  for (const result of results) {
    const { place } = result.test;
    if (place?.file !== source.file || stale.has(result.test)) continue;
    const list = byPiece.get(place.piece);
    if (list === undefined) byPiece.set(place.piece, [result]);
    else list.push(result);
  }
  return byPiece;
}

function routeOf({ snapshot, resultOf }: View, declaration: Declaration): Said[] {
  const send = declaration.statements.find(({ kind }) => kind === 'send');
  const result = resultOf(declaration);
  if (send === undefined || result?.route === undefined) return [];
  const { route, test } = result;
  const edits = () => (test.expectations.length > 0 ? [] : endOf(snapshot, declaration, expectationsFor(route)));
  const at = absolute(snapshot.source.tree, send.piece, send.span).end;
  return [{ at, label: inShort(route), tooltip: route.reason, edits }];
}

/** `via 'S2L', cost 10`. */
function inShort({ outcome, status, cost, connectors, queue }: Route): string {
  switch (outcome) {
    case 'delivered': {
      const names = connectors.map((name) => `'${name}'`).join(', ');
      return `via ${connectors.length === 0 ? 'no connector' : cut(names)}, cost ${cost ?? 0}`;
    }
    case 'queued':
      return `waits in '${cut(queue ?? '')}'`;
    case 'undeliverable':
      return status === null ? 'undeliverable' : `undeliverable ${status}`;
  }
}

/** VS Code shows 43 characters of a line's hints, and the cost stands last. */
const longestPart = 28;

function cut(text: string): string {
  return text.length > longestPart ? `${text.slice(0, longestPart - 1)}…` : text;
}

// ---- writing them down ----------------------------------------------------------------------------------------------

function insertion({ source }: Snapshot, at: number, newText: string): TextEdit {
  return { range: rangeOf(source, { start: at, end: at }), newText };
}

/** None where nobody can tell where the block ends. */
function endOf({ source }: Snapshot, declaration: Declaration, lines: readonly string[]): TextEdit[] {
  const added = addition(source.tree, declaration, { lines, step: usualStep });
  return added === undefined ? [] : [{ range: rangeOf(source, added.span), newText: plainText(added.parts) }];
}

// Completion works on the broken text of typing: what the grammar could take at the cursor is filled with what makes
// sense there, in this topology.

import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { expectedAt } from '#core/syntax/expected';
import type { Expected } from '#core/syntax/expected';
import type { Declaration, Span } from '#core/syntax/tree';
import { declarationsAround } from './element-at.ts';
import { declarationDocs, keywordMarkdown, statementDocs, wordDocs } from './keyword-docs.ts';
import type { KeywordDoc } from './keyword-docs.ts';
import { offersOf } from './offers.ts';
import type { Offer, Spot } from './offers.ts';
import { rangeOf } from './ranges.ts';
import { filledIn, withoutTabStops } from './snippet.ts';
import type { Snapshot } from './snapshot.ts';

/** What an editor can do with what it is offered. */
export interface CompletionOptions {
  /** It knows snippets with tab stops. */
  readonly snippets: boolean;
}

export function completion(snapshot: Snapshot, offset: number, options: CompletionOptions): CompletionList {
  const expected = expectedAt(snapshot.source.tree, offset);
  if (expected === undefined) return { isIncomplete: false, items: [] };
  const spot = { snapshot, around: aroundSpot(snapshot, offset, expected), before: expected.before };
  const statements = statementsAt(spot, expected);
  const items = [
    ...expected.values.flatMap((value) => offersOf(value, spot)).map((offer) => nameItem(snapshot, expected, offer)),
    ...keywordsAt(expected, statements).map((keyword) => keywordItem(snapshot, expected, keyword)),
    ...statements.map((doc) => statementItem(spot, expected, doc, options)),
  ];
  return { isIncomplete: false, items: distinct(items).map(inThisOrder) };
}

/** The declarations around the cursor; behind a head that is being written they are those around the head. */
function aroundSpot({ source }: Snapshot, offset: number, { block }: Expected): readonly Declaration[] {
  const around = declarationsAround(source.tree, offset);
  const depth = around.findLastIndex(({ kind }) => kind === block);
  return depth < 0 ? around : around.slice(0, depth + (isHead(around[depth + 1]) ? 2 : 1));
}

function isHead(declaration: Declaration | undefined): boolean {
  return declaration !== undefined && declaration.kind === 'virtual server';
}

// ---- statements and declarations ------------------------------------------------------------------------------------

/** The statements and declarations that what is written before the cursor can be the beginning of. */
function statementsAt(spot: Spot, { block, before }: Expected): readonly KeywordDoc[] {
  if (block === 'unknown') return [];
  const words = before.trim().replaceAll(/\s+/g, ' ');
  const begins = (doc: KeywordDoc): boolean =>
    doc.blocks.includes(block) && (words === '' || doc.keyword.startsWith(`${words} `));
  const written = words === '' ? writtenOnce(spot) : new Set<string>();
  return [...statementDocs, ...declarationDocs].filter((doc) => begins(doc) && !written.has(doc.keyword));
}

/** Statements that stand once in their block and are there already. */
function writtenOnce({ around, snapshot }: Spot): ReadonlySet<string> {
  const block = around.at(-1);
  const kinds = block === undefined ? [] : block.statements.map(({ kind }): string => kind);
  const isFilled = block === undefined && snapshot.topology.organization.place !== undefined;
  return new Set([...kinds.filter((kind) => !isList(kind)), ...(isFilled ? ['organization'] : [])]);
}

function isList(kind: string): boolean {
  return statementDocs.some(
    ({ keyword, form }) => keyword === kind && (form.includes('…') || /^(?:at|expect)\b/.test(kind)),
  );
}

function statementItem(spot: Spot, expected: Expected, doc: KeywordDoc, options: CompletionOptions): CompletionItem {
  const snippet = filledIn(doc, spot);
  const span = { start: expected.word.start - expected.before.length, end: expected.word.end };
  return {
    label: doc.keyword,
    kind: declarationDocs.includes(doc) ? CompletionItemKind.Struct : CompletionItemKind.Keyword,
    detail: doc.form,
    documentation: { kind: MarkupKind.Markdown, value: keywordMarkdown(doc) },
    filterText: doc.keyword,
    insertTextFormat: options.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: rangeOf(spot.snapshot.source, onOneLine(spot.snapshot, span)),
      newText: options.snippets ? snippet : withoutTabStops(snippet),
    },
  };
}

/** An edit of a completion stays on the line of the cursor. */
function onOneLine({ source }: Snapshot, { start, end }: Span): Span {
  const text = source.tree.text.slice(start, end);
  const lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return { start: start + lineEnd + 1, end };
}

// ---- words inside a statement ---------------------------------------------------------------------------------------

function keywordsAt({ before, keywords }: Expected, statements: readonly KeywordDoc[]): readonly string[] {
  if (before === '') return [];
  const length = before.trim().replaceAll(/\s+/g, ' ').length + 1;
  const offered = new Set(statements.map(({ keyword }) => keyword.slice(length).split(' ')[0]));
  return keywords.filter((keyword) => /^[a-z]/.test(keyword) && !offered.has(keyword));
}

function keywordItem(snapshot: Snapshot, expected: Expected, keyword: string): CompletionItem {
  const phrase = keyword === 'all' ? 'all unassigned' : keyword;
  const doc = wordDocs.find(({ word }) => word === phrase);
  return {
    label: phrase,
    kind: CompletionItemKind.Keyword,
    textEdit: { range: rangeOf(snapshot.source, wordSpan(snapshot, expected)), newText: phrase },
    ...(doc === undefined ? {} : { documentation: doc.text }),
  };
}

function nameItem(snapshot: Snapshot, expected: Expected, offer: Offer): CompletionItem {
  const { label, text = label, detail, documentation = '', kind } = offer;
  const span = wordSpan(snapshot, expected);
  const isQuoted = snapshot.source.tree.text[span.start] === '"';
  return {
    label,
    kind,
    filterText: isQuoted ? `"${label.replaceAll('"', '')}"` : label,
    textEdit: { range: rangeOf(snapshot.source, span), newText: text },
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === '' ? {} : { documentation }),
  };
}

/** The word at the cursor, what follows it without a blank included: it is replaced, not pushed aside. */
function wordSpan({ source: { tree } }: Snapshot, { word }: Expected): Span {
  const rest = tree.text.slice(word.end, word.end + longestWord);
  const isQuoted = tree.text[word.start] === '"' && word.end > word.start;
  const behind = (isQuoted ? /^[^"\r\n]*"(?:\/(?:"[^"\r\n]*"|[\p{L}\p{N}_.-]+))?/u : /^[\p{L}\p{N}_.*@/-]+/u).exec(
    rest,
  );
  return { start: word.start, end: word.end + (behind?.[0].length ?? 0) };
}

const longestWord = 1_000;

function distinct(items: readonly CompletionItem[]): CompletionItem[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}

/** Names before keywords, statements in the order of the docs: editors would sort them by letter. */
function inThisOrder(item: CompletionItem, index: number): CompletionItem {
  return { ...item, sortText: String(index).padStart(5, '0') };
}

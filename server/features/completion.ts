// Completion works on the broken text of typing: what the grammar could take at the cursor is filled with what makes
// sense there, in this topology.

import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { expectedAt } from '#core/syntax/expected';
import { saysMore } from '#core/syntax/single';
import { isSaidIn, isWordOf } from '#core/model/model-words';
import type { Home, KeywordDoc } from '#core/syntax/statements/row';
import { statements } from '#core/syntax/statements/table';
import type { Span } from '#core/syntax/tree';
import { bothWays } from './both-ways.ts';
import { codesAt } from './disable-action.ts';
import { declarationDocs } from './keywords/declarations.ts';
import { keywordMarkdown } from './keywords/keyword-docs.ts';
import { patterns, type Pattern } from './keywords/patterns.ts';
import { wordDocs } from './keywords/words.ts';
import { codeBlock } from './markdown.ts';
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
  const codes = codesAt(snapshot, offset);
  if (codes !== undefined) return { isIncomplete: false, items: codes.map(inThisOrder) };
  const expected = expectedAt(snapshot.source.tree, offset);
  const items = expected === undefined ? [] : itemsAt({ snapshot, ...expected }, options);
  return { isIncomplete: false, items: distinct(items).map(inThisOrder) };
}

function itemsAt(spot: Spot, options: CompletionOptions): CompletionItem[] {
  if (spot.block === 'unknown') return [];
  const begun = begunAt(spot, spot.block);
  return [
    ...keywordsBesides(begun, spot).flatMap((keyword) => keywordItems(spot, keyword)),
    ...spot.values.flatMap((value) => offersOf(value, spot)).map((offer) => nameItem(spot, offer)),
    ...begun.map((doc) => statementItem(spot, doc, options)),
    ...patternsAmong(begun).map((pattern) => patternItem(spot, pattern, options)),
    ...(begun.some(({ keyword }) => keyword === 'routing group connector') ? bothWaysItems(spot) : []),
  ];
}

// ---- statements and declarations ------------------------------------------------------------------------------------

/** The statements and declarations that what is written before the cursor can be the beginning of. */
function begunAt(spot: Spot, block: Home): readonly KeywordDoc[] {
  const words = inOneBlank(spot.before);
  const begins = (doc: KeywordDoc): boolean =>
    doc.blocks.includes(block) && isWordOf(modelIn(spot), doc) && (words === '' || doc.keyword.startsWith(`${words} `));
  const isNew = words === '';
  const written = spot.around.at(-1)?.statements ?? [];
  return [
    ...statements.filter((row) => begins(row) && (!isNew || saysMore(row, written, block))),
    ...declarationDocs.filter((doc) => begins(doc) && (!isNew || isInTime(doc, spot))),
  ];
}

function modelIn({ snapshot: { topology } }: Spot): string {
  return topology.organization.model.value;
}

/** What is often written together stands where its first declaration may stand. */
function patternsAmong(begun: readonly KeywordDoc[]): readonly Pattern[] {
  return patterns.filter(({ declares }) => begun.some(({ keyword }) => keyword === declares));
}

function inOneBlank(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** An organization is declared once, and files are included before anything is declared. */
function isInTime({ keyword }: KeywordDoc, { snapshot: { topology, source } }: Spot): boolean {
  if (keyword === 'organization') return topology.organization.place === undefined;
  return keyword !== 'include' || source.tree.declarations.length === 0;
}

function statementItem(spot: Spot, doc: KeywordDoc, options: CompletionOptions): CompletionItem {
  return {
    label: doc.keyword,
    kind: declarationDocs.includes(doc) ? CompletionItemKind.Struct : CompletionItemKind.Keyword,
    detail: doc.form,
    documentation: { kind: MarkupKind.Markdown, value: keywordMarkdown(doc) },
    filterText: doc.keyword,
    ...insertion(spot, filledIn(doc, spot), options),
  };
}

function patternItem(spot: Spot, pattern: Pattern, options: CompletionOptions): CompletionItem {
  const snippet = filledIn(pattern, spot);
  return {
    label: pattern.label,
    kind: CompletionItemKind.Snippet,
    documentation: {
      kind: MarkupKind.Markdown,
      value: `${pattern.text}\n\n${codeBlock(withoutTabStops(snippet).replaceAll('\t', '  '))}`,
    },
    filterText: pattern.label,
    ...insertion(spot, snippet, options),
  };
}

function bothWaysItems(spot: Spot): CompletionItem[] {
  const { source } = spot.snapshot;
  return bothWays(spot).map(({ label, text, back }) => ({
    label,
    kind: CompletionItemKind.Snippet,
    documentation: {
      kind: MarkupKind.Markdown,
      value: `A connector from here, and in the other routing group the one back.\n\n${codeBlock(`${text}\n${back.text.trim()}`)}`,
    },
    filterText: label,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(source, onOneLine(spot.snapshot, asWritten(spot))), newText: text },
    additionalTextEdits: [{ range: rangeOf(source, back.span), newText: back.text }],
  }));
}

/** In place of the statement as far as it is written. */
function insertion(
  spot: Spot,
  snippet: string,
  options: CompletionOptions,
): Pick<CompletionItem, 'insertTextFormat' | 'textEdit'> {
  return {
    insertTextFormat: options.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: rangeOf(spot.snapshot.source, onOneLine(spot.snapshot, asWritten(spot))),
      newText: options.snippets ? snippet : withoutTabStops(snippet),
    },
  };
}

function asWritten({ word, before }: Spot): Span {
  return { start: word.start - before.length, end: word.end };
}

/** An edit of a completion stays on the line of the cursor. */
function onOneLine({ source }: Snapshot, { start, end }: Span): Span {
  const text = source.tree.text.slice(start, end);
  const lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return { start: start + lineEnd + 1, end };
}

// ---- words inside a statement ---------------------------------------------------------------------------------------

/** A statement that is offered as a whole is not offered word by word. */
function keywordsBesides(begun: readonly KeywordDoc[], spot: Spot): readonly string[] {
  const { before, keywords } = spot;
  if (before === '') return [];
  const length = inOneBlank(before).length + 1;
  const offered = new Set([...begun.map(({ keyword }) => firstWord(keyword.slice(length))), ...writtenOptions(before)]);
  return keywords.filter((keyword) => !offered.has(firstWord(keyword)) && isSaidIn(modelIn(spot), keyword));
}

const paces = ['every', 'rate'];

/** The options that a `send` has already: each stands once, and a pace is one of two. */
function writtenOptions(before: string): readonly string[] {
  const [, options] = /\bsend\s.*?\sto\s+\S+\s(.*)$/s.exec(before) ?? [];
  const words = options?.replace(/"[^"]*"/g, '').match(/[a-z]+(?=\s|$)/g) ?? [];
  return words.some((word) => paces.includes(word)) ? [...words, ...paces] : words;
}

function firstWord(phrase: string): string {
  return phrase.split(' ')[0] ?? '';
}

/** A keyword with the words that follow it; where these may be others, all there are. */
function keywordItems({ snapshot, word }: Spot, keyword: string): readonly CompletionItem[] {
  const docs = wordDocs.filter(({ word }) => firstWord(word) === firstWord(keyword));
  const item = (phrase: string): CompletionItem => ({
    label: phrase,
    kind: CompletionItemKind.Keyword,
    textEdit: { range: rangeOf(snapshot.source, word), newText: phrase },
  });
  if (docs.length === 0) return [item(keyword)];
  return docs.map(({ word, text }) => ({ ...item(word), documentation: text }));
}

function nameItem({ snapshot, word }: Spot, offer: Offer): CompletionItem {
  const { label, text = label, detail, documentation = '', kind } = offer;
  const isQuoted = snapshot.source.tree.text.slice(word.start, word.end).includes('"');
  return {
    label,
    kind,
    filterText: isQuoted ? quoted(text) : label,
    textEdit: { range: rangeOf(snapshot.source, word), newText: text },
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === '' ? {} : { documentation }),
  };
}

/** Whoever typed a quotation mark finds names that need none, too. */
function quoted(text: string): string {
  return text.includes('"') ? text : `"${text}"`;
}

function distinct(items: readonly CompletionItem[]): CompletionItem[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}

/** Names before keywords, statements in the order of the docs: editors would sort them by letter. */
function inThisOrder(item: CompletionItem, index: number): CompletionItem {
  return { ...item, sortText: String(index).padStart(5, '0') };
}

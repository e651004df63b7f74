// Words that only one routing model has, wherever they stand. The grammar takes those of every model, so a file reads the
// same whatever its organization says; which of them mean something, the model decides.

import { blocks } from '#core/syntax/blocks';
import type { ModelName } from '#core/syntax/statements/row';
import { rowOf } from '#core/syntax/statements/table';
import type { Declaration, ElementNode, Piece, ScenarioAction, SendNode, Span, Statement } from '#core/syntax/tree';
import { flatMapAgain, allMade, type Made } from './changes.ts';
import { perDeclaration, sameList } from './memo.ts';
import type { Project } from './project.ts';
import type { FileId, Place } from './topology.ts';

/** Words of one routing model. */
export interface ModelWord {
  readonly model: ModelName;
  /** `shared domain`; of a head the words before the name; of a reference `SERVER/VS`. */
  readonly words: string;
  /** Where the words stand, without what follows them. */
  readonly place: Place;
  /** It begins a declaration, and what stands in that is not listed itself. */
  readonly isHead: boolean;
}

/** The words of one declaration and those in it. */
export type ModelWords = readonly ModelWord[];

export interface ModelWordsSurvey {
  readonly byFile: ReadonlyMap<FileId, Made<Declaration, ModelWords>>;
  /** One list for each declaration that has any. */
  readonly all: readonly ModelWords[];
}

/** All of them in a project, from those before an edit: a list is the same object as long as its declaration is. */
export function surveyModelWords(project: Project, previous?: ModelWordsSurvey): ModelWordsSurvey {
  const byFile = new Map<FileId, Made<Declaration, ModelWords>>();
  for (const { file, tree } of project.files) {
    const list = tree.declarations;
    const inside = (declaration: Declaration) => {
      const words = wordsIn(declaration, file, undefined);
      return words.length === 0 ? [] : [words];
    };
    byFile.set(file, { list, made: flatMapAgain(list, previous?.byFile.get(file), inside) });
  }
  return { byFile, all: sameList(previous?.all, allMade(byFile)) };
}

const wordsIn = perDeclaration((declaration: Declaration, file: FileId, _owner: undefined): ModelWords => {
  const { kind, piece, head, name } = declaration;
  const { model } = blocks[kind];
  const below = declaration.children.flatMap((child) => wordsIn(child, file, undefined));
  if (model !== undefined && name !== undefined) {
    const place = placeOfWords(file, piece, head, kind);
    // What stands in a declaration of one model may be of the other one all the same: a virtual server in a site.
    return [{ model, words: kind, place, isHead: true }, ...below.filter((word) => word.model !== model)];
  }
  const own = declaration.statements.flatMap((statement) => wordsOf(statement, declaration.kind, file));
  return [...own, ...below];
});

function wordsOf(statement: Statement, block: Declaration['kind'], file: FileId): ModelWords {
  const { piece, span } = statement;
  const found = (model: ModelName, words: string, where: Span): ModelWord => ({
    model,
    words,
    place: placeOfWords(file, piece, where, words),
    isHead: false,
  });
  switch (statement.kind) {
    case 'domain': {
      const { authority } = statement;
      if (authority === 'authoritative') return [];
      return [found(authority === 'shared' ? 'exchange-2003' : 'exchange-2013', `${authority} domain`, span)];
    }
    case 'mail exchanger':
      return statement.exchangers.flatMap((one) =>
        one.virtualServer === undefined ? [] : [found('exchange-2003', virtualServerWords, one.span)],
      );
    case 'down':
      return elementWords(statement.elements, found);
    case 'send':
      return sourceWords(statement.send, found);
    case 'at':
      return actionWords(statement.action, span, piece, found);
    default: {
      const row = rowOf(statement.kind, block);
      return row?.model === undefined ? [] : [found(row.model, row.keyword, span)];
    }
  }
}

type Found = (model: ModelName, words: string, where: Span) => ModelWord;

/** What `SERVER/VS` is called in messages. */
export const virtualServerWords = 'SERVER/VS';
/** What `IP at SERVER` is. */
export const computerWords = 'IP at SERVER';

const elementModels: Partial<Record<ElementNode['kind'], ModelName>> = {
  'virtual server': 'exchange-2003',
  'routing group': 'exchange-2003',
  site: 'exchange-2013',
  database: 'exchange-2013',
};

function elementWords(elements: readonly ElementNode[], found: Found): ModelWords {
  return elements.flatMap(({ kind, span }) => {
    const model = elementModels[kind];
    return model === undefined ? [] : [found(model, kind, span)];
  });
}

function sourceWords({ from }: SendNode, found: Found): ModelWords {
  if (from.kind === 'computer') return [found('exchange-2013', computerWords, from.span)];
  const isOf2003 = from.kind === 'server' && from.virtualServer !== undefined;
  return isOf2003 ? [found('exchange-2003', virtualServerWords, from.span)] : [];
}

const actionModels: Partial<Record<ScenarioAction['kind'], ModelName>> = {
  freeze: 'exchange-2003',
  unfreeze: 'exchange-2003',
  force: 'exchange-2003',
  'pick up': 'exchange-2003',
  'disable outbound mail': 'exchange-2003',
  'enable outbound mail': 'exchange-2003',
  suspend: 'exchange-2013',
  resume: 'exchange-2013',
  retry: 'exchange-2013',
  resubmit: 'exchange-2013',
  redirect: 'exchange-2013',
};

function actionWords(action: ScenarioAction, span: Span, piece: Piece, found: Found): ModelWords {
  if (action.kind === 'send') return sourceWords(action.send, found);
  if (action.kind === 'down' || action.kind === 'up') return elementWords(action.elements, found);
  const model = actionModels[action.kind];
  if (model === undefined) return [];
  // Behind `at D`.
  const [before = ''] = /^at[ \t]+\S+[ \t]+/.exec(piece.text.slice(span.start, span.end)) ?? [];
  return [found(model, action.kind, { start: span.start + before.length, end: span.end })];
}

function placeOfWords(file: FileId, piece: Piece, { start, end }: Span, words: string): Place {
  const pattern = new RegExp(words.split(' ').map(escaped).join('[ \\t]+'), 'y');
  pattern.lastIndex = start;
  const [written] = pattern.exec(piece.text) ?? [];
  return { file, piece, span: { start, end: written === undefined ? end : start + written.length } };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What people of one model call what the other one has: words that can stand in place of each other, and others. */
const counterparts: readonly {
  readonly of2003: string;
  readonly of2013: string;
  /** Written instead, nothing else has to change. */
  readonly isSame: boolean;
}[] = [
  { of2003: 'shared domain', of2013: 'internal relay domain', isSame: true },
  { of2003: 'routing group', of2013: 'site', isSame: true },
  { of2003: 'bridgehead', of2013: 'source', isSame: true },
  { of2003: 'freeze', of2013: 'suspend', isSame: true },
  { of2003: 'unfreeze', of2013: 'resume', isSame: true },
  { of2003: 'force', of2013: 'retry', isSame: true },
  { of2003: 'smtp connector', of2013: 'send connector', isSame: false },
  { of2003: 'x400 connector', of2013: 'foreign connector', isSame: false },
  { of2003: 'routing group connector', of2013: 'site link', isSame: false },
  { of2003: 'virtual server', of2013: 'receive connector', isSame: false },
  { of2003: 'target', of2013: 'site link', isSame: false },
  { of2003: 'connect', of2013: 'site link', isSame: false },
  { of2003: 'limit size', of2013: 'limit receive size', isSame: false },
  { of2003: 'limit size', of2013: 'limit send size', isSame: false },
];

/** What says the same in the other model; undefined where nothing does. */
export function counterpartOf({ model, words }: Pick<ModelWord, 'model' | 'words'>) {
  const [own, other] = model === 'exchange-2003' ? (['of2003', 'of2013'] as const) : (['of2013', 'of2003'] as const);
  const found = counterparts.filter((each) => each[own] === words);
  return found.length === 0
    ? undefined
    : { words: found.map((each) => each[other]), isSame: found[0]?.isSame === true };
}

/** Whether a word within a statement, an element or an action, is one that this model has. */
export function isSaidIn(model: string, word: string): boolean {
  const models: Readonly<Record<string, ModelName | undefined>> = {
    ...elementModels,
    ...actionModels,
    sites: 'exchange-2013',
    received: 'exchange-2013',
  };
  const own = models[word];
  return own === undefined || own === model.toLowerCase();
}

/** Whether a keyword means something under a model. */
export function isWordOf(model: string, { model: own }: { readonly model?: ModelName }): boolean {
  return own === undefined || own === model.toLowerCase();
}

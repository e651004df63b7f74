import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import type { Element } from '#core/model/topology';
import { referenceTo } from '#core/model/keys';
import { declarationAt, declarationRange, declarationsAround, startOf } from '#core/syntax/places';
import type { Home } from '#core/syntax/statements/row';
import type { Declaration, Span } from '#core/syntax/tree';
import { dependenceOn } from './dependence.ts';
import { codeHover } from './disable-action.ts';
import { connectorFacts, defaultsInForce, groupFacts, serverFacts, virtualServerFacts } from './facts.ts';
import { dagFacts, databaseFacts, siteFacts, siteLinkFacts, transportServerFacts } from './site-facts.ts';
import { keywordDoc, keywordMarkdown } from './keywords/keyword-docs.ts';
import { type WordDoc, wordDocs } from './keywords/words.ts';
import { codeBlock, escaped, list } from './markdown.ts';
import { declarationsOf, nameAt } from './names.ts';
import type { NameAt, Target } from './names.ts';
import { pieceRange, rangeOf } from './ranges.ts';
import { statementBefore, wordAt } from './statement-text.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** What the name, the keyword or the code at the offset means. */
export function hover(snapshot: Snapshot, offset: number): Hover | null {
  const code = codeHover(snapshot, offset);
  if (code !== undefined) return code;
  const name = nameAt(snapshot, offset);
  return name === undefined ? keywordHover(snapshot, offset) : nameHover(snapshot, name);
}

function nameHover(snapshot: Snapshot, name: NameAt): Hover | null {
  const { place, target } = name;
  const value = [...declarationText(snapshot, target), ...factsOf(snapshot, target)].join('\n\n');
  if (value === '') return null;
  return markdown(value, pieceRange(snapshot.source, place.piece, place.span));
}

/** The declaration as it is written, its documentation and the defaults that it leaves in force. */
function declarationText(snapshot: Snapshot, target: Target): string[] {
  const [place] = declarationsOf(snapshot, target);
  const source = place && snapshot.sourceOf(place.file);
  if (place === undefined || source === undefined) return [];
  const offset = startOf(source.tree, place.piece) + place.span.start;
  const declaration = declarationAt(source.tree, offset);
  if (declaration === undefined) return [];
  const documentation = declaration.documentation === '' ? [] : [escaped(declaration.documentation)];
  return [
    codeBlock(asWritten(source, declaration)),
    ...documentation,
    ...defaultsInForce(declaration, snapshot.topology.organization.model.value),
  ];
}

const longestDeclaration = 24;

function asWritten(source: SourceFile, declaration: Declaration): string {
  const { start, end } = declarationRange(source.tree, declaration);
  const text = source.tree.text.slice(start, Math.min(end, start + 4000));
  const lines = text.split(/\r\n|\r|\n/);
  const indent = /[ \t]*$/.exec(source.tree.text.slice(Math.max(0, start - 100), start))?.[0] ?? '';
  const shown = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  if (shown.length <= longestDeclaration) return shown.join('\n');
  return [...shown.slice(0, longestDeclaration), '  …'].join('\n');
}

function factsOf(snapshot: Snapshot, target: Target): string[] {
  const { topology } = snapshot;
  switch (target.kind) {
    case 'connector': {
      const connector = topology.connectorByKey.get(target.key);
      if (connector === undefined) return [];
      const element: Element = { kind: 'connector', connector: referenceTo(connector.name) };
      return [list([...dependenceOn(snapshot, element), ...connectorFacts(topology, connector)])];
    }
    case 'server': {
      const server = topology.serverByKey.get(target.key);
      if (server === undefined) return [];
      const element: Element = { kind: 'server', server: referenceTo(server.name) };
      const isInSite = topology.routingGroupByKey.get(server.group)?.kind === 'site';
      const facts = isInSite ? transportServerFacts(topology, server) : serverFacts(topology, server);
      return [list([...dependenceOn(snapshot, element), ...facts])];
    }
    case 'virtual server': {
      const virtualServer = topology.virtualServerByKey.get(target.key);
      const server = virtualServer && topology.serverByKey.get(virtualServer.server);
      if (virtualServer === undefined || server === undefined) return [];
      const reference = {
        server: referenceTo(server.name),
        virtualServer: referenceTo(virtualServer.name),
        place: undefined,
      };
      const element: Element = { kind: 'virtual server', reference };
      return [list([...dependenceOn(snapshot, element), ...virtualServerFacts(topology, virtualServer)])];
    }
    case 'routing group': {
      const group = topology.routingGroupByKey.get(target.key);
      if (group === undefined) return [];
      const element: Element = { kind: group.kind, group: referenceTo(group.name) };
      const facts = group.kind === 'site' ? siteFacts(topology, group) : groupFacts(topology, group);
      return [list([...dependenceOn(snapshot, element), ...facts])];
    }
    case 'database': {
      const database = topology.databaseByKey.get(target.key);
      return database === undefined ? [] : [list(databaseFacts(topology, database))];
    }
    case 'site link': {
      const link = topology.siteLinkByKey.get(target.key);
      return link === undefined ? [] : [list(siteLinkFacts(link))];
    }
    case 'dag': {
      const dag = topology.dagByKey.get(target.key);
      return dag === undefined ? [] : [list(dagFacts(topology, dag))];
    }
    case 'host': {
      const system = topology.mailSystemByKey.get(target.key);
      return system === undefined ? [] : [list(dependenceOn(snapshot, { kind: 'host', host: system.name }))];
    }
    default:
      return [];
  }
}

function keywordHover({ source, topology }: Snapshot, offset: number): Hover | null {
  const word = wordAt(source.tree.text, offset);
  if (word === undefined) return null;
  const before = statementBefore(source.tree.text, word.end);
  if (before === undefined) return null;
  const doc = keywordDoc(blockAt(source, offset), afterwards(source, before), topology.organization.model.value);
  const keyword = doc && keywordSpan(source, before.start, doc.keyword);
  if (doc !== undefined && keyword !== undefined && offset <= keyword.end) {
    return markdown(keywordMarkdown(doc), rangeOf(source, keyword));
  }
  const inside = wordDocs
    .filter((one) => standsAmong(source, before, word, one.word))
    .reduce<WordDoc | undefined>((best, one) => (one.word.length > (best?.word.length ?? 0) ? one : best), undefined);
  return inside === undefined ? null : markdown(inside.text, rangeOf(source, word));
}

/** Whether a word of the statement is one of these: `ndr` means one thing alone and another behind `with`. */
function standsAmong({ tree }: SourceFile, statement: Span, { start, end }: Span, phrase: string): boolean {
  const text = tree.text.slice(statement.start, end + 2 * phrase.length).split(/[\r\n]/)[0] ?? '';
  const words = new RegExp(`(?<=^|[\\s,])${phrase.replaceAll(' ', '[ \\t]+')}(?=$|[\\s,;:}])`, 'g');
  return [...text.matchAll(words)].some(({ 0: { length }, index }) => {
    const from = statement.start + index;
    return from <= start && end <= from + length;
  });
}

/** The statement's words from its beginning to well behind the cursor, as the keyword may go on there. */
function afterwards({ tree }: SourceFile, before: Span): string {
  return (
    tree.text
      .slice(before.start, before.start + 80)
      .replaceAll(/[ \t]+/g, ' ')
      .split(/[\r\n;{}]/)[0] ?? ''
  );
}

function keywordSpan({ tree }: SourceFile, start: number, keyword: string): Span | undefined {
  const pattern = new RegExp(keyword.replaceAll('.', '\\.').replaceAll(' ', '[ \\t]+'), 'y');
  pattern.lastIndex = start;
  return pattern.test(tree.text) ? { start, end: pattern.lastIndex } : undefined;
}

/** The block that a statement or head at the offset stands in. */
function blockAt({ tree }: SourceFile, offset: number): Home {
  const around = declarationsAround(tree, offset);
  const inner = around.at(-1);
  if (inner === undefined) return 'file';
  const headEnd = startOf(tree, inner.piece) + inner.head.end;
  return offset <= headEnd ? (around.at(-2)?.kind ?? 'file') : inner.kind;
}

function markdown(value: string, range: Hover['range']): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, ...(range === undefined ? {} : { range }) };
}

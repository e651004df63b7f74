// Elements to switch off, as the drawing's ids and the command line's `--down` name them: the language's own words.

import { at, element as elementOfNode } from '#core/model/values';
import { groupWord } from '#core/model/lookup';
import type { Element, Topology } from '#core/model/topology';
import type { Answer } from '#core/answer';
import { parse } from '#core/syntax/parse';
import { inQuotes } from '#core/syntax/words';
import { findDeclared, findVirtualServer } from './declared.ts';

/** The elements that these words name, one each; a sentence about the first that names none. */
export function readDown(ids: readonly string[], topology: Topology): Answer<Element[]> {
  const elements: Element[] = [];
  for (const id of ids) {
    const element = readElement(id, topology);
    if (!element.ok) return element;
    elements.push(element.value);
  }
  return { ok: true, value: elements };
}

/** One element, `connector "Internet Mail"`; the quotation marks around its last name may be left out. */
function readElement(text: string, topology: Topology): Answer<Element> {
  const trimmed = text.trim();
  const element = parsed(trimmed) ?? parsed(withLastNameQuoted(trimmed));
  return element === undefined ? { ok: false, error: unreadable(trimmed) } : declared(element, topology);
}

/** Reads the words with the language's own grammar, as the one element of a `down` statement. */
function parsed(text: string): Element | undefined {
  if (/[\r\n]/.test(text)) return undefined;
  const tree = parse(`test t {\n  down ${text}\n}\n`);
  const [declaration, ...more] = tree.declarations;
  if (declaration?.kind !== 'test' || more.length > 0) return undefined;
  if (tree.faults.length > 0 || tree.pieces.some((piece) => piece.faults.length > 0)) return undefined;
  const [statement, ...others] = declaration.statements;
  if (statement?.kind !== 'down' || others.length > 0) return undefined;
  const [element, ...rest] = statement.elements;
  return element === undefined || rest.length > 0 ? undefined : elementOfNode(element, at('', statement.piece));
}

const kindAndName =
  /^(server|site|database|connector|routing\s+group|virtual\s+server\s+(?:"(?:[^"\\]|\\.)*"|[^/"]+)\/|line\s+.+?\s+to)\s*(.+)$/s;

function withLastNameQuoted(text: string): string {
  const [, kind, name = ''] = kindAndName.exec(text) ?? [];
  if (kind === undefined || name.startsWith('"')) return text;
  const blank = kind.endsWith('/') ? '' : ' ';
  return `${kind}${blank}${inQuotes(name)}`;
}

function unreadable(text: string): string {
  const words =
    'server NAME, virtual server SERVER/VS, connector NAME, routing group NAME, site NAME, database NAME, line GROUP to GROUP, host HOST or dns';
  if (text === '') return `What is to be switched off is missing; write ${words}.`;
  return `'${text}' cannot be switched off; write ${words}.`;
}

/** Hosts and `dns` need no declaration, everything else does. */
function declared(element: Element, topology: Topology): Answer<Element> {
  const problem = undeclared(element, topology);
  return problem ?? { ok: true, value: element };
}

function undeclared(element: Element, topology: Topology): { readonly ok: false; readonly error: string } | undefined {
  switch (element.kind) {
    case 'server':
      return failure(findDeclared('server', element.server.name, topology.serverByKey));
    case 'virtual server': {
      const { server, virtualServer } = element.reference;
      return failure(findVirtualServer({ server: server.name, virtualServer: virtualServer?.name }, topology));
    }
    case 'connector':
      return failure(findDeclared('connector', element.connector.name, topology.connectorByKey));
    case 'routing group':
    case 'site':
      return failure(findDeclared(element.kind, element.group.name, topology.routingGroupByKey));
    case 'database':
      return failure(findDeclared('database', element.database.name, topology.databaseByKey));
    case 'line':
      return (
        failure(findDeclared(groupWord(topology), element.from.name, topology.routingGroupByKey)) ??
        failure(findDeclared(groupWord(topology), element.to.name, topology.routingGroupByKey))
      );
    case 'host':
    case 'dns':
      return undefined;
  }
}

function failure(answer: Answer<unknown>): { readonly ok: false; readonly error: string } | undefined {
  return answer.ok ? undefined : answer;
}

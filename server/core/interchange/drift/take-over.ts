// Makes the topology say what the servers say: one difference after the other, each in the text as the one before left it.
// What somebody wrote stays as it is wherever nothing differs.

import { addition, additionToFile, usualStep, type Replacement } from '../../editing/addition.ts';
import {
  beforeDeclaration,
  behindDeclaration,
  declarationLines,
  hasItsLines,
  intoEmptyBlock,
  isOnOneLine,
  itemOut,
  linesAsWritten,
  plainWords,
  statementText,
  withoutDeclaration,
} from '../../editing/declaration-text.ts';
import { Draft, type FileEdit } from '../../editing/draft.ts';
import { removal } from '../../editing/removal.ts';
import { plainText } from '../../editing/text.ts';
import type { FileId, Key, Place, Topology } from '../../model/topology.ts';
import { absolute } from '../../syntax/places.ts';
import type { Declaration, Span, Statement, Tree } from '../../syntax/tree.ts';
import { writtenName } from '../../syntax/words.ts';
import { aspectsOf, type Aspect, type Item, type Told } from './aspects.ts';
import { compare, defaultVirtualServer, organizationName, otherModel, pairOf } from './compare.ts';
import { statementsOf, type Difference } from './difference.ts';
import { declarationOfObject, objectsOf, type ComparedObject, type ObjectId, type Side } from './objects.ts';

/**
 * The edits of the topology's files after which these differences are none any more. What one of them needs is taken over
 * with it: the site that a server moved to; the servers that moved out of a site that is gone.
 */
export function takeOver(topology: Side, servers: Side, differences: readonly Difference[]): readonly FileEdit[] {
  const taking = new Taking(topology, servers);
  for (const difference of differences) taking.take(difference);
  return taking.edits();
}

/** The edits after which nothing differs, unless the routing models do. */
export function takeOverAll(topology: Side, servers: Side): readonly FileEdit[] {
  const taking = new Taking(topology, servers);
  for (let round = 0; round < mostRounds; round++) {
    const left = compare(taking.side, servers).filter(canBeTaken);
    if (left.length === 0) break;
    for (const difference of left) taking.take(difference);
  }
  return taking.edits();
}

/** What was taken over may show another difference, as between defaults that follow from it; never a long chain. */
const mostRounds = 5;

/** Whether there are edits that take it over: a topology of another routing model is another text. */
export function canBeTaken({ statement }: Difference): boolean {
  return statement !== otherModel;
}

class Taking {
  readonly #draft: Draft;
  readonly #servers: Side;
  readonly #there: ReadonlyMap<ObjectId, ComparedObject>;
  readonly #told: Told;
  /** What the declarations of the servers declare. */
  readonly #declared = new Map<Declaration, ObjectId>();

  constructor(topology: Side, servers: Side) {
    const { there, told } = pairOf(topology, servers);
    this.#draft = new Draft(topology.project, topology.topology);
    this.#servers = servers;
    this.#there = there;
    this.#told = told;
    for (const one of there.values()) {
      const declaration = declarationOfObject(servers, one);
      if (declaration !== undefined) this.#declared.set(declaration, one.id);
    }
  }

  /** The topology as it is by now. */
  get side(): Side {
    return { project: this.#draft.project, topology: this.#draft.topology };
  }

  edits(): readonly FileEdit[] {
    this.#bringSenders();
    return this.#draft.edits();
  }

  take(difference: Difference): void {
    const { id } = difference.object;
    const [one, other] = [this.#here(id), this.#there.get(id)];
    switch (difference.change) {
      case 'only in topology':
        if (one !== undefined) this.#remove(one);
        break;
      case 'only on servers':
        if (other !== undefined) this.#declare(other);
        break;
      case 'moved':
        if (one !== undefined && other !== undefined) this.#move(one, other);
        break;
      case 'other kind':
        if (one !== undefined) this.#remove(one);
        if (other !== undefined) this.#declare(other);
        break;
      case 'says otherwise':
        if (one !== undefined && other !== undefined) this.#say(difference, one, other);
    }
  }

  #here(id: ObjectId): ComparedObject | undefined {
    return objectsOf(this.#draft.topology).get(id);
  }

  #declarationOf(one: ComparedObject): Declaration | undefined {
    return declarationOfObject(this.#draft, one);
  }

  #replace(file: FileId, { span, parts }: Replacement): void {
    this.#draft.replace(file, span, plainText(parts));
  }

  #treeAt({ file }: Place): Tree {
    return this.#draft.treeOf(file);
  }

  // ---- whole objects ----

  /** What the servers have elsewhere moves there first, however deep it is in it. */
  #remove({ id }: ComparedObject): void {
    this.#moveOut(id);
    const one = this.#here(id);
    const declaration = one && this.#declarationOf(one);
    if (one?.place === undefined || declaration === undefined) return;
    this.#draft.replace(one.place.file, withoutDeclaration(this.#treeAt(one.place), declaration), '');
  }

  #moveOut(id: ObjectId): void {
    for (const inside of objectsOf(this.#draft.topology).values()) {
      if (inside.within !== id || inside.place === undefined) continue;
      const other = this.#there.get(inside.id);
      if (other?.place !== undefined && other.within !== id) this.#move(inside, other);
      else this.#moveOut(inside.id);
    }
  }

  /** What the topology has elsewhere already stays there: it moves by a difference of its own. */
  #declare(other: ComparedObject): void {
    if (this.#here(other.id)?.place !== undefined) return;
    const declaration = declarationOfObject(this.#servers, other);
    if (declaration === undefined) return;
    const here = objectsOf(this.#draft.topology);
    const lines = declarationLines(declaration, (child) => {
      const id = this.#declared.get(child);
      return id === undefined || here.get(id)?.place === undefined;
    });
    this.#add(other, declaration.kind, lines);
  }

  #move({ id }: ComparedObject, other: ComparedObject): void {
    if (other.within !== undefined) this.#ensure(other.within);
    const now = this.#here(id);
    const declaration = now && this.#declarationOf(now);
    if (now?.place === undefined || declaration === undefined || now.within === other.within) return;
    const tree = this.#treeAt(now.place);
    const lines = linesOf(tree, declaration, { withComments: !this.#isShort(other.within) });
    this.#draft.replace(now.place.file, withoutDeclaration(tree, declaration), '');
    this.#add(other, declaration.kind, lines);
  }

  /** Whether a block has something in it, and one line for all: then no comment can stand in it. */
  #isShort(id: ObjectId | undefined): boolean {
    const one = id && this.#here(id);
    const declaration = one && this.#declarationOf(one);
    if (one?.place === undefined || declaration === undefined) return false;
    const tree = this.#treeAt(one.place);
    return isOnOneLine(tree, declaration) && intoEmptyBlock(tree, declaration, []) === undefined;
  }

  /** Something of that name is there, and is of the kind that the servers have. */
  #ensure(id: ObjectId): void {
    const [one, other] = [this.#here(id), this.#there.get(id)];
    if (other === undefined) return;
    if (one?.place !== undefined && one.kind !== other.kind) this.#remove(one);
    if (this.#here(id)?.place === undefined) this.#declare(other);
  }

  /** Adds a declaration where the servers have it. */
  #add({ id, within }: ComparedObject, kind: Declaration['kind'], lines: readonly string[]): void {
    if (within === undefined) {
      this.#addToFile(kind, lines);
      return;
    }
    this.#ensure(within);
    const around = this.#here(within);
    const declaration = around && this.#declarationOf(around);
    if (around?.place === undefined || declaration === undefined) return;
    const tree = this.#treeAt(around.place);
    const [first] = declaration.children.filter((child) => child.kind === kind);
    const isDefault = kind === 'virtual server' && id === this.#defaultOf(within);
    if (isDefault && first !== undefined) this.#replace(around.place.file, beforeDeclaration(tree, first, lines));
    else this.#addToBlock(around.place.file, declaration, isSmall.has(kind) ? lines : ['', ...lines]);
  }

  #addToFile(kind: Declaration['kind'], lines: readonly string[]): void {
    const { files, root } = this.#draft.project;
    const alike = files.flatMap(({ file, tree }) => {
      const declaration = tree.declarations.findLast((each) => each.kind === kind);
      return declaration === undefined ? [] : [{ file, tree, declaration }];
    });
    const last = alike.at(-1);
    if (last !== undefined) this.#replace(last.file, behindDeclaration(last.tree, last.declaration, lines));
    else this.#replace(root, additionToFile(this.#draft.treeOf(root), { lines, step: usualStep }));
  }

  #addToBlock(file: FileId, declaration: Declaration, lines: readonly string[]): void {
    const tree = this.#draft.treeOf(file);
    const isLong = lines.length > 1;
    const opened = isLong ? intoEmptyBlock(tree, declaration, lines) : undefined;
    const added = opened ?? addition(tree, declaration, { lines, step: usualStep });
    if (added !== undefined) this.#replace(file, added);
  }

  /** The default virtual server of a server, as the servers have it. */
  #defaultOf(server: ObjectId): ObjectId | undefined {
    return [...this.#there.values()].find(({ within, kind }) => within === server && kind === 'virtual server')?.id;
  }

  // ---- what objects say ----

  #say({ statement, item }: Difference, one: ComparedObject, other: ComparedObject): void {
    if (statement === organizationName) this.#rename(one, other);
    else if (statement === defaultVirtualServer) this.#putFirst(one, other);
    else {
      const there = this.#aspect(other, this.#servers.topology, statement);
      const here = this.#aspect(one, this.#draft.topology, statement);
      if (there === undefined || here === undefined) return;
      if (item !== undefined) this.#sayItem(one, item, { here, there });
      else if (there.statements.length === 0) this.#sayInHead(one, other);
      else this.#sayStatements(one, other, there);
    }
  }

  #aspect({ subject }: ComparedObject, topology: Topology, words: string | undefined): Aspect | undefined {
    return aspectsOf(subject, topology, this.#told).find((aspect) => aspect.words === words);
  }

  #rename({ place }: ComparedObject, { name }: ComparedObject): void {
    if (place === undefined) return;
    this.#draft.replace(place.file, absolute(this.#treeAt(place), place.piece, place.span), writtenName(name));
  }

  /** The virtual server that is the servers' default one, of those that are here, goes to the front. */
  #putFirst({ id }: ComparedObject, other: ComparedObject): void {
    const objects = [...objectsOf(this.#draft.topology).values()];
    const own = objects.filter(({ within, kind, place }) => within === id && kind === 'virtual server' && place);
    const inOrder = [...this.#there.values()].filter(({ within }) => within === other.id).map((each) => each.id);
    const wanted = inOrder.map((each) => own.find((one) => one.id === each)).find((each) => each !== undefined);
    const [first] = own;
    const declaration = wanted && this.#declarationOf(wanted);
    if (wanted?.place === undefined || declaration === undefined || first === undefined || wanted === first) return;
    const tree = this.#treeAt(wanted.place);
    const lines = linesOf(tree, declaration, { withComments: true });
    this.#draft.replace(wanted.place.file, withoutDeclaration(tree, declaration), '');
    const now = this.#here(first.id);
    const before = now && this.#declarationOf(now);
    if (now?.place === undefined || before === undefined) return;
    this.#replace(now.place.file, beforeDeclaration(this.#treeAt(now.place), before, lines));
  }

  /** What stands behind the name. */
  #sayInHead(one: ComparedObject, other: ComparedObject): void {
    const [own, theirs] = [this.#declarationOf(one), declarationOfObject(this.#servers, other)];
    if (one.place === undefined || own?.name === undefined || theirs?.name === undefined) return;
    const text = plainWords(theirs.piece, { start: theirs.name.span.end, end: theirs.head.end });
    const span = { start: own.name.span.end, end: own.head.end };
    this.#draft.replace(one.place.file, absolute(this.#treeAt(one.place), own.piece, span), ` ${text}`);
  }

  /** Statement for statement; from the last one back, so that those before it stay where they are. */
  #sayStatements(one: ComparedObject, other: ComparedObject, { statements: kinds }: Aspect): void {
    const [own, theirs] = [this.#declarationOf(one), declarationOfObject(this.#servers, other)];
    if (one.place === undefined || own === undefined) return;
    const { file } = one.place;
    const tree = this.#treeAt(one.place);
    const said = theirs === undefined ? [] : statementsOf(theirs, kinds).map(statementText);
    const texts = said.length > 0 ? said : this.#unsaid(other);
    statementsOf(own, kinds)
      .map((statement, at) => ({ statement, text: texts[at] }))
      .reverse()
      .forEach(({ statement, text }) => {
        const span = absolute(tree, statement.piece, statement.span);
        if (text === undefined) this.#replace(file, removal(this.#draft.treeOf(file), span));
        else if (text !== statementText(statement)) this.#draft.replace(file, span, text);
      });
    const more = texts.slice(statementsOf(own, kinds).length);
    const now = this.#here(one.id);
    const declaration = now && this.#declarationOf(now);
    if (more.length > 0 && declaration !== undefined) this.#addToBlock(file, declaration, more);
  }

  /** The master that a group has by default is written down, as it depends on what stands first. */
  #unsaid({ subject }: ComparedObject): readonly string[] {
    const [first] = subject.kind === 'routing group' ? subject.servers : [];
    const master = first && this.#servers.topology.serverByKey.get(first)?.name;
    return master === undefined ? [] : [`master ${writtenName(master)}`];
  }

  #sayItem(one: ComparedObject, key: string, both: { readonly here: Aspect; readonly there: Aspect }): void {
    const [own, theirs] = [itemOf(both.here, key), itemOf(both.there, key)];
    const text = theirs?.place && plainWords(theirs.place.piece, theirs.place.span);
    if (own?.place !== undefined && theirs !== undefined && own.phrase === theirs.phrase) {
      const { file, piece, span } = own.place;
      this.#draft.replace(file, absolute(this.#treeAt(own.place), piece, span), text ?? '');
      return;
    }
    if (own?.place !== undefined) this.#removeItem(own.place);
    if (theirs !== undefined && text !== undefined) this.#addItem(one.id, `${theirs.phrase} `, text);
  }

  #removeItem(place: Place): void {
    const { file, piece, span } = place;
    const tree = this.#treeAt(place);
    const out = itemOut(piece, span);
    if (out === undefined) {
      const statement = statementAround(piece.text, span);
      this.#replace(file, removal(tree, absolute(tree, piece, statement)));
      return;
    }
    for (const each of out) this.#draft.replace(file, absolute(tree, piece, each), '');
  }

  /** Behind the last item of the list that is there; lists that stand on lines of their own get one more line. */
  #addItem(id: ObjectId, phrase: string, text: string): void {
    const one = this.#here(id);
    const declaration = one && this.#declarationOf(one);
    if (one?.place === undefined || declaration === undefined) return;
    const { file } = one.place;
    const tree = this.#treeAt(one.place);
    const statements: readonly Statement[] = declaration.statements;
    const lists = statements.filter((each) => statementText(each).startsWith(phrase));
    const last = lists.at(-1);
    if (last === undefined || (lists.length > 1 && last.kind !== 'connect')) {
      this.#addToBlock(file, declaration, [phrase + text]);
      return;
    }
    const { end } = absolute(tree, last.piece, last.span);
    this.#draft.replace(file, { start: end, end }, `, ${text}`);
  }

  // ---- groups of senders ----

  /** A list may name a group of senders that the topology does not have; it comes with the list. */
  #bringSenders(): void {
    const { files } = this.#servers.project;
    for (let missing = this.#missingSenders(); missing.length > 0; missing = this.#missingSenders()) {
      const declarations = files.flatMap(({ tree }) => tree.declarations);
      for (const key of missing) {
        const place = this.#servers.topology.senderGroupByKey.get(key)?.place;
        const declaration = declarations.find((each) => each.kind === 'senders' && each.piece === place?.piece);
        if (declaration === undefined) return;
        this.#addToFile(
          'senders',
          declarationLines(declaration, () => true),
        );
      }
    }
  }

  #missingSenders(): readonly Key[] {
    const { connectors, senderGroups, senderGroupByKey } = this.#draft.topology;
    const named = [
      ...connectors.flatMap((each) => [...each.acceptFromGroups, ...each.rejectFromGroups]),
      ...senderGroups.flatMap(({ groups }) => groups),
    ].map(({ key }) => key);
    const { senderGroupByKey: theirs } = this.#servers.topology;
    return [...new Set(named)].filter((key) => !senderGroupByKey.has(key) && theirs.has(key));
  }
}

/** They stand one below the other, without an empty line between. */
const isSmall: ReadonlySet<Declaration['kind']> = new Set(['virtual server', 'receive connector', 'database']);

/** The lines of a declaration that goes elsewhere, as they are where it has lines of its own. */
function linesOf(tree: Tree, declaration: Declaration, { withComments }: { readonly withComments: boolean }) {
  const isKept = withComments && hasItsLines(tree, declaration);
  return isKept ? linesAsWritten(tree, declaration) : declarationLines(declaration, () => true);
}

function itemOf({ items }: Aspect, key: string): Item | undefined {
  return items?.find((each) => each.key === key);
}

/** The statement that a list's only item stands in, with the word in front of it. */
function statementAround(text: string, item: Span): Span {
  const before = /[^\r\n;{}]*$/.exec(text.slice(0, item.start))?.[0] ?? '';
  return { start: item.start - before.trimStart().length, end: item.end };
}

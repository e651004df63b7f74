// Two topologies object by object: the one that somebody wrote, and what the servers say. What means the same is no
// difference, however it is written: order that counts for nothing, defaults written or not, names in another case.

import type { Place, Server, VirtualServer } from '../../model/topology.ts';
import type { Statement } from '../../syntax/tree.ts';
import { aspectsOf, type Aspect, type Item, type Told } from './aspects.ts';
import { labelOf, ofBoth, ofOne, saidBy, saidOfItem, statementsOf, type Difference } from './difference.ts';
import {
  declarationOfObject,
  objectsOf,
  organizationId,
  statementsIn,
  type ComparedObject,
  type ObjectId,
  type Side,
} from './objects.ts';

/** Two sides, and the objects of both by what they are known by. */
export interface Pair {
  readonly topology: Side;
  readonly servers: Side;
  readonly here: ReadonlyMap<ObjectId, ComparedObject>;
  readonly there: ReadonlyMap<ObjectId, ComparedObject>;
  readonly told: Told;
}

export function pairOf(topology: Side, servers: Side): Pair {
  const there = objectsOf(servers.topology);
  const databases = [...there.values()].some(({ kind }) => kind === 'database');
  const told = { statements: statementsIn(servers.project), databases };
  return { topology, servers, here: objectsOf(topology.topology), there, told };
}

/**
 * The differences between a topology and what the servers say, in the order of the topology, then of the servers. What
 * exports seldom tell of (docs/drift.md) is compared with those that do. Of another routing model nothing else is compared.
 */
export function compare(topology: Side, servers: Side): readonly Difference[] {
  const pair = pairOf(topology, servers);
  const model = ofModels(pair);
  if (model !== undefined) return [model];
  return [
    ...[...pair.here.values()].flatMap((one) => differencesOf(one, pair)),
    ...[...pair.there.values()].flatMap((other) => onlyThere(other, pair)),
  ];
}

/** The words of the difference that there is nothing else to compare beside. */
export const otherModel = 'model';

function ofModels({ topology, servers, here }: Pair): Difference | undefined {
  const [own, other] = [topology.topology.organization.model, servers.topology.organization.model];
  if (own.value === other.value) return undefined;
  const organization = here.get(organizationId) ?? nobodysOrganization(topology);
  const said = { topology: own.value, servers: other.value };
  const place = own.place ?? organization.place ?? startOf(topology);
  return ofBoth(organization, place, { change: 'says otherwise', statement: otherModel, ...said });
}

function nobodysOrganization({ topology: { organization } }: Side): ComparedObject {
  const subject = { kind: 'organization', of: organization } as const;
  return { id: organizationId, kind: 'organization', name: '', server: undefined, within: undefined, place: undefined, faulty: false, subject }; // prettier-ignore
}

/** What differs of an object that the topology has. */
function differencesOf(one: ComparedObject, pair: Pair): readonly Difference[] {
  if (one.place === undefined || isLeftOut(one, pair)) return [];
  const other = pair.there.get(one.id);
  if (other?.place === undefined) {
    if (other !== undefined && isMadeSo(one, other, pair)) return [];
    const isPart = one.within !== undefined && isExchanged(one.within, pair);
    return isPart || isUncertain(one.within, pair.there) ? [] : [ofOne('only in topology', one, one.place)];
  }
  if (one.faulty || other.faulty) return [];
  const isMoved = one.within !== other.within;
  if (!isMoved && one.within !== undefined && isExchanged(one.within, pair)) return [];
  if (one.kind !== other.kind) {
    const said = { topology: one.kind, servers: other.kind };
    return [ofBoth(one, one.place, { change: 'other kind', statement: 'kind', ...said })];
  }
  const said = { topology: containerOf(one, pair.here), servers: containerOf(other, pair.there) };
  const moved = isMoved ? [ofBoth(one, one.place, { change: 'moved', statement: undefined, ...said })] : [];
  return [...moved, ...otherwise(one, other, pair), ...ofDefaults(one, other)];
}

/** An object that the topology lacks, or has only as setup makes it. */
function onlyThere(other: ComparedObject, pair: Pair): readonly Difference[] {
  if (other.place === undefined || isLeftOut(other, pair) || other.faulty) return [];
  const one = pair.here.get(other.id);
  if (one?.place !== undefined || (one !== undefined && isMadeSo(other, one, pair))) return [];
  const isPart = other.within !== undefined && isExchanged(other.within, pair);
  if (isPart || isUncertain(other.within, pair.here)) return [];
  const around = other.within === undefined ? undefined : pair.here.get(other.within)?.place;
  const place = around ?? pair.topology.topology.organization.place ?? startOf(pair.topology);
  return [ofOne('only on servers', other, place)];
}

/** Whether one side lacks an object, or has it as another kind: then what is in it goes and comes with it. */
function isExchanged(id: ObjectId, { here, there }: Pair): boolean {
  return here.get(id)?.kind !== there.get(id)?.kind;
}

/** Part of the text around it was not understood: nothing is concluded from what is missing there. */
function isUncertain(within: ObjectId | undefined, objects: Pair['here']): boolean {
  return within !== undefined && objects.get(within)?.faulty === true;
}

/** An export without any database, or without an organization, does not tell of them. */
function isLeftOut({ kind, id }: ComparedObject, { told, there }: Pair): boolean {
  return (kind === 'database' && !told.databases) || (kind === 'organization' && !there.has(id));
}

/** Whether what one side declares says what the other side has without declaring it. */
function isMadeSo(declared: ComparedObject, made: ComparedObject, pair: Pair): boolean {
  if (declared.kind !== made.kind || declared.within !== made.within) return false;
  const isHere = pair.here.get(declared.id) === declared;
  const [side, objects, otherSide] = isHere
    ? [pair.topology, pair.here, pair.servers]
    : [pair.servers, pair.there, pair.topology];
  const server = declared.within === undefined ? undefined : objects.get(declared.within)?.subject;
  // The default virtual server is there while none is declared.
  if (declared.kind === 'virtual server' && server?.kind === 'server' && server.virtualServers.length > 1) return false;
  const own = aspectsOf(declared.subject, side.topology, pair.told);
  const others = aspectsOf(made.subject, otherSide.topology, pair.told);
  return own.every(({ meaning }, at) => meaning === others[at]?.meaning);
}

interface Both {
  readonly one: ComparedObject;
  readonly other: ComparedObject;
}

function otherwise(one: ComparedObject, other: ComparedObject, pair: Pair): readonly Difference[] {
  const own = aspectsOf(one.subject, pair.topology.topology, pair.told);
  const others = aspectsOf(other.subject, pair.servers.topology, pair.told);
  const aspects = own.flatMap((aspect, at) => {
    const theirs = others[at];
    if (theirs === undefined || theirs.meaning === aspect.meaning || !isTold(aspect, pair.told)) return [];
    if (aspect.items === undefined || theirs.items === undefined) return [ofAspect(aspect, { one, other }, pair)];
    return ofItems(aspect.items, theirs.items).map((items) => ofItem(items, aspect, { one, other }, pair));
  });
  return one.kind === 'organization' ? [...ofNames(one, other), ...aspects] : aspects;
}

function isTold({ isSeldomTold, statements }: Aspect, told: Told): boolean {
  return !isSeldomTold || statements.some((kind) => told.statements.has(kind));
}

function ofNames(one: ComparedObject, other: ComparedObject): readonly Difference[] {
  if (one.place === undefined || one.name.toLowerCase() === other.name.toLowerCase()) return [];
  const said = { topology: one.name, servers: other.name };
  return [ofBoth(one, one.place, { change: 'says otherwise', statement: organizationName, ...said })];
}

export const organizationName = 'name';

function ofAspect(aspect: Aspect, { one, other }: Both, pair: Pair): Difference {
  const said = { topology: saidBy(pair.topology, one, aspect), servers: saidBy(pair.servers, other, aspect) };
  const place = placeOf(one, aspect.statements, pair);
  return ofBoth(one, place, { change: 'says otherwise', statement: aspect.words, ...said });
}

interface ItemPair {
  readonly key: string;
  readonly here: Item | undefined;
  readonly there: Item | undefined;
}

/** Items of two lists that are in one alone, or of which other things are said. */
function ofItems(here: readonly Item[], there: readonly Item[]): readonly ItemPair[] {
  const own = new Map(here.map((each) => [each.key, each]));
  const others = new Map(there.map((each) => [each.key, each]));
  return [...new Set([...own.keys(), ...others.keys()])]
    .map((key) => ({ key, here: own.get(key), there: others.get(key) }))
    .filter((each) => each.here?.value !== each.there?.value);
}

function ofItem({ key, here, there }: ItemPair, aspect: Aspect, { one }: Both, pair: Pair): Difference {
  const said = { topology: saidOfItem(here), servers: saidOfItem(there) };
  const place = here?.place ?? placeOf(one, aspect.statements, pair);
  return ofBoth(one, place, { change: 'says otherwise', statement: aspect.words, item: key, ...said });
}

/** Which virtual server is the default one, of those that both sides have. */
function ofDefaults(one: ComparedObject, other: ComparedObject): readonly Difference[] {
  if (one.subject.kind !== 'server' || other.subject.kind !== 'server' || one.place === undefined) return [];
  const [own, theirs] = [firstOf(one.subject, other.subject), firstOf(other.subject, one.subject)];
  if (own === undefined || theirs === undefined || own.key === theirs.key) return [];
  const said = { topology: own.name, servers: theirs.name };
  return [ofBoth(one, own.place ?? one.place, { change: 'says otherwise', statement: defaultVirtualServer, ...said })];
}

/** Said by the order of virtual servers alone: the first is the default one. */
export const defaultVirtualServer = 'default virtual server';

function firstOf({ virtualServers }: Server, { virtualServers: others }: Server): VirtualServer | undefined {
  const keys = new Set(others.filter(({ implicit }) => !implicit).map(({ key }) => key));
  return virtualServers.find(({ key, implicit }) => !implicit && keys.has(key));
}

function containerOf({ within }: ComparedObject, objects: Pair['here']): string | null {
  const around = within === undefined ? undefined : objects.get(within);
  return around === undefined ? null : labelOf(around);
}

/** The first of the statements in the topology, else the name of the object. */
function placeOf(one: ComparedObject, kinds: readonly Statement['kind'][], { topology }: Pair): Place {
  const declaration = declarationOfObject(topology, one);
  const [first] = declaration === undefined ? [] : statementsOf(declaration, kinds);
  if (first !== undefined && one.place !== undefined)
    return { file: one.place.file, piece: first.piece, span: first.span };
  return one.place ?? startOf(topology);
}

function startOf({ project }: Side): Place {
  const [first] = project.files;
  const [piece] = first?.tree.pieces ?? [];
  if (first === undefined || piece === undefined) throw new Error('A topology that is compared has a file.');
  return { file: first.file, piece, span: { start: 0, end: 0 } };
}

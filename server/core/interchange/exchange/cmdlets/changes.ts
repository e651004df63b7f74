// What has to be done so that one state becomes another.

import {
  type ByHand,
  type ExchangeObject,
  keyOfObject,
  objectKinds,
  type Setting,
  type State,
  titleOf,
} from './object.ts';
import { isSame, said } from './value.ts';

export type Change =
  | { readonly kind: 'create' | 'remove'; readonly object: ExchangeObject }
  | { readonly kind: 'set'; readonly object: ExchangeObject; readonly settings: readonly ChangedSetting[] };

export interface ChangedSetting {
  /** Undefined where the present state does not tell. */
  readonly before: Setting | undefined;
  readonly after: Setting;
}

export interface Work {
  /** In the order in which they are made. */
  readonly changes: readonly Change[];
  readonly byHand: readonly (ByHand & { readonly now: string | undefined })[];
  /** What is there and not wanted; nothing removes it. */
  readonly surplus: readonly ExchangeObject[];
}

/**
 * The way from the present state to what is wanted. Where nobody knows the present state, what can be made is made where it
 * is missing, and all that is not as setup leaves it stays to be looked at.
 */
export function workBetween(present: State | undefined, wanted: State): Work {
  const presentByKey = new Map(present?.objects.map((object) => [keyOfObject(object), object]));
  const known = new Map(present?.byHand.map((each) => [topicOf(each), each.wanted]));
  const changes: Change[] = [];
  const missing: ByHand[] = [];
  for (const object of inOrder(wanted.objects)) {
    const before = presentByKey.get(keyOfObject(object));
    if (before !== undefined) {
      missing.push(...noLongerSaid(before, object));
      const settings = changedSettings(before, object);
      if (settings.length > 0) changes.push({ kind: 'set', object, settings });
    } else if (object.creation !== undefined) {
      changes.push({ kind: 'create', object });
    } else {
      missing.push(...wishesFor(object));
    }
  }
  const wantedKeys = new Set(wanted.objects.map(keyOfObject));
  return {
    changes: [...changes.filter(({ kind }) => kind === 'create'), ...changes.filter(({ kind }) => kind === 'set')],
    byHand: [...wanted.byHand, ...missing].flatMap((each) => {
      const now = known.get(topicOf(each));
      if (now === each.wanted || (now === undefined && each.isDefault)) return [];
      return [{ ...each, now }];
    }),
    surplus: inOrder(present?.objects ?? []).filter(
      (object) => object.creation !== undefined && !wantedKeys.has(keyOfObject(object)),
    ),
  };
}

function topicOf({ about }: ByHand): string {
  return about.toLowerCase();
}

function inOrder(objects: readonly ExchangeObject[]): readonly ExchangeObject[] {
  // A site link is asked for by the connectors of both ways.
  const each = new Map(objects.toReversed().map((object) => [keyOfObject(object), object]));
  const all = objects.filter((object) => each.get(keyOfObject(object)) === object);
  return objectKinds.flatMap((kind) => all.filter((object) => object.kind === kind));
}

function changedSettings(before: ExchangeObject, after: ExchangeObject): readonly ChangedSetting[] {
  return after.settings.flatMap((setting) => {
    const old = before.settings.find((each) => nameOf(each) === nameOf(setting));
    return old !== undefined && isSameSetting(old, setting) ? [] : [{ before: old, after: setting }];
  });
}

/** What is set and the topology leaves to Exchange: nobody knows the value to go back to. */
function noLongerSaid(before: ExchangeObject, after: ExchangeObject): readonly ByHand[] {
  const names = new Set(after.settings.map(nameOf));
  const left = before.settings.filter((setting) => !setting.isDefault && !names.has(nameOf(setting)));
  return left.flatMap(({ parameters }) =>
    parameters.map(({ name, value }) => ({
      kind: 'to do',
      about: `${titleOf(after)}, ${name}`,
      wanted: `not in the topology, which leaves it to Exchange; it is ${said(value)}`,
      place: after.place,
      isDefault: false,
    })),
  );
}

function nameOf({ parameters }: Setting): string | undefined {
  return parameters[0]?.name;
}

function isSameSetting(one: Setting, other: Setting): boolean {
  return one.parameters.every(({ name, value }) => {
    const same = other.parameters.find((each) => each.name === name);
    return same !== undefined && isSame(value, same.value);
  });
}

/** What is wanted of an object that no cmdlet makes, setting by setting. */
function wishesFor(object: ExchangeObject): readonly ByHand[] {
  return object.settings.map(({ parameters, isDefault }) => ({
    kind: 'to do',
    about: `${titleOf(object)}, ${parameters.map(({ name }) => name).join(' and ')}`,
    wanted: parameters.map(({ value }) => said(value)).join(' and '),
    place: object.place,
    isDefault,
  }));
}

/** What takes these changes back, in the reverse order; what nobody knows the old value of stays. */
export function reversed(changes: readonly Change[]): readonly Change[] {
  return changes.toReversed().flatMap((change): Change[] => {
    switch (change.kind) {
      case 'create':
        return [{ kind: 'remove', object: change.object }];
      case 'remove':
        return [{ kind: 'create', object: change.object }];
      case 'set': {
        const settings = change.settings.flatMap(({ before, after }) =>
          before === undefined ? [] : [{ before: after, after: before }],
        );
        return settings.length === 0 ? [] : [{ ...change, settings }];
      }
    }
  });
}

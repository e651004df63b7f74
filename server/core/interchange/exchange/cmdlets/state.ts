// How states are put together, from what each part of a topology gives.

import type { Place } from '#core/model/topology';
import type { ExportNote } from '../../export.ts';
import { settingProblem } from './limits.ts';
import { type ByHand, type ExchangeObject, type State, titleOf } from './object.ts';
import { said } from './value.ts';

export function joined(parts: readonly Partial<State>[]): State {
  return {
    objects: parts.flatMap(({ objects = [] }) => objects),
    byHand: parts.flatMap(({ byHand = [] }) => byHand),
    notes: parts.flatMap(({ notes = [] }) => notes),
  };
}

/** An object; what its cmdlet does not take of its settings is left to do. */
export function objectOf(given: Omit<ExchangeObject, 'server'> & { readonly server?: string }): Partial<State> {
  const object: ExchangeObject = { ...given, server: given.server };
  const problems = object.settings.map((setting) => ({ setting, problem: settingProblem(object.kind, setting) }));
  const left = problems.flatMap(({ setting: { parameters, isDefault }, problem }) =>
    problem === undefined
      ? []
      : parameters.map(({ name, value }) => ({
          kind: 'to do' as const,
          about: `${titleOf(object)}, ${name}`,
          wanted: `${said(value)} (${problem})`,
          place: object.place,
          isDefault,
        })),
  );
  const settings = problems.flatMap(({ setting, problem }) => (problem === undefined ? [setting] : []));
  const isSaid = object.creation !== undefined || settings.length > 0;
  return { objects: isSaid ? [{ ...object, settings }] : [], byHand: left };
}

/** What must be there; nothing where nothing is wanted. */
export function needed(about: string, wanted: string, place: Place | undefined): Partial<State> {
  return wanted === '' ? {} : { byHand: [{ kind: 'needed', about, wanted, place, isDefault: false }] };
}

/** What is left to do by hand; nothing where nothing is wanted. */
export function toDo(
  about: string,
  wanted: string,
  place: Place | undefined,
  given: Partial<Pick<ByHand, 'isDefault'>> = {},
): Partial<State> {
  return wanted === '' ? {} : { byHand: [{ kind: 'to do', about, wanted, place, isDefault: false, ...given }] };
}

export function noted(
  kind: ExportNote['class'],
  element: string,
  place: Place | undefined,
  text: string,
): Partial<State> {
  return { notes: [{ class: kind, element, place, text }] };
}

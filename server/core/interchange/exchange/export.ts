// A topology in the words of Exchange 2007 to Subscription Edition: a plan to read, and scripts of its shell.

import { modelOf } from '#core/routing/models';
import type { Topology } from '#core/model/topology';
import type { Exported, ExportedFile, ExportOptions, Exporter } from '../export.ts';
import { reversed, type Work, workBetween } from './cmdlets/changes.ts';
import type { State } from './cmdlets/object.ts';
import { planOf } from './cmdlets/plan.ts';
import { stateOfRoutingGroups } from './cmdlets/routing-groups.ts';
import { scriptOf } from './cmdlets/script.ts';
import { stateOfToday } from './cmdlets/today.ts';

/** What a topology says of an organization, and what leads there from the present state. */
export function workFor(
  topology: Topology,
  against: Topology | undefined,
): { readonly wanted: State; readonly work: Work } {
  const wanted = isOfToday(topology) ? stateOfToday(topology, false) : stateOfRoutingGroups(topology, against);
  const present =
    against && (isOfToday(against) ? stateOfToday(against, true) : stateOfRoutingGroups(against, undefined));
  return { wanted, work: workBetween(present, wanted) };
}

function isOfToday(topology: Topology): boolean {
  return modelOf(topology).name === 'exchange-2013';
}

export const exportToExchange: Exporter = (topology, options) => {
  const { wanted, work } = workFor(topology, options.against);
  return { ok: true, value: exported(work, wanted, { ...options, model: modelOf(topology).name }) };
};

function exported(work: Work, { notes }: State, options: ExportOptions & { readonly model: string }): Exported {
  const { source, against, prune, model } = options;
  const { changes } = work;
  const count = (kind: string) => String(changes.filter((change) => change.kind === kind).length);
  const head = `Bridgehead: ${source}, model ${model}`;
  const isCompared = against !== undefined;
  const plan: ExportedFile = {
    path: 'plan.md',
    text: planOf({ source, model, work, notes, isCompared, isPruned: prune }),
  };
  const apply: ExportedFile = {
    path: 'apply.ps1',
    encoding: 'utf-8-bom',
    text: scriptOf({
      title: `${head}: ${count('create')} to create, ${count('set')} to change`,
      changes,
      pruned: prune ? work.surplus : [],
      isChecked: false,
    }),
  };
  const back = reversed(changes);
  const undo: ExportedFile = {
    path: 'undo.ps1',
    encoding: 'utf-8-bom',
    text: scriptOf({
      title: `${head}: takes back what apply.ps1 does, ${count('create')} to remove, ${count('set')} to change back`,
      changes: back,
      pruned: [],
      isChecked: true,
    }),
  };
  return { files: isCompared ? [plan, apply, undo] : [plan, apply], notes };
}

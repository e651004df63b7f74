// plan.md: what the script would change, what is left to do, and what cannot be said.

import type { ExportNote } from '../../export.ts';
import { code, inText } from '../../markdown.ts';
import type { Change, Work } from './changes.ts';
import { type ExchangeObject, type Setting, titleOf } from './object.ts';
import { said } from './value.ts';

export interface Plan {
  readonly source: string;
  readonly model: string;
  readonly work: Work;
  readonly notes: readonly ExportNote[];
  /** Whether the present state is known. */
  readonly isCompared: boolean;
  readonly isPruned: boolean;
}

export function planOf(plan: Plan): string {
  const { source, model, work, notes, isCompared } = plan;
  const needed = work.byHand.filter(({ kind }) => kind === 'needed');
  const left = work.byHand.filter(({ kind }) => kind === 'to do');
  const lines = [
    `# Plan: ${inText(source)} to Exchange`,
    '',
    `The topology is of model ${code(model)}. Nothing here has been run, and the scripts have not been tried against a real`,
    'Exchange: their first use belongs into a lab.',
    '',
    ...(isCompared
      ? ['Compared with the present state: only what differs is changed.']
      : [
          'The present state is not known (`--against`): the script makes what is missing, and leaves what is there as it is.',
        ]),
    '',
    `## What apply.ps1 does (${String(work.changes.length)})`,
    '',
    ...(work.changes.length === 0 ? ['Nothing.', ''] : work.changes.flatMap(changeLines)),
    ...section('What must be there', needed.map(byHandLine)),
    ...section('What is left to do by hand', left.map(byHandLine)),
    ...section(
      'What is there and not in the topology',
      work.surplus.map((object) => surplusLine(object, plan)),
    ),
    ...section('What Exchange cannot say', notes.map(noteLine)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title} (${String(lines.length)})`, '', ...lines, ''];
}

function changeLines(change: Change): readonly string[] {
  const { object } = change;
  const title = code(titleOf(object));
  switch (change.kind) {
    case 'create':
      return [`- Create ${title}`, ...object.settings.filter(({ isDefault }) => !isDefault).flatMap(settingLines), ''];
    case 'remove':
      return [`- Remove ${title}`, ''];
    case 'set':
      return [
        `- Change ${title}`,
        ...change.settings.flatMap(({ before, after }) =>
          after.parameters.map(({ name, value }) => {
            const old = before?.parameters.find((each) => each.name === name);
            return `  - ${name}: ${code(said(value))}, now ${old === undefined ? 'not known, so that undo.ps1 leaves it' : code(said(old.value))}`;
          }),
        ),
        '',
      ];
  }
}

function settingLines({ parameters }: Setting): readonly string[] {
  const set = parameters.filter(({ value }) => value.kind !== 'nothing');
  return set.map(({ name, value }) => `  - ${name}: ${code(said(value))}`);
}

function byHandLine({ about, wanted, now }: Work['byHand'][number]): string {
  return `- [ ] ${code(about)}: ${inText(wanted)}${now === undefined ? '' : ` (now ${inText(now)})`}`;
}

function surplusLine(object: ExchangeObject, { isPruned }: Plan): string {
  const how = isPruned ? '; a line that removes it is in apply.ps1 as a comment' : '';
  return `- ${code(titleOf(object))} stays as it is${how}`;
}

function noteLine({ class: kind, element, text }: ExportNote): string {
  const what = element === '' ? 'The organization' : code(element);
  return `- ${what} (${kind}): ${inText(text)}`;
}

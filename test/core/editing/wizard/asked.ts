// Wizards as a test answers them: answers in, and what is asked next or written comes out as text.

import type { Surroundings } from '#core/editing/wizard/surroundings';
import { runWizard, wizards, type Progress, type WizardName } from '#core/editing/wizard/wizards';
import { elementOf } from '#core/model/element';
import { elementAt } from '#core/model/element-at';
import type { Place } from '#core/model/topology';
import { absolute } from '#core/syntax/places';
import { open } from '../../model/open.ts';

type Files = string | Readonly<Record<string, string>>;
/** Several values of one step are a list. */
type Answers = readonly (string | readonly string[])[];

interface More {
  readonly typed?: string;
  readonly strandedBy?: Surroundings['strandedBy'];
}

/** How far a wizard comes that is called at `^` with these answers; an error as its sentence. */
export function run(files: Files, name: WizardName, answers: Answers, more: More = {}): Progress | string {
  return runIn(surroundings(files, more), name, answers, more);
}

function runIn({ around }: ReturnType<typeof surroundings>, name: WizardName, answers: Answers, { typed }: More) {
  const given = answers.map((each) => (typeof each === 'string' ? [each] : each));
  const progress = runWizard(name, around, { answers: given, typed });
  return progress.ok ? progress.value : progress.error;
}

interface AskedNext {
  /** Which step of how many. */
  readonly at: string;
  readonly proposed?: string | undefined;
  readonly items?: readonly string[];
  readonly refused?: string;
  readonly note?: string;
}

/** The step that is asked next: a line for each item, `>` before what is proposed and `x` before what is closed. */
export function asked(...args: Parameters<typeof run>): AskedNext {
  const progress = run(...args);
  if (typeof progress === 'string' || progress.kind !== 'step') throw new Error(JSON.stringify(progress));
  const { step, number, of, said } = progress;
  const items = step.items.map(({ value, label, description, section, closed }) => {
    const mark = closed ? 'x' : step.proposed.includes(value) ? '>' : '-';
    return [section && `${section}:`, mark, label, description && `(${description})`].filter(Boolean).join(' ');
  });
  const text = step.kind === 'text' ? { proposed: step.proposed[0] } : { items };
  return { at: `${number}/${of}`, ...text, ...(said && { [said.refused ? 'refused' : 'note']: said.text }) };
}

/** The texts of the files that a wizard changes; in one file, what comes before and behind the change is as it was. */
export function written(...args: Parameters<typeof run>): string | Readonly<Record<string, string>> {
  const [files, name, answers, more = {}] = args;
  const { texts, spanOf, ...rest } = surroundings(files, more);
  const progress = runIn({ texts, spanOf, ...rest }, name, answers, more);
  if (typeof progress === 'string' || progress.kind !== 'written') throw new Error(JSON.stringify(progress));
  const changed: Record<string, string> = {};
  for (const [file, text] of Object.entries(texts)) {
    const own = progress.edits.filter(({ place }) => place.file === file);
    const edits = own
      .map(({ place, text }) => ({ text, ...spanOf(place) }))
      .sort((one, other) => other.start - one.start);
    if (edits.length > 0) changed[file] = edits.reduce((done, { start, end, text }) => done.slice(0, start) + text + done.slice(end), text); // prettier-ignore
  }
  const [only, ...others] = Object.values(changed);
  return only !== undefined && others.length === 0 ? only : changed;
}

/** Every step of a wizard answered with what it proposes. */
export function proposals(files: Files, name: WizardName): readonly (readonly string[])[] {
  const answers: (readonly string[])[] = [];
  while (answers.length < wizards[name].steps) {
    const progress = run(files, name, answers);
    if (typeof progress === 'string' || progress.kind !== 'step') break;
    answers.push(progress.step.proposed);
  }
  return answers;
}

function surroundings(files: Files, { strandedBy = () => [] }: More) {
  const marked = Object.entries(typeof files === 'string' ? { 'main.topo': files } : files);
  const texts = Object.fromEntries(marked.map(([file, text]) => [file, text.replace('^', '')]));
  const { project, topology } = open(texts);
  const [file, text] = marked.find(([, each]) => each.includes('^')) ?? marked[0]!;
  const treeOf = (name: string) => project.files.find((each) => each.file === name)!.tree;
  const id = elementAt(treeOf(file), Math.max(0, text.indexOf('^')));
  const at = id === undefined ? undefined : elementOf(id);
  const around: Surroundings = { project, topology, file, at, step: '  ', strandedBy };
  const spanOf = ({ file, piece, span }: Place) => absolute(treeOf(file), piece, span);
  return { around, texts, spanOf };
}

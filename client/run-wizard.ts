// Runs a wizard: the server says what each step wants and what there is to choose from, here it is asked. Back goes one
// step back, Escape ends it and changes nothing, and what comes of it is one edit that can be undone at once.

import { window, workspace, type TextEditor, type Uri } from 'vscode';
import type { Position, Requests, WizardAnswer, WizardQuestion } from '#core/protocol/requests';
import { askStep, type StepShown } from './ask-step.ts';
import { applyEdits } from './edit-text.ts';
import type { LanguageServer } from './language-server.ts';
import { showSource } from './show-source.ts';

export interface WizardOrder {
  readonly document: Uri;
  readonly wizard: WizardQuestion['wizard'];
  /** The element that was clicked; undefined where the cursor says what is meant. */
  readonly element: string | undefined;
  /** Where what was written comes into sight, and whether the keyboard goes there. */
  readonly show: Parameters<typeof showSource>[1];
}

type Answers = readonly (readonly string[])[];
type Ask = (answers: Answers, typed?: string) => Promise<Requests['bridgehead/wizard']['result']>;

/** Asks step by step, then writes. */
export async function runWizard(server: LanguageServer, order: WizardOrder): Promise<void> {
  await workspace.openTextDocument(order.document);
  const edits = await answered(asker(server, order));
  if (edits !== undefined) await write(edits, order.show);
}

function asker(server: LanguageServer, { document, wizard, element }: WizardOrder): Ask {
  const uri = document.toString();
  const editor = window.visibleTextEditors.find((each) => each.document.uri.toString() === uri);
  const at = element === undefined ? cursorOf(editor) : { element };
  const indentation = indentationOf(editor);
  return (answers, typed) =>
    server.request('bridgehead/wizard', {
      uri,
      wizard,
      at,
      answers,
      ...(typed !== undefined && { typed }),
      ...(indentation && { indentation }),
    });
}

function cursorOf(editor: TextEditor | undefined): WizardQuestion['at'] {
  if (editor === undefined) return null;
  const { line, character } = editor.selection.active;
  return { position: { line, character } };
}

function indentationOf(editor: TextEditor | undefined): Requests['bridgehead/wizard']['params']['indentation'] {
  if (editor === undefined) return undefined;
  const { tabSize, insertSpaces } = editor.options;
  return { tabSize: Number(tabSize) || 2, insertSpaces: insertSpaces !== false };
}

type Write = Extract<WizardAnswer, { kind: 'write' }>;

/** What is to be written when all is answered; undefined when the user turns away. */
async function answered(ask: Ask): Promise<Write['edits'] | undefined> {
  let answers: Answers = [];
  // What was answered at steps that the user went back from.
  let undone: Answers = [];
  for (let answer = await ask(answers); ;) {
    if (!answer.ok) {
      void window.showInformationMessage(answer.error);
      return undefined;
    }
    if (answer.value.kind === 'write') return answer.value.edits;
    const given = await askStep({
      ...shownAs(answer.value, undone[answers.length]),
      judge: (typed) => ask(answers, typed),
      accept: (values) => ask([...answers, values]),
    });
    if (given === undefined) return undefined;
    if (given === 'back') {
      undone = [...answers, ...undone.slice(answers.length)];
      answers = answers.slice(0, -1);
      answer = await ask(answers);
    } else {
      // What followed on another answer is no good here.
      if (!isSame(given.values, undone[answers.length])) undone = undone.slice(0, answers.length);
      answers = [...answers, given.values];
      answer = given.next;
    }
  }
}

function shownAs(
  { step, said }: Extract<WizardAnswer, { kind: 'step' }>,
  before: readonly string[] | undefined,
): StepShown {
  return before === undefined ? { step, said } : { step: { ...step, proposed: before }, said: null };
}

async function write(edits: Write['edits'], show: WizardOrder['show']): Promise<void> {
  await applyEdits(edits);
  const [{ at, text }] = edits;
  const start = firstWordOf(at.range.start, text);
  await showSource({ uri: at.uri, range: { start, end: start } }, show);
}

/** Where the first word of a text stands that is written at a position. */
function firstWordOf({ line, character }: Position, text: string): Position {
  const blanks = text.slice(0, text.length - text.trimStart().length).split(/\r\n|\n|\r/);
  const last = blanks.at(-1)?.length ?? 0;
  return blanks.length === 1
    ? { line, character: character + last }
    : { line: line + blanks.length - 1, character: last };
}

function isSame(one: readonly string[], other: readonly string[] | undefined): boolean {
  return one.length === other?.length && one.every((value, i) => value === other[i]);
}

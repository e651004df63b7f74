// One step of a wizard on the screen: a list to pick from, in which something else may be typed, or a text.

import {
  InputBoxValidationSeverity,
  QuickInputButtons,
  QuickPickItemKind,
  window,
  type QuickInput,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import type { Answer } from '#core/answer';
import type { WizardAnswer, WizardStep } from '#core/protocol/requests';
import { choiceIn } from './typed-choice.ts';

/** A step, and what there is to say about what is proposed. */
export type StepShown = Omit<Extract<WizardAnswer, { kind: 'step' }>, 'kind'>;

export interface AskStep extends StepShown {
  /** What comes of something that is typed and not accepted yet. */
  readonly judge: (typed: string) => Promise<Answer<WizardAnswer>>;
  /** What comes of an answer. */
  readonly accept: (values: readonly string[]) => Promise<Answer<WizardAnswer>>;
}

/** An answer that will do, with what comes of it; or undefined, when the user turns away. */
export type StepAnswer =
  { readonly values: readonly string[]; readonly next: Answer<WizardAnswer> } | 'back' | undefined;

export function askStep(asked: AskStep): Promise<StepAnswer> {
  switch (asked.step.kind) {
    case 'one':
      return askOne(asked);
    case 'several':
      return askSeveral(asked);
    case 'text':
      return askText(asked);
  }
}

interface StepItem extends QuickPickItem {
  /** What choosing it means; separators and complaints mean nothing, nor does what is there to be seen only. */
  readonly value?: string;
}

function askOne(asked: AskStep): Promise<StepAnswer> {
  const { step, said, judge } = asked;
  const input = listOf(step);
  const offered = itemsOf(step);
  const show = (first: readonly StepItem[]): void => {
    input.items = [...first, ...offered];
  };
  show(said === null ? [] : [complaint(said.text)]);
  input.activeItems = offered.filter(({ value }) => value !== undefined && step.proposed.includes(value));
  const choice = step.typing ? choiceIn(input) : () => input.selectedItems[0];
  return listen(input, asked, {
    values: () => {
      const chosen = choice();
      const value = typeof chosen === 'string' ? chosen : chosen?.value;
      return value === undefined ? undefined : [value];
    },
    refused: (text) => show([complaint(text)]),
    typed: async (text) => {
      if (!step.typing) return;
      const isOffered = step.items.some(({ value }) => value === text);
      if (text === '' || isOffered) return show([]);
      show([{ label: text, value: text, description: 'as typed', alwaysShow: true }]);
      const judged = saidAbout(await judge(text));
      if (input.value.trim() !== text || judged === null) return;
      const item = { alwaysShow: true, detail: judged.text };
      if (judged.refused) show([{ ...item, label: `$(error) ${text}` }]);
      else show([{ ...item, label: text, value: text, description: 'as typed' }]);
    },
  });
}

function askSeveral(asked: AskStep): Promise<StepAnswer> {
  const { step, said } = asked;
  const input = listOf(step);
  const offered = itemsOf(step);
  input.canSelectMany = true;
  input.items = offered;
  input.selectedItems = offered.filter(({ value }) => value !== undefined && step.proposed.includes(value));
  if (said !== null) input.placeholder = said.text;
  return listen(input, asked, {
    values: () => input.selectedItems.flatMap(({ value }) => value ?? []),
    refused: (text) => {
      input.placeholder = text;
    },
    typed: () => Promise.resolve(),
  });
}

function askText(asked: AskStep): Promise<StepAnswer> {
  const { step, said, judge } = asked;
  const input = window.createInputBox();
  prepare(input, step);
  input.value = step.proposed[0] ?? '';
  const refuse = (message: string): void => {
    input.validationMessage = { message, severity: InputBoxValidationSeverity.Error };
  };
  const tell = (told: StepShown['said']): void => {
    // A message would stand in the place of the question, so what is only good to know stands behind that.
    input.prompt = told?.refused === false ? `${step.prompt} ${told.text}` : step.prompt;
    if (told?.refused === true) refuse(told.text);
    else input.validationMessage = undefined;
  };
  tell(said);
  return listen(input, asked, {
    values: () => [input.value],
    refused: refuse,
    typed: async (text) => {
      const judged = saidAbout(await judge(text));
      if (input.value.trim() === text) tell(judged);
    },
  });
}

function listOf(step: WizardStep): QuickPick<StepItem> {
  const input = window.createQuickPick<StepItem>();
  prepare(input, step);
  input.placeholder = step.prompt;
  input.matchOnDescription = true;
  return input;
}

function prepare(input: QuickInput & { buttons: QuickPick<StepItem>['buttons'] }, step: WizardStep): void {
  input.title = step.title;
  input.step = step.number;
  input.totalSteps = step.of;
  input.buttons = step.number > 1 ? [QuickInputButtons.Back] : [];
  // Whoever looks something up in the drawing on the way has not turned away.
  input.ignoreFocusOut = true;
}

function itemsOf({ items }: WizardStep): readonly StepItem[] {
  return items.flatMap((item, i): StepItem[] => {
    const { label, description, detail, section, closed, value } = item;
    const isNew = section !== '' && section !== items[i - 1]?.section;
    const shown = {
      label: `$(${closed ? 'circle-slash' : icons[item.kind]}) ${label}`,
      description,
      ...(detail !== '' && { detail }),
    };
    const heading = isNew ? [{ label: section, kind: QuickPickItemKind.Separator }] : [];
    return [...heading, closed ? shown : { ...shown, value }];
  });
}

const icons: Readonly<Record<WizardStep['items'][number]['kind'], string>> = {
  'routing group': 'organization',
  server: 'server',
  'virtual server': 'plug',
  connector: 'arrow-right',
  address: 'circuit-board',
  host: 'vm',
  dns: 'globe',
  plain: 'check',
};

function complaint(text: string): StepItem {
  return { label: '$(error) This will not do', detail: text, alwaysShow: true };
}

function saidAbout(answer: Answer<WizardAnswer>): StepShown['said'] {
  if (!answer.ok) return { refused: true, text: answer.error };
  return answer.value.kind === 'step' ? answer.value.said : null;
}

interface Listener {
  /** What is chosen; undefined where that is nothing. */
  readonly values: () => readonly string[] | undefined;
  readonly refused: (why: string) => void;
  readonly typed: (text: string) => Promise<void>;
}

interface Input
  extends Pick<QuickPick<StepItem>, 'onDidAccept' | 'onDidChangeValue' | 'onDidTriggerButton'>, QuickInput {}

/** Ends with an answer that will do, by going back, or when the input is hidden. What fails on the way is thrown. */
function listen(input: Input, { step, accept }: AskStep, { values, refused, typed }: Listener): Promise<StepAnswer> {
  return new Promise<StepAnswer>((resolve, reject) => {
    const accepted = async (): Promise<void> => {
      const given = values();
      if (given === undefined || input.busy) return;
      input.busy = true;
      const next = await accept(given).finally(() => (input.busy = false));
      if (next.ok && next.value.kind === 'step' && next.value.step.number === step.number)
        refused(next.value.said?.text ?? '');
      else resolve({ values: given, next });
    };
    input.onDidAccept(() => void accepted().catch(reject));
    input.onDidChangeValue((text) => void typed(text.trim()).catch(reject));
    input.onDidTriggerButton(() => resolve('back'));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}

// The wizards by name, and how they are run: from the start, with the answers that there are.

import type { Answer } from '#core/answer';
import type { PlacedEdit } from '../placed-edit.ts';
import { forwardThroughSmartHost, limitConnector } from './change-connector.ts';
import { newRoutingGroupConnector } from './routing-group-connector.ts';
import { newSmtpConnector } from './smtp-connector.ts';
import type { Asking, Step } from './step.ts';
import type { Surroundings } from './surroundings.ts';
import { newVirtualServer } from './virtual-server.ts';
import type { Written } from './written.ts';

interface Wizard {
  readonly title: string;
  /** How many steps it has. */
  readonly steps: number;
  readonly asks: (around: Surroundings) => Asking<Written>;
  /** What is written in today's model, which no wizard asks for yet. */
  readonly instead: string;
}

export const wizards = {
  'virtual server': {
    title: 'New SMTP Virtual Server',
    steps: 3,
    asks: newVirtualServer,
    instead: "write a 'receive connector' in the block of its server",
  },
  'smtp connector': {
    title: 'New SMTP Connector',
    steps: 7,
    asks: newSmtpConnector,
    instead: "write a 'send connector'",
  },
  'routing group connector': {
    title: 'New Routing Group Connector',
    steps: 6,
    asks: newRoutingGroupConnector,
    instead: "join sites by a 'site link'",
  },
  scope: {
    title: 'Limit Connector to its Routing Group',
    steps: 2,
    asks: limitConnector,
    instead: "write 'scope site' in the Send connector",
  },
  'smart host': {
    title: 'Forward through Smart Host',
    steps: 2,
    asks: forwardThroughSmartHost,
    instead: "write 'deliver through smart host HOST' in a Send connector",
  },
} as const satisfies Readonly<Record<string, Wizard>>;

/** By the name that a request gives it. */
export type WizardName = keyof typeof wizards;

/** How far a wizard is. */
export type Progress =
  | {
      readonly kind: 'step';
      readonly title: string;
      /** From 1. */
      readonly number: number;
      readonly of: number;
      readonly step: Step;
      /** What there is to say about the last answer, where this is its step again, or about what is typed. */
      readonly said: Said | undefined;
    }
  | { readonly kind: 'written'; readonly edits: readonly [PlacedEdit, ...PlacedEdit[]] };

/** A sentence about an answer: why it will not do, or what one should know of it. */
export interface Said {
  readonly refused: boolean;
  readonly text: string;
}

/** The answers so far, each the values of a step, and what stands in the input of the next one. */
export interface Given {
  readonly answers: readonly (readonly string[])[];
  readonly typed?: string | undefined;
}

/**
 * Goes through the answers: to the first step that has none or an answer that will not do, or to what is to be written.
 * An error is a sentence for an administrator: what is missing, and what to do first.
 */
export function runWizard(name: WizardName, around: Surroundings, { answers, typed }: Given): Answer<Progress> {
  const { title, steps, asks, instead }: Wizard = wizards[name];
  const model = around.topology.organization.model.value.toLowerCase();
  if (model === 'exchange-2013') return { ok: false, error: `There is no such thing in model ${model}: ${instead}.` };
  const asking = asks(around);
  let turn = asking.next();
  for (let number = 1; ; number++) {
    if (turn.done === true) return done(turn.value);
    const step = turn.value;
    const at = { kind: 'step', title, number, of: steps, step } as const;
    const answer = answers[number - 1];
    if (answer === undefined) return { ok: true, value: { ...at, said: saidOf(step, typed ?? startingText(step)) } };
    const reading = step.read(answer);
    if (!reading.ok) return { ok: true, value: { ...at, said: { refused: true, text: reading.error } } };
    turn = asking.next(answer);
  }
}

function done(written: Written): Answer<Progress> {
  return written.ok ? { ok: true, value: { kind: 'written', edits: written.value } } : written;
}

function startingText({ kind, proposed }: Step): string | undefined {
  return kind === 'text' ? proposed[0] : undefined;
}

function saidOf({ read }: Step, text: string | undefined): Said | undefined {
  const reading = text === undefined || text === '' ? undefined : read([text]);
  if (reading?.ok === false) return { refused: true, text: reading.error };
  return reading?.note === undefined ? undefined : { refused: false, text: reading.note };
}

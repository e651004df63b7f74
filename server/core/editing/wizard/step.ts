// The steps of a wizard as data. A wizard is a generator: it yields what it wants to know and goes on with what was
// answered, so that each step may depend on those before it, and nothing of it is kept between two questions.

/** What an answer means, with what one should know of it; or a sentence that says why it will not do. */
export type Reading<T> =
  { readonly ok: true; readonly value: T; readonly note?: string } | { readonly ok: false; readonly error: string };

/** What an item of a list stands for. */
export type ItemKind =
  'routing group' | 'server' | 'virtual server' | 'connector' | 'address' | 'host' | 'dns' | 'plain';

/** Something to choose. */
export interface Item {
  /** What an answer calls it. */
  readonly value: string;
  readonly kind: ItemKind;
  readonly label: string;
  /** What tells it apart from others; '' where nothing does. */
  readonly description: string;
  /** A line of its own; '' where there is none. */
  readonly detail: string;
  /** The heading that it stands under; '' where it stands under none. */
  readonly section: string;
  /** Whether it is there to be seen only: it would collide with what is there already, as the item says. */
  readonly closed: boolean;
}

/** What a wizard wants to know next. */
export interface Step {
  readonly kind: 'one' | 'several' | 'text';
  /** A question, or what to do. */
  readonly prompt: string;
  /** None for a text. */
  readonly items: readonly Item[];
  /** The values that are chosen at first, or the text that stands there. */
  readonly proposed: readonly string[];
  /** Whether something else than the items may be typed. */
  readonly typing: boolean;
  /** What values mean: those of items, or what was typed. */
  readonly read: (values: readonly string[]) => Reading<unknown>;
}

/** A part of a wizard that asks and then knows something. */
export type Asking<T> = Generator<Step, T, readonly string[]>;

/** An item with what it means. */
export interface Choice<T> extends Pick<Item, 'value' | 'kind'>, Partial<Omit<Item, 'value' | 'kind' | 'closed'>> {
  readonly meaning: T;
  /** Why it cannot be chosen, instead of a description. */
  readonly cannot?: string | undefined;
}

export function good<T>(value: T, note?: string): Reading<T> {
  return note === undefined ? { ok: true, value } : { ok: true, value, note };
}

export function bad(error: string): Reading<never> {
  return { ok: false, error };
}

interface One<T> {
  readonly prompt: string;
  readonly choices: readonly Choice<T>[];
  /** The value of the one that is chosen at first; else the first that can be. */
  readonly proposed?: string | undefined;
  /** What something else that is typed means. */
  readonly typed?: (text: string) => Reading<T>;
  /** Why one that is in the list will not do after all: what takes a while to find out. */
  readonly refusal?: (meaning: T) => string | undefined;
}

export function* askOne<T>({ prompt, choices, proposed, typed, refusal }: One<T>): Asking<T> {
  const read = ([value = '']: readonly string[]): Reading<T> => {
    const choice = choices.find((each) => each.value === value);
    if (choice === undefined)
      return typed?.(value.trim()) ?? bad('This is not in the list any more. Choose another one.');
    const error = choice.cannot ?? refusal?.(choice.meaning);
    return error === undefined ? good(choice.meaning) : bad(`${choice.label ?? choice.value}: ${error}.`);
  };
  const free = choices.filter(({ cannot }) => cannot === undefined);
  const first = free.find(({ value }) => value === proposed) ?? free[0];
  const step = { kind: 'one', prompt, items: choices.map(itemOf), typing: typed !== undefined } as const;
  return yield* answered({ ...step, proposed: first === undefined ? [] : [first.value], read });
}

interface Several<T> {
  readonly prompt: string;
  readonly choices: readonly Choice<T>[];
  readonly proposed: readonly string[];
  /** What to say where none is chosen; undefined where none is an answer. */
  readonly none?: string;
}

export function* askSeveral<T>({ prompt, choices, proposed, none }: Several<T>): Asking<readonly T[]> {
  const read = (values: readonly string[]): Reading<readonly T[]> => {
    const chosen = choices.filter(({ value }) => values.includes(value));
    return chosen.length === 0 && none !== undefined ? bad(none) : good(chosen.map(({ meaning }) => meaning));
  };
  return yield* answered({ kind: 'several', prompt, items: choices.map(itemOf), proposed, typing: false, read });
}

interface Text<T> {
  readonly prompt: string;
  readonly proposed: string;
  readonly read: (text: string) => Reading<T>;
}

export function* askText<T>({ prompt, proposed, read }: Text<T>): Asking<T> {
  const readFirst = ([text = '']: readonly string[]): Reading<T> => read(text.trim());
  return yield* answered({ kind: 'text', prompt, items: [], proposed: [proposed], typing: true, read: readFirst });
}

/** Whoever runs a wizard goes on only with answers that mean something. */
function* answered<T>(
  step: Omit<Step, 'read'> & { readonly read: (values: readonly string[]) => Reading<T> },
): Asking<T> {
  const reading = step.read(yield step);
  if (!reading.ok) throw new Error('A wizard goes on with answers that were read');
  return reading.value;
}

function itemOf<T>(choice: Choice<T>): Item {
  const { value, kind, label = value, description = '', detail = '', section = '', cannot } = choice;
  return { value, kind, label, description: cannot ?? description, detail, section, closed: cannot !== undefined };
}

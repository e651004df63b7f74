// The way out of the preview, and what its parts (moving boxes, messages, the simulation) share: the present moment, and
// how they go on from it.

import type { FromPreview, PreviewState } from '#core/protocol/preview';
import type { Moment } from './moment.ts';

/** What the preview makes happen. */
export interface Outlet {
  post(message: FromPreview): void;
  save(state: PreviewState): void;
  /** Shows a moment; `drawing` alone when nothing else can have changed. */
  show(moment: Moment, what: 'everything' | 'drawing'): void;
  /** Tells people who listen instead of look what has happened. */
  announce(text: string): void;
  /** Brings an item, or what stands for an element, into view. */
  reveal(id: string): void;
  /** The same, from so near that it can be read. */
  bringNear(id: string): void;
  /** Opens the field that finds things in the drawing. */
  openFind(): void;
  /** Gives the keyboard focus to an item of the drawing. */
  focus(id: string): void;
  /** Whether the keyboard focus is in the drawing. */
  hasFocus(): boolean;
  /** The user's place in the drawing counts no longer: another topology is drawn. */
  forgetPlace(): void;
  /** Lets the message of the moment's trace travel; `reached` and `ended` may be called at once. */
  play(moment: Moment, reached: (legs: number) => void, ended: () => void): { cancel(): void };
  /** Does something a while later. */
  later(what: () => void, milliseconds: number): ReturnType<typeof setTimeout> | undefined;
}

/** The preview as its parts see it. */
export interface Stage extends Pick<Outlet, 'post' | 'announce' | 'reveal' | 'play' | 'later'> {
  moment(): Moment;
  /** Goes on with something to keep, which is saved at once, and what changes with it. */
  keep(change: Partial<PreviewState>, besides?: Partial<Moment>): void;
  /** Goes on with something to see; `drawing` when nothing else can have changed. */
  become(change: Partial<Moment>, what?: 'everything' | 'drawing'): void;
  /** Goes on with what nobody sees. */
  note(change: Partial<Moment>): void;
}

/** A way out for what goes nowhere yet. */
export const silence: Outlet = {
  post: () => undefined,
  save: () => undefined,
  show: () => undefined,
  announce: () => undefined,
  reveal: () => undefined,
  bringNear: () => undefined,
  openFind: () => undefined,
  focus: () => undefined,
  hasFocus: () => false,
  forgetPlace: () => undefined,
  play: () => ({ cancel: () => undefined }),
  later: () => undefined,
};

// Boxes follow the mouse. Pressing and letting go without moving is a click as ever, and who takes no box moves the view.

import { drag, select, type D3DragEvent } from 'd3';
import type { Point, SceneNode } from '#core/graph/scene';

interface DragOptions {
  readonly element: HTMLElement;
  /** Its units are those of the scene. */
  readonly viewport: SVGGElement;
  /** The box that moves with what the mouse is on. */
  readonly boxAt: (target: EventTarget | null) => SceneNode | undefined;
  readonly lift: (id: string, to: Point) => void;
  readonly drop: () => void;
  readonly putBack: () => void;
}

/** Less is a click with an unsteady hand, in pixels. */
const threshold = 4;

interface Grip extends Point {
  readonly id: string;
  readonly mouse: Point;
}

type Dragged = D3DragEvent<HTMLElement, unknown, Grip> & { readonly sourceEvent: MouseEvent };

/** Has to listen before the camera does, which moves the view. */
export function listenToDrags({ element, viewport, boxAt, lift, drop, putBack }: DragOptions): void {
  let state: 'idle' | 'pressed' | 'dragged' | 'given up' = 'idle';
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || state !== 'dragged') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    state = 'given up';
    element.classList.remove('dragging');
    putBack();
  };
  const behaviour = drag<HTMLElement, unknown, Grip | undefined>()
    .filter((event: MouseEvent) => event.button === 0 && !event.ctrlKey)
    .touchable(false)
    .container(() => viewport)
    .clickDistance(threshold)
    .subject((event: { readonly sourceEvent: MouseEvent }) => {
      const box = boxAt(event.sourceEvent.target);
      const { clientX: x, clientY: y } = event.sourceEvent;
      return box && { id: box.id, x: box.x, y: box.y, mouse: { x, y } };
    })
    .on('start', () => {
      state = 'pressed';
      window.addEventListener('keydown', giveUp, true);
    })
    .on('drag', ({ subject, sourceEvent, x, y }: Dragged) => {
      const { mouse, id } = subject;
      const far = Math.hypot(sourceEvent.clientX - mouse.x, sourceEvent.clientY - mouse.y) > threshold;
      if (state === 'pressed' && far) {
        state = 'dragged';
        element.classList.add('dragging');
      }
      if (state === 'dragged') lift(id, { x, y });
    })
    .on('end', () => {
      window.removeEventListener('keydown', giveUp, true);
      element.classList.remove('dragging');
      if (state === 'dragged') drop();
      state = 'idle';
    });
  select<HTMLElement, unknown>(element).call(behaviour);
}

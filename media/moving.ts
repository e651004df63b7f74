// Moving boxes: by the mouse, from where it is taken to where it is let go, and by keys, step by step. Where it comes to
// stand in the end the extension says.

import type { Point } from '#core/graph/scene';
import { boxAround, lift, type Lifted } from './lifting.ts';
import type { SceneIndex } from '#core/graph/scene-index';
import type { Stage } from './stage.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How far a key moves a box, in scene units. */
const step = 24;
/** Who goes on pressing keys has pressed the next one by then. */
const rest = 600;

const ways: Readonly<Record<Direction, Point>> = {
  left: { x: -step, y: 0 },
  right: { x: step, y: 0 },
  up: { x: 0, y: -step },
  down: { x: 0, y: step },
};

export class Moving {
  readonly #stage: Stage;
  /** Counts what was done, so that what is due later knows whether it still is. */
  #turn = 0;
  /** A box is in the hand: where it was put last is not told yet. */
  #isHeld = false;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The box around an item is there for the moment. */
  lift(id: string, to: Point): void {
    const { drawn } = this.#stage.moment();
    const box = boxAround(drawn.index, id);
    if (box === undefined) return;
    this.#turn++;
    this.#isHeld = true;
    this.#stage.become({ lifted: lift(drawn.index, box, to) }, 'drawing');
  }

  /** The box is let go where it is. */
  drop(): void {
    const { lifted } = this.#stage.moment();
    if (lifted === undefined || !this.#isHeld) return;
    this.#isHeld = false;
    this.#stage.post({ type: 'place', element: lifted.id, to: lifted.to });
    this.#stage.announce(`${nameOf(lifted)} was moved.`);
  }

  /** The box is where it was. False: none was in the hand. */
  putBack(): boolean {
    const { lifted } = this.#stage.moment();
    const wasHeld = this.#isHeld;
    this.#turn++;
    this.#isHeld = false;
    if (lifted !== undefined) this.#stage.become({ lifted: undefined }, 'drawing');
    if (lifted !== undefined && wasHeld) this.#stage.announce(`${nameOf(lifted)} is back where it was.`);
    return lifted !== undefined && wasHeld;
  }

  /** The extension did not put the box there. */
  refused(why: string): void {
    this.putBack();
    this.#stage.announce(why);
  }

  /** What is in the hand when another drawing comes: it stays there. What was let go is where that drawing has it. */
  carriedOver(index: SceneIndex): Lifted | undefined {
    const { lifted } = this.#stage.moment();
    const box = lifted !== undefined && this.#isHeld ? boxAround(index, lifted.id) : undefined;
    if (lifted !== undefined && box !== undefined) return lift(index, box, lifted.to);
    this.#isHeld = false;
    return undefined;
  }

  /** A step into a direction; the box is let go when no other one follows. */
  step(id: string, direction: Direction): void {
    const { drawn, lifted } = this.#stage.moment();
    const box = boxAround(drawn.index, id);
    if (box === undefined) return;
    if (lifted !== undefined && lifted.id !== box.id) this.drop();
    const from = lifted?.id === box.id ? lifted.to : box;
    this.lift(id, { x: from.x + ways[direction].x, y: from.y + ways[direction].y });
    const now = this.#stage.moment().lifted?.to;
    const isStuck = now?.x === from.x && now.y === from.y;
    this.#stage.announce(isStuck ? `${box.name} is at the border.` : `${box.name}: ${direction}.`);
    const turn = this.#turn;
    this.#stage.later(() => {
      if (turn === this.#turn) this.drop();
    }, rest);
  }
}

function nameOf({ id, index }: Lifted): string {
  return index.nodes.get(id)?.name ?? id;
}

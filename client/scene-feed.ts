// What the page of a preview is to draw, from one topology to the next: when the server is asked, and what the page has
// that an answer can build on. Knows no VS Code.

import type { PlacesVersion } from '#core/graph/places-update';
import type { SceneAnswer } from '#core/protocol/requests';

interface Outlet {
  /** The scene, as it is shortest for somebody who has the places `known`; null: there is no topology. */
  readonly ask: (known: PlacesVersion | null) => Promise<SceneAnswer | null>;
  readonly send: (answer: SceneAnswer | null) => void;
  /** The page is to say that it listens once more if it does not have these places. */
  readonly expect: (places: PlacesVersion) => void;
  readonly fail: (error: unknown) => void;
}

export class SceneFeed {
  readonly #outlet: Outlet;
  /** The page listens. It does not while its tab is hidden: then there is no page. */
  #isReady = false;
  /** The places that the page has, or gets before anything else that is sent. Null: none. */
  #known: PlacesVersion | null = null;
  /** They were sent before the page listened. */
  #isAhead = false;
  /** What to draw first, asked for while the page is being loaded; undefined when it is sent or out of date. */
  #ahead: Promise<SceneAnswer | null> | undefined;
  #isStale = false;
  #isAsking = false;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  /**
   * A page is about to be loaded. What it draws first is asked for meanwhile, and sent when it is there: VS Code keeps it
   * until the page is loaded.
   */
  loading(): void {
    this.hidden();
    this.#isStale = false;
    const ahead = this.#outlet.ask(null);
    this.#ahead = ahead;
    // What went wrong is told when the page is there to show it.
    ahead.then((answer) => this.#sendAhead(ahead, answer)).catch(() => undefined);
  }

  #sendAhead(ahead: Promise<SceneAnswer | null>, answer: SceneAnswer | null): void {
    if (this.#ahead !== ahead || this.#isReady || answer === null) return;
    this.#ahead = undefined;
    this.#isAhead = true;
    this.#known = answer.places.version;
    this.#outlet.send(answer);
  }

  /** There is no page any more. */
  hidden(): void {
    this.#isReady = false;
    this.#isAhead = false;
    this.#known = null;
    this.#ahead = undefined;
  }

  /** The page listens, and has nothing but what was sent ahead. */
  async ready(): Promise<void> {
    const isAhead = this.#isAhead;
    this.#isAhead = false;
    this.#isReady = true;
    if (!isAhead) this.#known = null;
    if (this.#known !== null) this.#outlet.expect(this.#known);
    if (!isAhead || this.#isStale) await this.#draw();
  }

  /** Draws anew. One question is under way at a time; a change meanwhile asks once more. */
  async refresh(): Promise<void> {
    this.#ahead = undefined;
    await this.#draw();
  }

  async #draw(): Promise<void> {
    this.#isStale = true;
    if (this.#isAsking || !this.#isReady) return;
    this.#isAsking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#ask();
      }
    } catch (error) {
      this.#outlet.fail(error);
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(): Promise<void> {
    const known = this.#known;
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const answer = await (ahead ?? this.#outlet.ask(known));
    // The page was loaded anew meanwhile. It has nothing to build on, and `#draw` asks once more.
    if (this.#known !== known) return;
    this.#known = answer?.places.version ?? null;
    this.#outlet.send(answer);
  }
}

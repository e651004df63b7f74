// What a comparison with a real mail system found.

export interface Finding {
  readonly name: string;
  /** What is not installed, or cannot be done here; then nothing was asked. */
  readonly missing?: string;
  /** Which mail system, with its version. */
  readonly system: string;
  readonly asked: number;
  readonly same: number;
  /** The least part that has to be the same. */
  readonly aim: number;
  /** Some of what is not the same, one line each. */
  readonly differences: readonly string[];
}

/** A finding while it is made. */
export class Tally {
  #asked = 0;
  #same = 0;
  readonly #differences: string[] = [];

  /** @param about - Who was asked about what, for the line about a difference. */
  compare(about: string, system: string, route: string): void {
    this.#asked++;
    if (system === route) this.#same++;
    else if (this.#differences.length < 20) this.#differences.push(`${about}: ${system}, by route ${route}`);
  }

  finding(about: Pick<Finding, 'name' | 'system' | 'aim'>): Finding {
    return { ...about, asked: this.#asked, same: this.#same, differences: this.#differences };
  }
}

export function notDone(name: string, missing: string): Finding {
  return { name, missing, system: '', asked: 0, same: 0, aim: 1, differences: [] };
}

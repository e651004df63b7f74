// What a comparison with a real mail system found.

export interface Finding {
  readonly name: string;
  /** What is not installed, or cannot be done here; then nothing was asked. */
  readonly missing?: string;
  readonly asked: number;
  readonly same: number;
  /** The least part that has to be the same. */
  readonly aim: number;
  /** Some of what is not the same, one line each. */
  readonly differences: readonly string[];
}

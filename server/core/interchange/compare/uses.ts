// When elements were used, hour by hour: whether one that is said to have been down carried mail meanwhile.

const hourMilliseconds = 3_600_000;
const mostHours = 200_000;

/** The first and the last use of each hour. */
export class Uses {
  private readonly hours = new Map<string, Map<number, { first: number; last: number }>>();
  private count = 0;

  note(element: string, time: number): void {
    let ofElement = this.hours.get(element);
    if (ofElement === undefined) {
      if (this.count >= mostHours) return;
      this.hours.set(element, (ofElement = new Map()));
    }
    const hour = Math.floor(time / hourMilliseconds);
    const known = ofElement.get(hour);
    if (known !== undefined) {
      known.first = Math.min(known.first, time);
      known.last = Math.max(known.last, time);
    } else if (this.count < mostHours) {
      this.count += 1;
      ofElement.set(hour, { first: time, last: time });
    }
  }

  /** Whether it may have been used between these moments; where hours are not known closer, it may. */
  mayHaveBeenUsed(element: string, from: number, to: number): boolean {
    for (const { first, last } of this.hours.get(element)?.values() ?? []) if (first <= to && last >= from) return true;
    return false;
  }
}

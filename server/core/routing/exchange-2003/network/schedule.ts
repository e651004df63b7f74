// When a connector runs (§13.7): a schedule does not enter the choice, it decides how long the message waits.

import type { Connector } from '#core/model/topology';
import type { Schedule, ScheduleWindow, SecondOfWeek } from '#core/syntax/tree';

const minuteSeconds = 60;
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;
/** `every 1h`, `2h` or `4h` opens one quarter hour each time (docs/language.md, `schedule`). */
const quarterHour = 15;

/** The schedule that a message of this size keeps to: `over SIZE schedule …` replaces the other [WIP-TRBL]. */
export function scheduleFor(connector: Connector, sizeBytes: number): Schedule {
  const { oversize, schedule } = connector;
  return oversize !== undefined && sizeBytes > oversize.overBytes ? oversize.schedule : schedule;
}

/** The first time at or after `at`, within a week, when the schedule is open; undefined when it never is. */
export function nextOpening(schedule: Schedule, at: SecondOfWeek): SecondOfWeek | undefined {
  switch (schedule.kind) {
    case 'always':
      return at;
    case 'never':
      return undefined;
    case 'every':
      return nextInterval(schedule.hours * 60, at);
    case 'windows':
      return nextWindow(schedule.windows, at);
  }
}

function nextInterval(everyMinutes: number, at: SecondOfWeek): SecondOfWeek {
  const minutes = Math.floor(at / minuteSeconds);
  const since = minutes % everyMinutes;
  if (since < quarterHour) return at;
  return ((minutes - since + everyMinutes) % weekMinutes) * minuteSeconds;
}

function nextWindow(windows: readonly ScheduleWindow[], at: SecondOfWeek): SecondOfWeek | undefined {
  const now = Math.floor(at / minuteSeconds);
  let soonest = Infinity;
  for (const { days, from, to } of windows) {
    for (const day of days) soonest = Math.min(soonest, minutesUntil(day * dayMinutes + from, to - from, now));
  }
  if (soonest === 0) return at;
  return soonest === Infinity ? undefined : ((now + soonest) % weekMinutes) * minuteSeconds;
}

/** 0 while the window is open, else the minutes until it opens; a window on Sunday may run into Monday. */
function minutesUntil(opens: number, length: number, now: number): number {
  if (length <= 0) return Infinity;
  const since = (now - opens + weekMinutes) % weekMinutes;
  return since < length ? 0 : weekMinutes - since;
}

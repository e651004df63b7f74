// Days and times of the week, and the windows of schedules made from them.

import type { ScheduleWindow, SecondOfWeek } from './tree.ts';
import { bad, good, type Parsed, shown } from './values.ts';
import { unquoted } from './words.ts';

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const aboutDays = 'days are Mon, Tue, Wed, Thu, Fri, Sat and Sun';

/** A time of the week, quoted or not: `"Mon 09:00"` in seconds since Monday 00:00. */
export function parseTimeOfWeek(text: string): Parsed<SecondOfWeek> {
  return speltRight(unquoted(text).trim(), timeOfWeek);
}

/** Reads days and times; where only their spelling is wrong, as in `monday 9:00`, says how they are spelt. */
function speltRight<T>(said: string, read: (text: string) => Parsed<T>): Parsed<T> {
  const parsed = read(said);
  if (parsed.ok) return parsed;
  const spelt = said
    .replace(
      /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*/gi,
      (day) => day.charAt(0).toUpperCase() + day.slice(1, 3).toLowerCase(),
    )
    .replace(/(?<![\d:])\d:/g, '0$&');
  if (spelt === said || !read(spelt).ok) return parsed;
  return bad(`'${shown(said)}' is written "${shown(spelt)}": days have three letters, hours two digits.`, `"${spelt}"`);
}

function timeOfWeek(said: string): Parsed<SecondOfWeek> {
  const [, dayName = '', clock = ''] = /^(\S+) +(\S+)$/.exec(said) ?? [];
  const day = dayNames.indexOf(dayName);
  if (clock === '')
    return bad(`'${shown(said)}' is not a time of the week; write a day and a time, as in "Mon 09:00".`);
  if (day < 0) return bad(`'${shown(dayName)}' is not a day; ${aboutDays}.`);
  const minutes = minutesOfClock(clock);
  if (minutes === undefined || minutes === 1440) {
    return bad(`'${shown(clock)}' is not a time of day; it goes from 00:00 to 23:59.`);
  }
  return good(day * 86400 + minutes * 60);
}

/** Minutes since midnight of `HH:MM`, 1440 for `24:00`. */
function minutesOfClock(text: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1440 ? total : undefined;
}

/** A window of a schedule, quoted or not: `DAYS HH:MM-HH:MM` in quarter hours, every day when no days are written. */
export function parseScheduleWindow(text: string): Parsed<ScheduleWindow> {
  return speltRight(unquoted(text).trim(), scheduleWindow);
}

function scheduleWindow(said: string): Parsed<ScheduleWindow> {
  const [, dayNames = '', clocks = ''] = /^(?:(.*\S)\s+)?(\S+)$/.exec(said) ?? [];
  const [, fromText = '', toText = ''] = /^([^-]+)-([^-]+)$/.exec(clocks) ?? [];
  const from = minutesOfClock(fromText);
  const to = minutesOfClock(toText);
  if (from === undefined || to === undefined || from === 1440) {
    const wrong = from === undefined || from === 1440 ? fromText : toText;
    if (wrong === '')
      return bad(`'${shown(said)}' is not a window; write days and times, as in "Mon-Fri 08:00-18:00".`);
    if (from === 1440) return bad('24:00 ends a day, so no window begins there; write 00:00 of the next day.');
    return bad(`'${shown(wrong)}' is not a time of day; it goes from 00:00 to 24:00.`);
  }
  if (from % 15 !== 0 || to % 15 !== 0) {
    return bad(`'${shown(clocks)}' does not fall on quarter hours; schedules go by 15 minutes.`);
  }
  const days = daysOf(dayNames);
  if (days === undefined) return bad(`'${shown(dayNames)}' names no days; ${aboutDays}, as in Mon-Fri or Mon,Wed.`);
  return good({ days, from, to: to > from ? to : to + 1440 });
}

function daysOf(text: string): readonly number[] | undefined {
  if (text === '') return [0, 1, 2, 3, 4, 5, 6];
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first, more] = part.trim().split('-');
    const from = dayNames.indexOf(first);
    const to = dayNames.indexOf(last);
    if (from < 0 || to < 0 || more !== undefined) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return [...days].sort((one, other) => one - other);
}

// Moments in logs: milliseconds since 1970 in UTC, read and written without a clock.

import type { Answer } from '#core/answer';
import type { SecondOfWeek } from '#core/syntax/tree';

const dayMilliseconds = 86_400_000;

/** `2026-03-02T08:00:00.101Z` as today's logs have it; undefined for what is none. Quick: it is asked for every row. */
export function momentOf(text: string): number | undefined {
  if (text.length < 20 || text.charCodeAt(10) !== 84) return undefined;
  const fraction = text.charCodeAt(19) === 46 ? digits(text, 20, Math.min(23, text.length - 1)) : 0;
  return moment(
    digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10),
    digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19) + fraction / 1000,
  ); // prettier-ignore
}

/** A date and a time of Exchange 2003, `2006-5-3` and `8:0:12 GMT` [KB 246965]; undefined for what is none. */
export function momentOf2003(date: string, time: string): number | undefined {
  const [year, month, day, ...moreDate] = date.split('-').map(Number);
  const clock = time.indexOf(' ') < 0 ? time : time.slice(0, time.indexOf(' '));
  const [hour, minute, second, ...moreTime] = clock.split(':').map(Number);
  if (moreDate.length + moreTime.length > 0) return undefined;
  return moment(year, month, day, hour, minute, second);
}

/** What people type: `2026-03-02`, `2026-03-02T08:00`, `2026-03-02 08:00:00Z`; always UTC. */
export function readMoment(text: string): Answer<number> {
  const form = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?$/;
  const found = form.exec(text.trim());
  const numbers = found?.slice(1).map((part) => Number(part ?? 0)) ?? [];
  const value = found === null ? undefined : moment(...numbers);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, error: `'${text}' is no time; write 2026-03-02 or 2026-03-02T08:00, in UTC as the logs are.` };
}

/** `2026-03-02 08:00:00`, in UTC. */
export function writtenMoment(value: number): string {
  const days = Math.floor(value / dayMilliseconds);
  const seconds = Math.floor((value - days * dayMilliseconds) / 1000);
  const { year, month, day } = civil(days);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return `${year}-${twoDigits(month)}-${twoDigits(day)} ${clock}`;
}

/** Weeks start on Monday; 1970 began on a Thursday. */
export function timeOfWeek(value: number): SecondOfWeek {
  const week = 7 * 86_400;
  return (((Math.floor(value / 1000) + 3 * 86_400) % week) + week) % week;
}

function moment(year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN): number | undefined {
  const isOne = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61;
  if (!isOne || !(year >= 1970)) return undefined;
  return daysBefore(year, month, day) * dayMilliseconds + Math.round(((hour * 60 + minute) * 60 + second) * 1000);
}

/** The number that stands there; NaN for what is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Days from 1970 to a day of the Gregorian calendar, counted in years that begin with March. */
function daysBefore(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function civil(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const part = Math.floor((5 * ofYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * part + 2) / 5) + 1,
  };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

import { type Playback, standAt } from './playback.ts';

/** How every queue stood at every frame, for a spreadsheet (RFC 4180). Times are seconds since the start. */
export function queuesAsCsv({ frames, queues }: Playback): string {
  const head = ['time', 'server', 'queue', 'connector', 'state', 'messages', 'bytes', 'oldest', 'next retry', 'passed'];
  const rows = queues.flatMap((queue) =>
    frames.map((at, frame) => {
      const { state, messages, bytes, oldest, next, passed } = standAt(queue, frame);
      return [at, queue.server, queue.name, queue.connector, state, messages, bytes, oldest, next, passed];
    }),
  );
  return [head, ...rows].map((row) => row.map(field).join(',') + '\r\n').join('');
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The kinds of events that are planned.

/** What an event is; `about` is a message, a row, a server's first station, a subject of link state or a task of the script. */
export const happening = {
  /** A message has been transferred. */
  transferred: 0,
  /** A queue is tried again. */
  retry: 1,
  /** A server has categorized the first of its messages. */
  categorized: 2,
  /** A message may be late, or expire. */
  deadline: 3,
  /** What stands aside may go. */
  opening: 4,
  /** A failure is noticed though no mail met it. */
  noticed: 5,
  /** A probe finds a connector up again. */
  probed: 6,
  /** News of a connector is everywhere. */
  told: 7,
  /** The script has something to do. */
  task: 8,
} as const;

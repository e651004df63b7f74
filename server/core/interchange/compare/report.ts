// What comes of comparing logs with a topology, as data: `bridgehead compare --format json` prints it as it is.

import type { WaypointId } from '#core/model/element';
import type { Verdict } from './verdict.ts';

/** Ways that left the predicted one alike. */
export interface Cause {
  /** The group where they left it. */
  readonly from: string;
  /** `SMTP:*`, or the recipients' domain where mail stays in the organization. */
  readonly addressSpace: string;
  readonly predicted: string;
  readonly actual: string;
  readonly count: number;
  /** ISO 8601 in UTC would be longer to read: `2026-03-02 08:00:00`. */
  readonly first: string;
  readonly last: string;
  /** One of the messages. */
  readonly messageId: string;
  /** A test block that holds once the model says what happened; null where the language cannot say it. */
  readonly test: string | null;
}

/** A connector of the topology, or a site link between two sites, with the ways that took it. */
export interface Traffic {
  readonly element: WaypointId;
  readonly took: number;
  /** Of these, the ways that the model has take it there. */
  readonly explained: number;
  /** Numbers of the causes by which others took it, or were predicted to. */
  readonly causes: readonly number[];
}

/** An element that, switched off, gives the ways that differed; tried on one message of each cause. */
export interface Hypothesis {
  /** As `--down` takes it. */
  readonly down: WaypointId;
  readonly first: string;
  readonly last: string;
  readonly explains: number;
  readonly causes: readonly number[];
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface LogReport {
  readonly format: 1;
  readonly logs: number;
  readonly rows: number;
  /** Messages, and ways of them to their recipients. */
  readonly messages: number;
  readonly ways: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly traffic: readonly Traffic[];
  readonly causes: readonly Cause[];
  /** Ways whose cause is not in the list, for want of room. */
  readonly otherCauses: number;
  readonly hypotheses: readonly Hypothesis[];
  /** Connectors of the topology that nothing took. */
  readonly unused: readonly string[];
  /** In the logs, but not in the topology. */
  readonly lacking: { readonly servers: readonly Counted[]; readonly connectors: readonly Counted[] };
  readonly notComparable: readonly Counted[];
  readonly events: { readonly ignored: readonly Counted[]; readonly unknown: readonly Counted[] };
  readonly rowsLeftOut: {
    readonly odd: number;
    readonly withoutMessage: number;
    /** Of messages that had been judged already. */
    readonly late: number;
  };
  /** Logs that end in the middle of a row. */
  readonly unfinishedLogs: number;
  /** Messages that were judged before all logs were read, for want of room. */
  readonly judgedEarly: number;
}

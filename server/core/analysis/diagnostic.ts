import type { PlacedEdit } from '#core/editing/placed-edit';
import type { ElementId } from '#core/model/element';
import type { Place } from '#core/model/topology';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A mechanical mend that an editor can offer. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly PlacedEdit[];
  /** The one to take when asked to fix without choosing. */
  readonly preferred: boolean;
}

/** One finding. Its place moves with the text, so an unchanged finding is the same object in the next check. */
export interface Diagnostic {
  /** The rule's code, as in docs/diagnostics.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly place: Place;
  readonly message: string;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly fixes: readonly Fix[];
  /** The element that it concerns, for the drawing; see `elementId`. */
  readonly element: ElementId | undefined;
}

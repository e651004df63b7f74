// The drawing as it is sent: its places as far as the asker does not have them, what is wrong with it, and how much.

import type { Diagnostic, Severity } from '#core/analysis/diagnostic';
import { marksOn } from '#core/graph/marks';
import type { PlacesUpdate, VersionedPlaces } from '#core/graph/places-update';
import type { SceneAnswer } from '#core/protocol/requests';

export function sceneParts(
  { now, update }: { readonly now: VersionedPlaces; readonly update: PlacesUpdate },
  diagnostics: readonly Diagnostic[],
): Pick<SceneAnswer, 'places' | 'marks' | 'summary'> {
  const count = (severity: Severity): number => diagnostics.filter((one) => one.severity === severity).length;
  const summary = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  return { places: update, marks: marksOn(now.places, diagnostics), summary };
}

// Flying into a cluster, by mouse and keyboard; arrow keys walk from one to the next.

import type { Cluster, Clusters } from '#core/graph/sight/clusters';
import { centre, type Rectangle } from '#core/graph/space';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** `flyInto` brings a box near: at least as near as the zoom that it is given. */
export function listenToClusters(
  layer: SVGGElement | null,
  clusters: () => Clusters,
  flyInto: (box: Rectangle, least: number) => void,
): void {
  if (layer === null) return;
  const clusterAt = ({ target }: Event): Cluster | undefined => {
    const element = target instanceof Element ? target.closest<SVGElement>('[data-cluster]') : null;
    const id = element?.dataset['cluster'];
    return clusters().clusters.find((cluster) => cluster.id === id);
  };
  const fly = (cluster: Cluster): void => flyInto(cluster, cluster.opensAt * 1.25);
  layer.addEventListener('click', (event) => {
    const cluster = clusterAt(event);
    if (cluster !== undefined) fly(cluster);
  });
  layer.addEventListener('keydown', (event) => {
    const cluster = clusterAt(event);
    if (cluster === undefined || event.ctrlKey || event.metaKey) return;
    const direction = directions[event.key];
    if (event.key === 'Enter' || event.key === ' ') fly(cluster);
    else if (direction === undefined) return;
    else walk(layer, nearest(clusters().clusters, cluster, direction));
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Gives the focus to a cluster, and the place in the tab order. */
function walk(layer: SVGGElement, next: Cluster | undefined): void {
  const element =
    next === undefined ? null : layer.querySelector<SVGGElement>(`[data-cluster="${CSS.escape(next.id)}"]`);
  if (element === null) return;
  for (const other of layer.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  element.setAttribute('tabindex', '0');
  element.focus({ preventScroll: true });
}

function nearest(
  clusters: readonly Cluster[],
  from: Cluster,
  [dx, dy]: readonly [number, number],
): Cluster | undefined {
  const start = centre(from);
  let [best, least]: [Cluster | undefined, number] = [undefined, Infinity];
  for (const cluster of clusters) {
    const { x, y } = centre(cluster);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (ahead > 1 && ahead + 2.5 * aside < least) [best, least] = [cluster, ahead + 2.5 * aside];
  }
  return best;
}

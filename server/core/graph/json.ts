import type { Graph } from './graph.ts';

/** The document of `graph --format json`; `format` is the version that scripts rely on. */
export interface GraphDocument {
  readonly format: 1;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly parent: string | null;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly cost: number;
  }[];
}

/** A graph as data for other programs: names whole, no places. */
export function graphDocument(graph: Graph): GraphDocument {
  return {
    format: 1,
    nodes: graph.nodes.map(({ id, kind, name, parent, bridgehead, detail }) => ({
      id,
      kind,
      name,
      parent,
      bridgehead,
      detail,
    })),
    edges: graph.edges.map(({ id, element, kind, name, from, to, cost, carries, any, bridgeheads, targets }) => ({
      id,
      kind,
      name,
      from,
      to,
      cost,
      element,
      carries,
      any,
      bridgeheads,
      targets,
    })),
  };
}

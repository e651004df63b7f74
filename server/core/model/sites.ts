// What joins sites: IP site links, and DAGs across them.

import type { DagDeclaration, SiteLinkDeclaration } from '#core/syntax/tree';
import { isFaulty } from './faults.ts';
import { makeDag, makeSiteLink } from './make.ts';
import { perDeclaration } from './memo.ts';
import { all, first, placeIn } from './statements.ts';
import type { Dag, FileId, SiteLink } from './topology.ts';
import { at, reference } from './values.ts';

/** The site link that a named declaration describes. */
export const siteLinkOf = perDeclaration(
  (declaration: SiteLinkDeclaration, file: FileId, _owner: undefined): SiteLink | undefined => {
    const { name, between, statements, documentation, piece } = declaration;
    if (name === undefined) return undefined;
    const cost = first(statements, 'cost');
    const exchangeCost = first(statements, 'exchange cost');
    return makeSiteLink(name.value, {
      place: placeIn(file, declaration, name.span),
      documentation,
      faulty: isFaulty(declaration),
      sites: between.map((site) => reference(site, at(file, piece))),
      cost: cost && { value: cost.cost.value, place: placeIn(file, cost, cost.cost.span) },
      exchangeCost: exchangeCost && {
        value: exchangeCost.cost.value,
        place: placeIn(file, exchangeCost, exchangeCost.cost.span),
      },
      limitSizeBytes: first(statements, 'limit size')?.bytes.value,
    });
  },
);

/** The DAG that a named declaration describes. */
export const dagOf = perDeclaration((declaration: DagDeclaration, file: FileId, _owner: undefined): Dag | undefined => {
  const { name, statements, documentation } = declaration;
  if (name === undefined) return undefined;
  return makeDag(name.value, {
    place: placeIn(file, declaration, name.span),
    documentation,
    faulty: isFaulty(declaration),
    members: all(statements, 'dag member').flatMap(({ servers, piece }) =>
      servers.map((server) => reference(server, at(file, piece))),
    ),
  });
});

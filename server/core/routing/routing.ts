// The rules of a routing model as most ask them: about whole messages, and about all ways at once.

import type { Element, Send, Topology } from '#core/model/topology';
import type { Blockages } from './blockage.ts';
import type { Difference, Footprint, RoutingModel, Rules } from './model.ts';
import type { Route } from './route.ts';
import { plainRemedies, type Remedies, type Survey } from './survey.ts';
import { exampleRoutes, surveyByAsking } from './survey-by-asking.ts';
import { walk } from './walk.ts';

/** The rules applied to one topology; holds what can be computed once. */
export interface Routing {
  readonly topology: Topology;
  readonly rules: Rules;
  /** Where a message goes and why. Never throws on a topology with errors: what is unresolved does not exist. */
  route(message: Send, down: readonly Element[]): Route;
  /** The same, with what it was made from; undefined when that is not known. */
  trace(message: Send, down: readonly Element[]): { readonly route: Route; readonly footprint: Footprint | undefined };
  /** What is different in another topology. Both hold the same objects for what is declared the same. */
  differenceTo(now: Topology): Difference;
  /** Where ordinary messages go from every routing group to every destination while these elements are off. */
  survey(down: readonly Element[]): Survey;
  /** What keeps mail from passing though nothing fails. */
  blockages(): Blockages;
  /** The route of a message on a way of a survey while these are off: of several the first that does not arrive. */
  exampleOf(source: number, destination: number, down?: readonly Element[]): Route | undefined;
  /** What can be done about what strands ways of a survey. */
  remedies(survey: Survey): Remedies;
}

/** Puts the rules of a model to work. What it cannot do faster is done by asking them. */
export function routingBy(model: RoutingModel, topology: Topology): Routing {
  const rules = model.compile(topology);
  const { faster } = rules;
  return {
    topology,
    rules,
    route: (send, down) => walk(rules, send, down).route,
    trace(send, down) {
      const walked = walk(rules, send, down);
      return { route: walked.route, footprint: faster?.reruns?.footprintOf(send, walked) };
    },
    differenceTo: (now) => faster?.reruns?.differenceTo(now) ?? { concerns: () => true },
    survey: (down) => faster?.survey?.(down) ?? surveyByAsking(model, topology, down),
    blockages: () => model.blockages?.(topology) ?? { all: [], strict: topology },
    exampleOf: exampleRoutes(model, topology),
    remedies: (survey) => model.remedies?.(topology, survey) ?? plainRemedies,
  };
}

// The one place where routing models are listed. Analysis, simulation, tests and the preview ask here and know the
// `RoutingModel` interface only.

import type { Topology } from '#core/model/topology';
import { exchange2003 } from './exchange-2003/model.ts';
import { exchange2013 } from './exchange-2013/model.ts';
import type { QueueActions, RoutingModel } from './model.ts';
import type { QueueNames } from './queues.ts';
import { type Routing, routingBy } from './routing.ts';

/** Every routing model that `model NAME` of an organization can mean; the first is the default. */
export const routingModels: readonly [RoutingModel, ...RoutingModel[]] = [exchange2003, exchange2013];

/** The routing model of that name (names compare without regard to case); undefined when there is none. */
export function routingModelNamed(name: string): RoutingModel | undefined {
  return routingModels.find((model) => model.name === name.toLowerCase());
}

const compiled = new WeakMap<Topology, Routing>();

/**
 * The topology's routing rules at work, made once for each topology object. A topology that names an unknown model is
 * routed by the default one: the name itself is reported where it is written.
 */
export function compileRouting(topology: Topology): Routing {
  const known = compiled.get(topology);
  if (known !== undefined) return known;
  const routing = routingBy(modelOf(topology), topology);
  compiled.set(topology, routing);
  return routing;
}

/** The queues that messages can pass or wait in, by the topology's routing model. */
export function queuesOf(topology: Topology): QueueNames {
  return modelOf(topology).queues(topology);
}

/** What is done to queues is called there. */
export function queueActionsOf(topology: Topology): QueueActions {
  return modelOf(topology).queueActions ?? actionsOf2003;
}

const actionsOf2003: QueueActions = { hold: 'freeze', release: 'unfreeze', retry: 'force', canResubmit: false };

/** The model that the topology's organization names; the default one when there is none of that name. */
export function modelOf({ organization }: Topology): RoutingModel {
  return routingModelNamed(organization.model.value) ?? routingModels[0];
}

import type { ImageRequest, Plan } from '@fusionbridge/core';
import { Planner, type PlanningChoice, type Prepared, type PreparedPlan } from '@fusionbridge/planning';
import { Inventories } from '@fusionbridge/providers';
import { RouteOrder } from '@fusionbridge/routing';
import { Injectable } from '@nestjs/common';

/** Plans as they would be carried out at this moment. */
@Injectable()
export class JobPlans {
  constructor(
    private readonly planner: Planner,
    private readonly order: RouteOrder,
    private readonly inventories: Inventories,
  ) {}

  /** See `Planner.prepare`; knows what the servers of the chain have. */
  async prepare(request: ImageRequest): Promise<Prepared> {
    await this.readInventories(request);
    return this.planner.prepare(request);
  }

  /** See `Planner.basis`. */
  basis(prepared: Prepared): unknown {
    return this.planner.basis(prepared);
  }

  /** The plan in the order in which its candidates are asked now, with their calls. Throws what `Planner.complete` throws. */
  async complete(prepared: Prepared): Promise<PreparedPlan> {
    const { plan, calls } = await this.planner.complete(prepared);
    return { plan: this.order.ordered(plan), calls };
  }

  /** Costs nothing. Throws the errors of `Planner.plan`. */
  async plan(request: ImageRequest, choice?: PlanningChoice): Promise<Plan> {
    await this.readInventories(request);
    return this.order.ordered(await this.planner.plan(request, choice));
  }

  private async readInventories(request: ImageRequest): Promise<void> {
    await this.inventories.refresh(this.planner.providersOf(request));
  }
}

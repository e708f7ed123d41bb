import type { ImageRequest, Plan } from '@fusionbridge/core';
import { Planner, type PlanningChoice } from '@fusionbridge/planning';
import { RouteOrder } from '@fusionbridge/routing';
import { Injectable } from '@nestjs/common';

/** Plans as they would be carried out at this moment. */
@Injectable()
export class JobPlans {
  constructor(
    private readonly planner: Planner,
    private readonly order: RouteOrder,
  ) {}

  /** What a request would become now. See `Planner.basis`. */
  basis(request: ImageRequest): unknown {
    return this.planner.basis(request);
  }

  /** Buys nothing. Throws what `Planner.plan` throws. */
  async plan(request: ImageRequest, choice?: PlanningChoice): Promise<Plan> {
    return this.order.ordered(await this.planner.plan(request, choice));
  }
}

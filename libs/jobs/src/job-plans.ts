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

  /** Buys nothing. Throws what `Planner.plan` throws. */
  async plan(request: ImageRequest, choice?: PlanningChoice): Promise<Plan> {
    return this.order.ordered(await this.planner.plan(request, choice));
  }
}

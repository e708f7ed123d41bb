import type { Plan } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import { HealthBoard } from '../health/health-board.js';
import { inOrder } from './candidate-order.js';

/** Ranks the candidates of a plan by their current health. */
@Injectable()
export class RouteOrder {
  constructor(private readonly health: HealthBoard) {}

  /** The plan with its candidates in the order in which they would be tried now. Costs nothing. */
  ordered(plan: Plan): Plan {
    const candidates = inOrder(plan, (candidate) => {
      const { record, rest } = this.health.of(candidate);
      return { record, isResting: rest !== null };
    });
    return { ...plan, candidates };
  }
}

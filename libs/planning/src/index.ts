export { OfferedModels } from './offered-models.js';
export * from './planner.js';
export * from './planning.module.js';
export type { PlanningChoice } from './wish.js';

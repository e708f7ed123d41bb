export * from './planner.js';
export * from './planning.module.js';
export type { PlanningChoice } from './wish.js';

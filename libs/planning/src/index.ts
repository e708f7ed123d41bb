export { fitLoras } from './fit/fit-loras.js';
export { fitRequest } from './fit/fit-request.js';
export { OfferedModels } from './offered-models.js';
export * from './planner.js';
export * from './planning.module.js';
export type { Prepared, PreparedPlan } from './prepared.js';
export type { PlanningChoice } from './resolved-request.js';

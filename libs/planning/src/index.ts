export * from './planner.js';
export * from './planning.module.js';

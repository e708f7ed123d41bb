export * from './planner.js';
export * from './planning.module.js';
export * from './steps.js';

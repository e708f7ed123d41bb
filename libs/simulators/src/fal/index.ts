export * from './fal.simulator.js';

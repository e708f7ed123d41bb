export * from './replicate.simulator.js';

export * from './together.simulator.js';

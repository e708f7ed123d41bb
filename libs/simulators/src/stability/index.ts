export * from './stability.simulator.js';

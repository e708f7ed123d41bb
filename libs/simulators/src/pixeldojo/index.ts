export * from './pixeldojo.simulator.js';

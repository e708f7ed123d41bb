export * from './bfl.simulator.js';

export * from './runware.simulator.js';

export * from './you-com.simulator.js';

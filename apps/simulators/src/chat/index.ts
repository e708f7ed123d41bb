export * from './chat.simulator.js';

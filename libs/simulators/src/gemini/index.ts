export * from './gemini.simulator.js';

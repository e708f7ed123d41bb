export * from './openai-compatible.simulator.js';

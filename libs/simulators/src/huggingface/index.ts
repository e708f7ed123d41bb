export * from './huggingface.simulator.js';

export * from './gradio-space.simulator.js';

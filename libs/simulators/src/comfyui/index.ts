export * from './comfyui.simulator.js';

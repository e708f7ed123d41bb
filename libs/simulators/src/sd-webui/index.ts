export * from './sd-webui.simulator.js';

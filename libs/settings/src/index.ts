export * from './env-section.js';
export * from './model-catalogue.js';
export { UpstreamDialect, UpstreamEntry } from './models-file.js';
export * from './sections.js';
export * from './settings-error.js';
export * from './settings.js';
export * from './settings.module.js';

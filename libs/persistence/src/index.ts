export type { Backend } from './connection.js';
export * from './database.js';
export * from './gallery/gallery.repository.js';
export * from './job.repository.js';
export * from './keeping.repository.js';
export * from './persistence.module.js';
export * from './picture.repository.js';
export * from './stored.js';
export * from './uploaded-lora.repository.js';

export * from './gallery.js';
export { JobPlans } from './job-plans.js';
export * from './job.service.js';
export * from './jobs.module.js';
export { KeptPictures } from './keeping/kept-pictures.js';
export * from './order.js';
export { PictureHolds } from './picture-holds.js';
export { PictureRemoval } from './picture-removal.js';
export { Readiness } from './readiness.js';

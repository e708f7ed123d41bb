export * from './located-picture.js';
export * from './picture-answer.js';
export { isUnmistakable, type PictureEntry, pictureEntries } from './picture-entries.js';

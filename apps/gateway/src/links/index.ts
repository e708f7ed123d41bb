export { Links } from './links.js';
export { LinksModule } from './links.module.js';
export { OwnPictures } from './own-pictures.js';
export { fileNameOf, pictureIdIn } from './picture-path.js';

import { path, Setting, SettingsSection } from '@fusionbridge/settings';

/** Where images are kept on disk. */
@SettingsSection('Folder of the images')
export class PictureStoreEnv {
  @Setting('Folder of the images; `pictures` in `DATA_PATH` if not set', path, { restart: true })
  IMAGE_DATA_PATH?: string = undefined;
}

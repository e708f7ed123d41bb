import { Setting, SettingsSection } from './declare/setting.js';
import { path } from './declare/setting-kind.js';

/** The folder for everything that is kept; several rooms have their files in it. */
@SettingsSection('Data folder')
export class DataEnv {
  @Setting('Folder of the database and the images', path, { restart: true })
  DATA_PATH: string = './data';
}

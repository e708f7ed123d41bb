import { Setting, SettingsSection } from './declare/setting.js';
import { path } from './declare/setting-kind.js';

/** Location of the configuration files. */
@SettingsSection('Configuration files')
export class ConfigFolderEnv {
  @Setting('Folder of `models.json` and the other files', path, { restart: true })
  CONFIG_DIR: string = 'config';
}

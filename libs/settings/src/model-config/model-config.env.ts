import { Setting, SettingsSection } from '../declare/setting.js';
import { path } from '../declare/setting-kind.js';

/** Location of presets, limits and LoRAs in FastFusion's format. */
@SettingsSection("FastFusion's model_config.json")
export class ModelConfigEnv {
  @Setting('The file; the one in `CONFIG_DIR` if not set: [model-config.md](model-config.md)', path, {
    restart: true,
  })
  CONFIG_PATH?: string = undefined;
}

import { path, Setting, SettingsSection } from '@fusionbridge/settings';

/** The location of the LoRA catalogue. */
@SettingsSection('LoRAs')
export class LorasEnv {
  @Setting(
    'Catalogue in the format of `master_lora_dict.json`; [loras.md](loras.md) says which file is used if not set',
    path,
    { restart: true },
  )
  LORA_DICT_PATH?: string = undefined;
}

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Settings, DataEnv } from '@fusionbridge/settings';
import { LorasEnv } from './loras.env.js';

/** The file of the LoRA catalogue. */
export interface CatalogueFile {
  readonly path: string;
  /** Name of the file in messages. */
  readonly shown: string;
  /** True if the file must exist. */
  readonly isChosen: boolean;
}

/**
 * The first of: the file in LORA_DICT_PATH, the Flux LoRA Bridge's `master_lora_dict.json` in the working directory,
 * `loras.json` of the configuration, `loras.json` under DATA_PATH, which is created when the first LoRA is added.
 */
export function catalogueFileOf(settings: Settings): CatalogueFile {
  const { LORA_DICT_PATH: chosen } = settings.section(LorasEnv);
  if (chosen !== undefined) {
    return { path: resolve(chosen), shown: `${basename(chosen)} (LORA_DICT_PATH)`, isChosen: true };
  }
  const inherited = settings.inheritedFile('master_lora_dict.json');
  if (inherited !== null) {
    return { path: inherited, shown: 'master_lora_dict.json', isChosen: true };
  }
  const configured = settings.configFile('loras.json');
  return existsSync(configured)
    ? { path: configured, shown: 'config/loras.json', isChosen: false }
    : {
        path: resolve(join(settings.section(DataEnv).DATA_PATH, 'loras.json')),
        shown: 'loras.json under DATA_PATH',
        isChosen: false,
      };
}

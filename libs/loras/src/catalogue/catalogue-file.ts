import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Settings, DataEnv } from '@fusionbridge/settings';
import { LorasEnv } from './loras.env.js';

/** Where the LoRA catalogue is read and written. */
export interface CatalogueFile {
  readonly path: string;
  /** What it is called in messages. */
  readonly shown: string;
  /** Whether it has to be there. */
  readonly isChosen: boolean;
}

/**
 * The file that LORA_DICT_PATH names, else the Flux LoRA Bridge's `master_lora_dict.json` in the working folder, else
 * `loras.json` of the configuration, else `loras.json` under DATA_PATH, which is made when the first LoRA is added.
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

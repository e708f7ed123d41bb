import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ConfigFiles, type ConfigFolders } from './config-files.js';
import { ENVIRONMENT_FILE, type Environment, nameInUse, readSection } from './env-section.js';
import { readJsonObject } from './json-file.js';
import { ModelConfig } from './model-config/model-config.js';
import { readModelConfig } from './model-config/read-model-config.js';
import { ModelCatalogue } from './model-catalogue.js';
import { ModelsFile } from './models-file.js';
import { ModelConfigEnv } from './model-config/model-config.env.js';
import { SettingsError } from './settings-error.js';
import { isSecretName, validated } from './validated.js';

/** Where the configuration comes from. */
export interface SettingsSources extends ConfigFolders {
  readonly env: Environment;
  /** The `.env` that is part of `env`; none where not given. */
  readonly environmentFile?: string;
}

/** The operator's own models, in a file that no update touches; it replaces `models.json`. */
const OWN_MODELS = 'models.local.json';

/** Files of the replaced systems by the names that they had where no setting named them, and that setting. */
const REPLACED_FILES = [
  ['master_lora_dict.json', 'LORA_DICT_PATH'],
  ['model_config.json', 'CONFIG_PATH'],
] as const;

/** Shorter values are too common in ordinary text to be blanked out of it. */
const SHORTEST_SECRET = 6;

/**
 * The whole configuration, read once at the start. Rooms read their own variables by a section class, so that a
 * mistake in any of them stops the start.
 */
@Injectable()
export class Settings {
  readonly models: ModelCatalogue;
  readonly modelConfig: ModelConfig;
  /** Files of replaced systems that were found under their default names, for the log of the start. */
  readonly inherited: readonly string[];
  private readonly files: ConfigFiles;
  private readonly sections = new Map<new () => object, object>();
  private secrets: readonly string[];

  constructor(private readonly sources: SettingsSources) {
    this.secrets = secretsIn(sources.env);
    this.files = new ConfigFiles(sources);
    this.inherited = this.inheritedFiles();
    this.modelConfig = this.readModelConfig();
    const name = existsSync(this.files.path(OWN_MODELS)) ? OWN_MODELS : 'models.json';
    this.models = new ModelCatalogue(this.file(name, ModelsFile), `config/${name}`, this.modelConfig);
  }

  /**
   * The variables `Section` declares, converted and validated.
   * @throws SettingsError
   */
  section<T extends object>(Section: new () => T): T {
    const known = this.sections.get(Section);
    if (known instanceof Section) {
      return known;
    }
    const read = readSection(Section, this.sources.env);
    this.sections.set(Section, read);
    return read;
  }

  /** Under which name a variable of `Section` is set, for messages about it. */
  variableName<T extends object>(Section: new () => T, name: keyof T & string): string {
    return nameInUse(Section, name, this.sources.env);
  }

  /** The key kept in the variable `name`, or null when it is not set. From now on it is blanked out of texts. */
  secret(name: string): string | null {
    const value = this.sources.env[name]?.trim();
    if (value === undefined || value === '') {
      return null;
    }
    this.secrets = longestFirst([...this.secrets, value]);
    return value;
  }

  /** Where the `.env` lies that was read; null where there was none. */
  get environmentFile(): string | null {
    return this.sources.environmentFile ?? null;
  }

  /** `text` with every known secret blanked out. */
  redact(text: string): string {
    return this.secrets
      .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
      .replace(/\b(Bearer|Basic|Key)\s+[\w.~+/:=-]{6,}/gi, '$1 ***');
  }

  /** The path of a file or folder of the configuration: the operator's own, else the one that comes with the bridge. */
  configFile(name: string): string {
    return this.files.path(name);
  }

  /** A file that a replaced system left in the working folder under its default name; null where there is none. */
  inheritedFile(name: (typeof REPLACED_FILES)[number][0]): string | null {
    return this.files.inherited(name);
  }

  /**
   * A JSON file of the configuration folder.
   * @throws SettingsError when it is missing, not JSON, or not of the shape
   */
  private file<T extends object>(name: string, Shape: new () => T): T {
    const shown = `config/${basename(name)}`;
    return validated(Shape, readJsonObject(this.files.path(name), shown), shown);
  }

  /** Those that no setting overrides. */
  private inheritedFiles(): string[] {
    return REPLACED_FILES.filter(
      ([name, setting]) => this.files.inherited(name) !== null && !this.sources.env[setting]?.trim(),
    ).map(([name]) => name);
  }

  /** The file that CONFIG_PATH names has to be there. Without it FastFusion's default name counts, then our own file. */
  private readModelConfig(): ModelConfig {
    const { CONFIG_PATH: chosen } = this.section(ModelConfigEnv);
    const inherited = this.inheritedFile('model_config.json');
    const usual = inherited ?? this.configFile('model_config.json');
    if (chosen !== undefined && !existsSync(chosen)) {
      throw new SettingsError([
        {
          file: ENVIRONMENT_FILE,
          key: 'CONFIG_PATH',
          found: JSON.stringify(chosen),
          allowed: 'the path of a file, from the folder in which the bridge was started',
        },
      ]);
    }
    if (chosen === undefined && !existsSync(usual)) {
      return new ModelConfig(null);
    }
    const usualName = inherited === null ? 'config/model_config.json' : 'model_config.json';
    const shown = chosen === undefined ? usualName : `${basename(chosen)} (CONFIG_PATH)`;
    const read = readModelConfig(readJsonObject(chosen ?? usual, shown), shown);
    return new ModelConfig(read, chosen !== undefined || inherited !== null);
  }
}

function secretsIn(env: Environment): string[] {
  return longestFirst(
    Object.entries(env)
      .filter(([name]) => isSecretName(name))
      .flatMap(([, value]) => partsOf(value ?? '')),
  );
}

/** Longest first, so that a secret inside another does not leave half of it behind. */
function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)]
    .filter((part) => part.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length);
}

/** `owner=key,key` and `user:password` hold several; an address holds the password in its middle. */
function partsOf(value: string): string[] {
  const password = /^\w+:\/\/[^/:@]*:([^@]+)@/.exec(value)?.[1];
  if (password !== undefined) {
    return [password];
  }
  return [
    value,
    ...value.split(','),
    ...value.split(',').map((part) => part.slice(part.indexOf('=') + 1)),
  ].map((part) => part.trim());
}

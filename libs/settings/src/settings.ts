import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ENVIRONMENT_FILE, type Environment, nameInUse, readSection } from './env-section.js';
import { readJsonObject } from './json-file.js';
import { ModelConfig } from './model-config/model-config.js';
import { readModelConfig } from './model-config/read-model-config.js';
import { ModelCatalogue } from './model-catalogue.js';
import { ModelsFile } from './models-file.js';
import { ModelConfigEnv } from './sections.js';
import { SettingsError } from './settings-error.js';
import { isSecretName, validated } from './validated.js';

/** Where the configuration comes from. */
export interface SettingsSources {
  readonly env: Environment;
  /** Folder of `models.json` and the other files. */
  readonly configPath: string;
  /** The `.env` that is part of `env`; none where not given. */
  readonly environmentFile?: string;
}

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
  private readonly sections = new Map<new () => object, object>();
  private secrets: readonly string[];

  constructor(private readonly sources: SettingsSources) {
    this.secrets = secretsIn(sources.env);
    this.modelConfig = this.readModelConfig();
    const models = this.file('models.json', ModelsFile);
    this.models = new ModelCatalogue(models, 'config/models.json', this.modelConfig);
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

  /** Where a file or folder of the configuration lies, beside `models.json`. */
  configFile(name: string): string {
    return join(this.sources.configPath, name);
  }

  /**
   * A JSON file of the configuration folder.
   * @throws SettingsError when it is missing, not JSON, or not of the shape
   */
  private file<T extends object>(name: string, Shape: new () => T): T {
    const shown = `config/${basename(name)}`;
    return validated(Shape, readJsonObject(join(this.sources.configPath, name), shown), shown);
  }

  /** The file that CONFIG_PATH names has to be there; the one beside `models.json` may be missing. */
  private readModelConfig(): ModelConfig {
    const { CONFIG_PATH: chosen } = this.section(ModelConfigEnv);
    const usual = this.configFile('model_config.json');
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
    const shown = chosen === undefined ? 'config/model_config.json' : `${basename(chosen)} (CONFIG_PATH)`;
    return new ModelConfig(readModelConfig(readJsonObject(chosen ?? usual, shown), shown));
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

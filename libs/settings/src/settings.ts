import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { ConfigFiles, type ConfigFolders } from './config-files.js';
import { declaredSections, factsOf, type SectionClass } from './declare/setting.js';
import { ENVIRONMENT_FILE, type Environment, nameInUse, readSection } from './env-section.js';
import { readJsonObject } from './json-file.js';
import { ModelConfig } from './model-config/model-config.js';
import { readModelConfig } from './model-config/read-model-config.js';
import { ModelCatalogue } from './model-catalogue.js';
import { ModelsFile } from './models-file.js';
import { ModelConfigEnv } from './model-config/model-config.env.js';
import { Secrets } from './secrets.js';
import { SettingsError } from './settings-error.js';
import { validated } from './validated.js';

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

/**
 * The whole configuration as it was at one moment. Rooms read their own variables by a section class, so that a mistake in
 * any of them stops the start. Whoever reads what may change while the bridge runs reads it through `CurrentSettings`.
 */
@Injectable()
export class Settings {
  readonly models: ModelCatalogue;
  readonly modelConfig: ModelConfig;
  /** Files of replaced systems that were found under their default names, for the log of the start. */
  readonly inherited: readonly string[];
  private readonly files: ConfigFiles;
  private readonly sections = new Map<SectionClass, object>();
  private readonly secretsRead = new Set<string>();
  private readonly secrets: Secrets;

  /** @param former Settings that these follow: the files of the configuration are not read again */
  constructor(
    private readonly sources: SettingsSources,
    former: Settings | null = null,
  ) {
    this.secrets = former?.secrets ?? new Secrets();
    this.secrets.addFrom(sources.env);
    this.files = new ConfigFiles(sources);
    if (former !== null) {
      ({ inherited: this.inherited, modelConfig: this.modelConfig, models: this.models } = former);
      return;
    }
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

  /** Reads every section, so that the start names all mistakes at once. @throws SettingsError */
  check(): void {
    refuseMistakes(this.sources.env);
  }

  /** The same settings, for a reader of its own: `readsSame` then speaks of what this reader has read. */
  reader(): Settings {
    return new Settings(this.sources, this);
  }

  /** Whether everything that was read from these settings reads the same from the others. */
  readsSame(others: Settings): boolean {
    return (
      [...this.sections].every(([Section, read]) => isDeepStrictEqual(read, others.section(Section))) &&
      [...this.secretsRead].every((name) => this.secret(name) === others.secret(name))
    );
  }

  /**
   * These settings with other variables. Those that are read only at the start keep their values.
   * @param changes Variables by name; undefined unsets one, and the others stay
   * @returns also the variables whose new values take effect after a restart
   * @throws SettingsError that lists every mistake in any section
   */
  withVariables(changes: Environment): {
    readonly settings: Settings;
    readonly afterRestart: readonly string[];
  } {
    const env = { ...this.sources.env, ...changes };
    refuseMistakes(env);
    const kept = declaredSections().flatMap((Section) =>
      Object.keys(new Section()).flatMap((name) => {
        const facts = factsOf(Section, name);
        return facts?.restart === true ? [[name, ...(facts.also === null ? [] : [facts.also])]] : [];
      }),
    );
    const afterRestart = kept
      .filter((names) => names.some((name) => (env[name] ?? '') !== (this.sources.env[name] ?? '')))
      .map(([name = '']) => name);
    const fixed = Object.fromEntries(kept.flat().map((name) => [name, this.sources.env[name]]));
    return { settings: new Settings({ ...this.sources, env: { ...env, ...fixed } }, this), afterRestart };
  }

  /** Under which name a variable of `Section` is set, for messages about it. */
  variableName<T extends object>(Section: new () => T, name: keyof T & string): string {
    return nameInUse(Section, name, this.sources.env);
  }

  /** The key kept in the variable `name`, or null when it is not set. From now on it is blanked out of texts. */
  secret(name: string): string | null {
    this.secretsRead.add(name);
    const value = this.sources.env[name]?.trim();
    if (value === undefined || value === '') {
      return null;
    }
    this.secrets.add(value);
    return value;
  }

  /** Where the `.env` lies that was read; null where there was none. */
  get environmentFile(): string | null {
    return this.sources.environmentFile ?? null;
  }

  /** `text` with every known secret blanked out. */
  redact(text: string): string {
    return this.secrets.redact(text);
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

/** @throws SettingsError that lists the mistakes of all sections */
function refuseMistakes(env: Environment): void {
  const mistakes = declaredSections().flatMap((Section) => {
    try {
      readSection(Section, env);
      return [];
    } catch (error) {
      if (error instanceof SettingsError) {
        return error.mistakes;
      }
      throw error;
    }
  });
  if (mistakes.length > 0) {
    throw new SettingsError(mistakes);
  }
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { ConfigFolderEnv } from './config-folder.env.js';
import { CurrentSettings } from './current-settings.js';
import { ENVIRONMENT_FILE, readSection } from './env-section.js';
import { SettingsError } from './settings-error.js';
import { Settings } from './settings.js';

/** Gives every room the settings: those of the start, and those in force. */
@Global()
@Module({})
export class SettingsModule {
  /** Settings made elsewhere: by `settingsFromProcess` at the start, by hand in tests. */
  static with(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: Settings, useValue: settings },
        {
          provide: CurrentSettings,
          useFactory: () => {
            settings.check();
            return new CurrentSettings(settings);
          },
        },
      ],
      exports: [Settings, CurrentSettings],
    };
  }
}

/**
 * Loads `.env` of the working folder (variables that are set already win) and reads everything.
 * `CONFIG_DIR` is the folder of the JSON files; without it they are looked for in `config` of the working folder.
 * @param shippedPath The folder of the files that come with the bridge, for those that the operator has not
 * @throws SettingsError
 */
export async function settingsFromProcess(shippedPath: string): Promise<Settings> {
  await ConfigModule.forRoot({ envFilePath: '.env' });
  const { CONFIG_DIR: configPath } = readSection(ConfigFolderEnv, process.env);
  if (configPath !== new ConfigFolderEnv().CONFIG_DIR && !existsSync(configPath)) {
    throw new SettingsError([
      {
        file: ENVIRONMENT_FILE,
        key: 'CONFIG_DIR',
        found: `no folder at ${resolve(configPath)}`,
        allowed: 'a folder',
      },
    ]);
  }
  const environmentFile = resolve('.env');
  return new Settings({
    env: process.env,
    configPath,
    shippedPath,
    workingPath: process.cwd(),
    ...(existsSync(environmentFile) ? { environmentFile } : {}),
  });
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { withHome } from './env-section.js';
import { Settings } from './settings.js';

/** Gives every room the one `Settings`. */
@Global()
@Module({})
export class SettingsModule {
  /** Settings made elsewhere: by `settingsFromProcess` at the start, by hand in tests. */
  static with(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      providers: [{ provide: Settings, useValue: settings }],
      exports: [Settings],
    };
  }
}

/**
 * Loads `.env` beside the working directory (variables that are set already win) and reads everything.
 * `CONFIG_DIR` is the folder of the JSON files, `config` by default.
 * @throws SettingsError
 */
export async function settingsFromProcess(): Promise<Settings> {
  await ConfigModule.forRoot({ envFilePath: '.env' });
  const environmentFile = resolve('.env');
  return new Settings({
    env: process.env,
    configPath: withHome(process.env['CONFIG_DIR'] ?? 'config'),
    ...(existsSync(environmentFile) ? { environmentFile } : {}),
  });
}

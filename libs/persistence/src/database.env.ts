import { matching, Setting, SettingsSection } from '@fusionbridge/settings';

/** Where records are kept. */
@SettingsSection('Database')
export class DatabaseEnv {
  @Setting(
    'Address of a PostgreSQL database; an SQLite file in `DATA_PATH` if not set',
    matching(
      /^postgres(ql)?:\/\//,
      'postgres://user:password@host:5432/database, or nothing for the SQLite file',
    ),
    { restart: true },
  )
  DATABASE_URL?: string = undefined;
}

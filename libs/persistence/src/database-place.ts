import { DataEnv, type Settings } from '@fusionbridge/settings';
import { DatabaseEnv } from './database.env.js';

/** Where the records are: in PostgreSQL, or in an SQLite file of the data folder. */
export interface DatabasePlace {
  readonly DATA_PATH: string;
  readonly DATABASE_URL?: string | undefined;
}

export function databasePlaceOf(settings: Settings): DatabasePlace {
  const { DATA_PATH } = settings.section(DataEnv);
  const { DATABASE_URL } = settings.section(DatabaseEnv);
  return { DATA_PATH, DATABASE_URL };
}

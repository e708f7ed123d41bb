import { IsOptional, Matches } from 'class-validator';

/** Where records are kept. */
export class DatabaseEnv {
  /** `postgres://…` for PostgreSQL; an SQLite file under DATA_PATH when not set. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, {
    message: 'postgres://user:password@host:5432/database, or nothing for the SQLite file',
  })
  DATABASE_URL?: string = undefined;
}

import { AlsoNamed } from '@fusionbridge/settings';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';

const LOG_LEVELS = ['debug', 'info', 'warning', 'error'] as const;

/** What is printed. */
export class LogEnv {
  /** The least that is worth a line. */
  @AlsoNamed('FASTFUSION_LOGLEVEL')
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

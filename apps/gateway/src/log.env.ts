import { oneOf, Setting, SettingsSection } from '@fusionbridge/settings';

const LOG_LEVELS = ['debug', 'info', 'warning', 'error'] as const;

/** What is logged. */
@SettingsSection('Log')
export class LogEnv {
  @Setting('Least severe level that is logged', oneOf(LOG_LEVELS), {
    also: 'FASTFUSION_LOGLEVEL',
    restart: true,
  })
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

/** One mistake in the configuration, as the operator needs to see it. */
export interface SettingsMistake {
  /** `environment or .env`, or the file's name. */
  readonly file: string;
  /** The variable, or the path inside the file (`models[0].chain[1].provider`). */
  readonly key: string;
  /** What stands there; `(hidden)` for secrets. */
  readonly found: string;
  readonly allowed: string;
}

/** Stops the start. Its message lists every mistake, one a line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly mistakes: readonly SettingsMistake[]) {
    super(
      [
        'The configuration has mistakes:',
        ...mistakes.map((one) => `  ${one.file}: ${one.key}: found ${one.found}; allowed: ${one.allowed}`),
      ].join('\n'),
    );
  }
}

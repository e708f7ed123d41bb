import { address, matching, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';

/** Google Gemini. */
@SettingsSection('Google Gemini')
export class GeminiEnv {
  @Setting('Key from aistudio.google.com/apikey', text())
  GEMINI_API_KEY?: string = undefined;

  @Setting('Address including `/v1beta` or `/v1`', address({ version: 'v1beta' }))
  GEMINI_BASE_URL: string = 'https://generativelanguage.googleapis.com/v1beta';

  @Setting('Model for chains that name none', matching(/^[\w.-]+$/, 'the name of a model'))
  GEMINI_MODEL: string = 'gemini-nano-banana-2.1';

  @Setting('Time limit of one call', seconds)
  GEMINI_TIMEOUT_SECONDS: number = 300;
}

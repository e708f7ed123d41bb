import { address, seconds, Setting, SettingsSection, text, wholeNumber } from '@fusionbridge/settings';

/** OpenAI. */
@SettingsSection('OpenAI')
export class OpenAiEnv {
  @Setting('Key from platform.openai.com/api-keys', text())
  OPENAI_API_KEY?: string = undefined;

  @Setting('Address up to and including `/v1`', address({ version: 'v1' }))
  OPENAI_BASE_URL: string = 'https://api.openai.com/v1';

  @Setting('Organization that pays, if the key belongs to several', text())
  OPENAI_ORG_ID?: string = undefined;

  @Setting('Project that pays, if the key belongs to several', text())
  OPENAI_PROJECT_ID?: string = undefined;

  @Setting(
    'Model for chains that name none; OpenAI retires models after a year or two',
    text('the name of a model'),
  )
  OPENAI_MODEL: string = 'gpt-image-2';

  @Setting('Time limit of one call', seconds)
  OPENAI_TIMEOUT_SECONDS: number = 300;

  @Setting(
    'Partial images to show while an image is generated; OpenAI bills each as 100 tokens',
    wholeNumber({ from: 0, to: 3 }),
  )
  OPENAI_PREVIEWS: number = 0;
}

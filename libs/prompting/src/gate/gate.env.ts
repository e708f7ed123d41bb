import { address, list, onOrOff, path, Setting, SettingsSection, text } from '@fusionbridge/settings';

/** Optional content rules, in addition to those that always apply. */
@SettingsSection('Content that is refused')
export class GateEnv {
  @Setting('File with one phrase or `/regular expression/` per line', path)
  CONTENT_BLOCKLIST_PATH?: string = undefined;

  @Setting(
    "Service with OpenAI's `/moderations`, to which every prompt is sent",
    address({ version: 'v1', hint: ', such as https://api.openai.com/v1' }),
  )
  MODERATION_URL?: string = undefined;

  @Setting('Key of the service', text())
  MODERATION_API_KEY?: string = undefined;

  @Setting("Model of the service; the service's own choice if not set", text())
  MODERATION_MODEL?: string = undefined;

  @Setting(
    'Categories to refuse, such as `sexual/minors,violence/graphic`; everything that is flagged if empty',
    list(text('names')),
  )
  MODERATION_CATEGORIES: string[] = [];

  @Setting('Generates nothing while the service does not respond', onOrOff)
  MODERATION_REQUIRED: boolean = false;
}

import { Setting, SettingsSection } from './declare/setting.js';
import { text } from './declare/setting-kind.js';
import { address } from './operator-address.js';

/** The account at Together AI: it buys images, and is asked for text if no other language model is configured. */
@SettingsSection('Together AI: account')
export class TogetherAccountEnv {
  @Setting('Key from api.together.ai/settings/api-keys', text())
  TOGETHER_API_KEY?: string = undefined;

  @Setting('Address up to and including `/v1`', address({ version: 'v1' }))
  TOGETHER_BASE_URL: string = 'https://api.together.ai/v1';
}

import { address, oneOf, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';
import { PRESETS, type PresetName } from './presets.js';

/** One OpenAI-compatible server without a line in `config/models.json`: the provider `openai-compatible`. */
@SettingsSection('One OpenAI-compatible server; more of them go into models.json')
export class OpenAiCompatibleEnv {
  @Setting(
    'Address up to and including `/v1`',
    address({ version: 'v1', hint: ', such as http://127.0.0.1:9999/v1' }),
  )
  OPENAI_COMPATIBLE_BASE_URL?: string = undefined;

  @Setting('Key of the server; without one it is assumed to be free of charge', text())
  OPENAI_COMPATIBLE_API_KEY?: string = undefined;

  @Setting(
    'What the server is, and so which fields it takes; `diffusion` is SGLang or vLLM-Omni',
    oneOf(Object.keys(PRESETS)),
  )
  OPENAI_COMPATIBLE_SERVER: PresetName = 'other';

  @Setting('Time limit of one call', seconds)
  OPENAI_COMPATIBLE_TIMEOUT_SECONDS: number = 300;
}

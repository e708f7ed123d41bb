import { address, matching, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';

/** Black Forest Labs, the makers of FLUX. */
@SettingsSection('Black Forest Labs')
export class BflEnv {
  @Setting('Key from dashboard.bfl.ai', text())
  BFL_API_KEY?: string = undefined;

  @Setting(
    'Address up to and including `/v1`; `api.eu.bfl.ai` and `api.us.bfl.ai` stay in their region',
    address({ version: 'v1' }),
  )
  BFL_BASE_URL: string = 'https://api.bfl.ai/v1';

  @Setting('Model for chains that name none', matching(/^[\w.-]+$/, 'the name of a model'))
  BFL_MODEL: string = 'flux-2-pro';

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  BFL_TIMEOUT_SECONDS: number = 300;
}

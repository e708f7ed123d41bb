import { address, matching, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';

/** You.com's agents as chat models. */
@SettingsSection("You.com's agents")
export class YouComEnv {
  @Setting('One key', text())
  YOU_COM_API_KEY?: string = undefined;

  @Setting(
    'Agent for requests whose `agent_id` and `model` name none',
    matching(/^[\w.:-]{1,200}$/, 'express, advanced, or the id of an agent'),
  )
  YOU_COM_DEFAULT_AGENT: string = 'express';

  @Setting(
    'Address up to and including `/v1`',
    address({ version: 'v1', hint: ', such as https://api.you.com/v1' }),
  )
  YOU_COM_BASE_URL: string = 'https://api.you.com/v1';

  @Setting('Time limit for a response to begin, and for each piece of it', seconds)
  YOU_COM_TIMEOUT_SECONDS: number = 300;
}

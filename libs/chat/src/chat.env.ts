import { onOrOff, Setting, SettingsSection } from '@fusionbridge/settings';

/** Chat forwarding. */
@SettingsSection('Chats')
export class ChatEnv {
  @Setting('Logs every event of a streamed chat, without secrets but with what people say', onOrOff)
  DEBUG_STREAM_TAP: boolean = false;
}

import {
  type ChatOptions,
  type Simulator,
  startChat,
  startYouCom,
  type YouComOptions,
} from '@fusionbridge/simulators';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** Keys no answer and no log may show. */
export const LLM_KEY = 'sk-chat-server-key-1';
export const YOU_KEY = 'ydc-sk-agents-key-1';

export const MODELS = { default: 'painter', models: [{ id: 'painter', chain: [{ provider: 'sandbox' }] }] };

/** A bridge in front of a chat server. */
export async function overChatServer(
  options: ChatOptions = {},
  env: Record<string, string> = {},
): Promise<{ readonly simulator: Simulator; readonly bridge: RunningBridge }> {
  const simulator = await startChat({ apiKey: LLM_KEY, ...options });
  const bridge = await startBridge(MODELS, {
    LLM_BASE_URL: `${simulator.url}/v1`,
    LLM_MODEL: 'simulated-chat',
    LLM_API_KEY: LLM_KEY,
    ...env,
  });
  return { simulator, bridge };
}

/** A bridge in front of You.com's agents. */
export async function overYouCom(
  options: YouComOptions = {},
  env: Record<string, string> = {},
): Promise<{ readonly simulator: Simulator; readonly bridge: RunningBridge }> {
  const simulator = await startYouCom({ apiKey: YOU_KEY, ...options });
  const bridge = await startBridge(MODELS, {
    YOU_COM_BASE_URL: `${simulator.url}/v1`,
    YOU_COM_API_KEY: YOU_KEY,
    ...env,
  });
  return { simulator, bridge };
}

import {
  address,
  matching,
  seconds,
  Setting,
  SettingsSection,
  text,
  type SettingKind,
  wholeNumber,
} from '@fusionbridge/settings';

/** What stands before `owner/space` in the address of its page. */
const SPACE_PAGE = /^https?:\/\/(?:www\.)?huggingface\.co\/spaces\//i;

/** `owner/space`, also as the address of its page, or the address of an app. */
const SPACE_NAME: SettingKind = {
  ...matching(/^(?:[\w.-]+\/[\w.-]+|https?:\/\/[^\s@?#]+)$/, 'owner/space or an http(s) address'),
  normalise: (value) =>
    typeof value === 'string' ? value.replace(SPACE_PAGE, '').replace(/\/+$/, '') : value,
};

/** A Gradio Space at Hugging Face, or any other Gradio app. */
@SettingsSection('Hugging Face Space, or any other Gradio app')
export class HuggingFaceSpaceEnv {
  @Setting(
    '`owner/space`, the address of its page at Hugging Face, or the address of a Gradio app',
    SPACE_NAME,
  )
  HF_SPACE_NAME?: string = undefined;

  @Setting('Token from huggingface.co/settings/tokens, for private Spaces and your own ZeroGPU quota', text())
  HF_TOKEN?: string = undefined;

  @Setting('The hub, which knows where a Space runs and who serves a model', address())
  HF_ENDPOINT: string = 'https://huggingface.co';

  @Setting(
    'Function of the app that generates, as its page "Use via API" names it',
    matching(/^\/[\w.-]+$/, 'a name such as /run_lora'),
  )
  HF_SPACE_ENDPOINT: string = '/run_lora';

  @Setting(
    'Its parameters as JSON, such as `{"prompt": "{prompt}", "cfg": "{guidance|3.5}"}`: [models.md](models.md)',
    text('a JSON object'),
  )
  HF_SPACE_PARAMETERS?: string = undefined;

  @Setting(
    'One LoRA as JSON, such as `{"repo": "{repository}", "weights": "{file}", "scale": "{weight}"}`',
    text('a JSON object'),
  )
  HF_SPACE_LORA?: string = undefined;

  @Setting('Time limit of one job at the vendor, waiting in its queue included', seconds)
  HF_SPACE_TIMEOUT_SECONDS: number = 300;

  @Setting('Maximum number of LoRAs in one image', wholeNumber({ from: 0 }))
  MAXLORAS_HF_SPACE: number = 10;
}

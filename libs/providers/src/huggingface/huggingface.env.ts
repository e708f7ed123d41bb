import { address, matching, seconds, Setting, SettingsSection, text } from '@fusionbridge/settings';

/** Hugging Face's own inference, behind the router of its Inference Providers. */
@SettingsSection('Hugging Face Inference')
export class HuggingFaceEnv {
  @Setting(
    'Token from huggingface.co/settings/tokens, with the permission to call Inference Providers',
    text(),
  )
  HUGGINGFACE_API_KEY?: string = undefined;

  @Setting('Repository of the model for chains that name none', matching(/^[\w.-]+\/[\w.-]+$/, 'owner/model'))
  HF_IMAGE_MODEL: string = 'black-forest-labs/FLUX.1-schnell';

  @Setting('Address to which `models/<owner>/<model>` is appended', address())
  HF_INFERENCE_URL: string = 'https://router.huggingface.co/hf-inference';

  @Setting(
    "Organisation that pays instead of the token's owner",
    matching(/^[\w.-]+$/, 'the name of an organisation'),
  )
  HF_BILL_TO?: string = undefined;

  @Setting('Time limit of one call', seconds)
  HF_TIMEOUT_SECONDS: number = 300;
}

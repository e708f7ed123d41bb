import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** Hugging Face's own inference, behind the router of its Inference Providers. */
export class HuggingFaceEnv {
  /** From huggingface.co/settings/tokens, with the permission to call Inference Providers. */
  @IsOptional()
  @IsString()
  HUGGINGFACE_API_KEY?: string = undefined;

  /** The repository that paints where a chain names none. */
  @Matches(/^[\w.-]+\/[\w.-]+$/, { message: 'owner/model' })
  HF_IMAGE_MODEL: string = 'black-forest-labs/FLUX.1-schnell';

  /** `models/<owner>/<model>` is put behind it. */
  @OperatorAddress()
  HF_INFERENCE_URL: string = 'https://router.huggingface.co/hf-inference';

  /** The organisation that pays in the place of the key's owner. */
  @IsOptional()
  @Matches(/^[\w.-]+$/, { message: 'the name of an organisation' })
  HF_BILL_TO?: string = undefined;

  /** For one call. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  HF_TIMEOUT_SECONDS: number = 300;
}

import { Transform } from 'class-transformer';
import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** What stands before `owner/space` in the address of its page. */
const SPACE_PAGE = /^https?:\/\/(?:www\.)?huggingface\.co\/spaces\//i;

/** A Gradio Space at Hugging Face, or any other Gradio app. */
export class HuggingFaceSpaceEnv {
  /** `owner/space`, the address of its page at Hugging Face, or the address of a Gradio app. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.replace(SPACE_PAGE, '').replace(/\/+$/, '') : value,
  )
  @Matches(/^(?:[\w.-]+\/[\w.-]+|https?:\/\/[^\s@?#]+)$/, { message: 'owner/space or an http(s) address' })
  HF_SPACE_NAME?: string = undefined;

  /** From huggingface.co/settings/tokens; for private Spaces, and for the quota of one's own account. */
  @IsOptional()
  @IsString()
  HF_TOKEN?: string = undefined;

  /** The hub that knows where a Space of that name runs, and who runs a model; HF_SPACE_NAME may be an address. */
  @OperatorAddress()
  HF_ENDPOINT: string = 'https://huggingface.co';

  /** The function of the app that paints, as its page "Use via API" names it. */
  @Matches(/^\/[\w.-]+$/, { message: 'a name such as /run_lora' })
  HF_SPACE_ENDPOINT: string = '/run_lora';

  /** Its parameters, as JSON: `{"prompt": "{prompt}", "cfg": "{guidance|3.5}", "quality": "best"}`. */
  @IsOptional()
  @IsString()
  HF_SPACE_PARAMETERS?: string = undefined;

  /** One LoRA as the app takes it, as JSON: `{"repo": "{repository}", "weights": "{file}", "scale": "{weight}"}`. */
  @IsOptional()
  @IsString()
  HF_SPACE_LORA?: string = undefined;

  /** For one order, waiting in the queue included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  HF_SPACE_TIMEOUT_SECONDS: number = 300;

  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_HF_SPACE: number = 10;
}
